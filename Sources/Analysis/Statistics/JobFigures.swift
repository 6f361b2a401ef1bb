/// The figures of some production lines: what was delivered, at which rate, and how long the steps took.
///
/// Tokens, characters, bytes and rates are those of production lines that have ended: before, they are only ordered, and
/// where status and stamps contradict each other nobody can tell. Each sum leaves out what can't be used.
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

  @inline(__always)
  mutating func add(_ job: JobNumbers, _ facts: FigureFacts) {
    productionLines += 1
    if facts.hasEnded {
      ended += 1
      if facts.hasTokens { tokens.add(job.tokens) }
      if facts.hasCharacters { characters.add(job.characters) }
      if facts.hasBytes { bytes.add(Int128(job.bytes)) }
      if facts.hasRate { rate.add(job.rate) }
    }
    if facts.hasRequest, facts.hasStart { waiting.add(from: job.requested, to: job.started) }
    if facts.hasStart, facts.hasEnd { run.add(from: job.started, to: job.ended) }
    if facts.hasEnd, facts.hasFinish { packing.add(from: job.ended, to: job.finished) }
  }

  public mutating func merge(_ next: JobFigures) {
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
