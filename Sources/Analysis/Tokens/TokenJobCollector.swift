/// Hears every production line while the lists are read, and keeps what its token files are held against.
///
/// Those that don't count are kept too: which part of a production line is the latest depends on all of them.
/// `restart` must be called before the sources are read a second time.
public struct TokenJobCollector: AuditObserver {
  public var wantsCounted: Bool { true }
  public var wantsEvery: Bool { true }
  /// The jobs in input order.
  private(set) var jobs: [TokenJob] = []
  /// Of the jobs, those before it are known to count or not.
  private var settled = 0

  /// A collector that has heard nothing.
  public init() {}

  /// Forgets everything.
  public mutating func restart() {
    self = TokenJobCollector()
  }

  public mutating func add(_ finding: Finding) {}

  public mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
    jobs.append(TokenJob(line, context, source: context.source))
  }

  public mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    // Those that count follow in the order in which all were heard.
    while jobs[settled].index != line.index || jobs[settled].source != context.source { settled += 1 }
    jobs[settled].counts = true
    settled += 1
  }

  /// What token files are held against, in input order: of each production line with an id its latest part that counts.
  var parts: [TokenPart] {
    var numbers: [[UInt8]: [Int]] = [:]
    for (number, job) in jobs.enumerated() where !job.key.isEmpty { numbers[job.key, default: []].append(number) }
    var places: [(place: Int, part: TokenPart)] = []
    for numbers in numbers.values {
      let ordered = inOrder(numbers)
      guard let last = ordered.lastIndex(where: { jobs[$0].counts }) else { continue }
      let isLatest = last == ordered.count - 1
      places.append((ordered[last], TokenPart(ordered[...last].map { jobs[$0] }, isLatest: isLatest)))
    }
    return places.sorted { $0.place < $1.place }.map(\.part)
  }

  /// The jobs of a production line in the order of their parts: each in the state that counts, or else in the one that
  /// was read last.
  private func inOrder(_ numbers: [Int]) -> [Int] {
    var kept: [Int] = []
    // Sorting is stable: of equal moments the job that was read last is the later.
    for number in numbers.sorted(by: { jobs[$0].moment < jobs[$1].moment }) {
      guard let last = kept.last, jobs[last].moment == jobs[number].moment, jobs[last].moment > .min else {
        kept.append(number)
        continue
      }
      if jobs[number].counts || !jobs[last].counts { kept[kept.count - 1] = number }
    }
    return kept
  }
}
