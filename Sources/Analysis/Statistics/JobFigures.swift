/// The figures of some production lines: what was delivered, at which rate, and how long the steps took.
///
/// Tokens, characters, bytes and rates are those of production lines that have ended: before, they are only ordered,
/// and where status and stamps contradict each other nobody can tell. Each sum leaves out what can't be used.
public struct JobFigures: Mergeable, Equatable, Sendable {
  /// All production lines, whatever their status.
  public private(set) var productionLines = 0
  /// Those that have ended.
  public private(set) var ended = 0
  /// Tokens of the jobs that have ended.
  public private(set) var tokens = Spread()
  /// Characters of these tokens, digits · size.
  public private(set) var characters = Amount()
  /// Bytes of their data files.
  public private(set) var bytes = Amount()
  /// Their stated rates in characters per second.
  public private(set) var rate = Distribution()
  /// From requested to started.
  public private(set) var waiting = StepTimes()
  /// From started to ended.
  public private(set) var run = StepTimes()
  /// From ended to finished.
  public private(set) var packing = StepTimes()

  public init() {}

  /// Adds production lines, one kind of number of all of them after another.
  mutating func add(_ jobs: Span<JobNumbers>) {
    productionLines += jobs.count
    var ended = 0
    for index in jobs.indices where jobs[index].has(.hasEnded) { ended &+= 1 }
    self.ended += ended
    tokens.add(jobs) { $0.has([.hasEnded, .tokens]) ? $0.tokens : nil }
    characters.add(jobs) { $0.has([.hasEnded, .characters]) ? $0.characters : nil }
    bytes.add(jobs) { $0.has([.hasEnded, .bytes]) ? Int128($0.bytes) : nil }
    rate.add(jobs) { $0.has([.hasEnded, .rate]) ? $0.rate : nil }
    waiting.add(jobs) { $0.has([.requested, .started]) ? $0.started &- $0.requested : nil }
    run.add(jobs) { $0.has([.started, .ended]) ? $0.ended &- $0.started : nil }
    packing.add(jobs) { $0.has([.ended, .finished]) ? $0.finished &- $0.ended : nil }
  }

  public mutating func merge(_ next: JobFigures) {
    guard next.productionLines > 0 else { return }
    productionLines += next.productionLines
    ended += next.ended
    tokens.merge(next.tokens)
    characters.merge(next.characters)
    bytes.merge(next.bytes)
    rate.merge(next.rate)
    waiting.merge(next.waiting)
    run.merge(next.run)
    packing.merge(next.packing)
  }
}
