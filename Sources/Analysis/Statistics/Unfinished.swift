/// Production lines that are not finished: those with status requested, started or ended.
public struct Unfinished: Mergeable, Equatable, Sendable {
  /// How many there are.
  public private(set) var count = 0
  /// The earliest request among them.
  public private(set) var oldest: Timestamp?

  public init() {}

  @inline(__always)
  mutating func add(_ job: JobNumbers, _ facts: FigureFacts) {
    guard facts.isUnfinished else { return }
    count += 1
    if facts.hasRequest { note(Timestamp(milliseconds: job.requested)) }
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
