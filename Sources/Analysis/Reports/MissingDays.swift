/// Days in a row without a run of a job that should run on each.
public struct MissingDays: Equatable, Sendable {
  /// The first of them, as `YYYY-MM-DD`.
  public let first: String
  /// The last of them, as `YYYY-MM-DD`.
  public let last: String
  /// How many there are.
  public let count: Int
  private let end: Int

  /// The days between two that have a run; nil if there are none.
  public init?(after earlier: String, before later: String) {
    guard let start = Timestamp(day: earlier)?.milliseconds, let end = Timestamp(day: later)?.milliseconds,
      end - start > Timestamp.dayLength
    else { return nil }
    count = (end - start) / Timestamp.dayLength - 1
    first = Timestamp(milliseconds: start + Timestamp.dayLength).day
    last = Timestamp(milliseconds: end - Timestamp.dayLength).day
    self.end = end
  }

  /// The days, the last first.
  var fromLast: some Sequence<String> {
    (1...count).lazy.map { [end] in Timestamp(milliseconds: end - $0 * Timestamp.dayLength).day }
  }
}
