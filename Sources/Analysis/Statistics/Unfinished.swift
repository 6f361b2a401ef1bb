/// Production lines that are not finished: those with status requested, started or ended.
public struct Unfinished: Mergeable, Equatable, Sendable {
  /// How many there are.
  public private(set) var count = 0
  /// The earliest request among them.
  public private(set) var oldest: Timestamp?

  public init() {}

  /// Adds production lines, of which there is at least one.
  mutating func add(_ sums: JobSums, _ facts: FigureFacts) {
    guard facts.contains(.isUnfinished) else { return }
    count += sums.count
    if facts.contains(.requested) { note(Timestamp(milliseconds: sums.firstRequested)) }
  }

  public mutating func merge(_ next: Unfinished) {
    count += next.count
    note(next.oldest)
  }

  private mutating func note(_ moment: Timestamp?) {
    guard let moment else { return }
    oldest = min(oldest ?? moment, moment)
  }
}
