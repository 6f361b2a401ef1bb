/// When the production lines ran, and how many characters were made in that time.
public struct RunWindow: Mergeable, Equatable, Sendable {
  /// The earliest request.
  public private(set) var firstRequested: Timestamp?
  /// The earliest start.
  public private(set) var firstStarted: Timestamp?
  /// The latest end.
  public private(set) var lastEnded: Timestamp?
  /// Characters of production lines that have ended and say when they started and ended.
  public private(set) var characters = Amount()
  /// The earliest start of these.
  private var firstCounted: Timestamp?
  /// The latest end of these.
  private var lastCounted: Timestamp?

  public init() {}

  /// Adds production lines, of which there is at least one.
  mutating func add(_ sums: JobSums, _ facts: FigureFacts) {
    let started = Timestamp(milliseconds: sums.firstStarted)
    let ended = Timestamp(milliseconds: sums.lastEnded)
    if facts.contains(.requested) { RunWindow.lower(&firstRequested, Timestamp(milliseconds: sums.firstRequested)) }
    if facts.contains(.started) { RunWindow.lower(&firstStarted, started) }
    if facts.contains(.ended) { RunWindow.raise(&lastEnded, ended) }
    guard facts.contains([.hasEnded, .characters, .started, .ended]) else { return }
    characters.add(sums.characters, of: sums.count)
    RunWindow.lower(&firstCounted, started)
    RunWindow.raise(&lastCounted, ended)
  }

  public mutating func merge(_ next: RunWindow) {
    RunWindow.lower(&firstRequested, next.firstRequested)
    RunWindow.lower(&firstStarted, next.firstStarted)
    RunWindow.raise(&lastEnded, next.lastEnded)
    characters.merge(next.characters)
    RunWindow.lower(&firstCounted, next.firstCounted)
    RunWindow.raise(&lastCounted, next.lastCounted)
  }

  /// From the earliest start to the latest end of the jobs whose characters are counted, in milliseconds; nil if there
  /// is no such time. A job that has started and not ended counts in neither.
  public var milliseconds: Int? {
    guard let firstCounted, let lastCounted, firstCounted < lastCounted else { return nil }
    return lastCounted.milliseconds - firstCounted.milliseconds
  }

  /// Characters a second in that time, pauses included, rounded; nil without a time.
  public var charactersPerSecond: Int128? {
    guard let milliseconds, let count = characters.total else { return nil }
    return (2000 * count + Int128(milliseconds)) / (2 * Int128(milliseconds))
  }

  private static func lower(_ known: inout Timestamp?, _ next: Timestamp?) {
    guard let next else { return }
    if let moment = known, moment <= next { return }
    known = next
  }

  private static func raise(_ known: inout Timestamp?, _ next: Timestamp?) {
    guard let next else { return }
    if let moment = known, moment >= next { return }
    known = next
  }
}
