/// Hears every production line that counts while the lists are read, and keeps what its token files are held against.
///
/// `beginSource` must be called before each source, and `restart` before the sources are read a second time.
public struct TokenJobCollector: AuditObserver {
  public var wantsLines: Bool { true }
  private(set) var jobs: [TokenJob] = []
  private var source = -1

  /// A collector that has heard nothing.
  public init() {}

  /// Begins the next source.
  public mutating func beginSource() {
    source += 1
  }

  /// Forgets everything.
  public mutating func restart() {
    self = TokenJobCollector()
  }

  public mutating func add(_ finding: Finding) {}

  public mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    jobs.append(TokenJob(line, context, source: self.source))
  }

  /// The latest job of each production line that has an id, by the key of the id: the one that was requested last, of
  /// equal moments the one that was read last.
  var latest: [[UInt8]: Int] {
    var latest: [[UInt8]: Int] = [:]
    for (number, job) in jobs.enumerated() where !job.key.isEmpty {
      if let known = latest[job.key], jobs[known].moment > job.moment { continue }
      latest[job.key] = number
    }
    return latest
  }
}
