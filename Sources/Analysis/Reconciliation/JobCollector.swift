/// Hears every production line that counts while the lists are read, and keeps what a reconciliation needs.
///
/// `restart` must be called before the sources are read a second time.
public struct JobCollector: AuditObserver {
  public var wantsCounted: Bool { true }
  private(set) var jobs: [Job] = []
  /// Jobs whose states contradict each other: production line and PaymentIntent.
  private(set) var conflicting: [(line: String, payment: String)] = []

  /// A collector that has heard nothing.
  public init() {}

  /// Forgets everything.
  public mutating func restart() {
    self = JobCollector()
  }

  public mutating func add(_ finding: Finding) {
    if finding.rule.code == LineChanged.about.code {
      conflicting.append((finding.subject, finding.paymentIntent))
    }
  }

  public mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    var job = Job(place: line.index, index: line.index, source: Int32(context.source))
    if let requested = line.stamp(.requested) { job.requested = requested.milliseconds }
    if let started = line.stamp(.started) { job.started = started.milliseconds }
    if line.has(.size) { job.size = line.size }
    if line.has(.digits) { job.digits = Int32(truncatingIfNeeded: line.digits) }
    if line.has(.analysis) { job.hasMetrics = context.texts.withBytes(of: line.analysis) { $0.equals("metrics") } }
    if line.phase == .before { job.fate = line.status == .deleted ? .deleted : .waiting }
    job.hasEarlierParts = Self.hasEarlierParts(line, context)
    jobs.append(job)
  }

  /// Whether tokens were produced before this job.
  private static func hasEarlierParts(_ line: ProductionLine, _ context: RuleContext) -> Bool {
    guard line.hasAll([.size, .available]), line.phase == .after else { return false }
    if let earlier = context.smallEarlierTokens(of: line) { return earlier > 0 }
    return (context.earlierTokens(of: line) ?? DecimalInteger(0)) > DecimalInteger(0)
  }

  /// Places the jobs among all production lines, once it is known how many each source has.
  mutating func settle(_ sources: [SourceReport]) {
    let sources = SourcePlaces(sources)
    for number in jobs.indices {
      jobs[number].place = sources.place(jobs[number].index, of: Int(jobs[number].source))
    }
  }
}
