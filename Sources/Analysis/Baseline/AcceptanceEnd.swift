/// When an acceptance ends, as the column `until` of its table says.
struct AcceptanceEnd {
  /// What the table says; empty if it does not end.
  let text: String
  /// Whether that was over at the moment of the report.
  let isOver: Bool

  /// Reads the cell of the row that the reader stands at.
  ///
  /// - Parameters:
  ///   - column: nil if the table has none.
  ///   - asOf: the moment of the report; nil if none was given, and then no acceptance may end.
  init<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Int?, asOf: Timestamp?
  ) throws(SourceProblem) {
    guard let column, !reader.bytes(column).isEmpty else {
      (text, isOver) = ("", false)
      return
    }
    text = reader.text(column)
    guard let end = Timestamp(endOf: text) else { throw .noEnd(text, at: reader.location(of: column)) }
    guard let asOf else { throw .noMoment(text, at: reader.location(of: column)) }
    isOver = asOf >= end
  }
}

extension SourceProblem {
  fileprivate static func noEnd(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected a date or a time in UTC in \(name: "until"), found \(data: text)",
      remedy: "Write it as \(name: "2026-01-31") or \(name: "2026-01-31T12:00:00Z")")
  }

  fileprivate static func noMoment(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "an acceptance ends (\(name: "until") is \(data: text)), and the moment of the audit is not known",
      remedy: "Give it with \(name: "--as-of TIME")")
  }
}
