/// The exceptions of an earlier reconciliation, as its JSON report has them.
public struct PreviousExceptions: Sendable {
  let rows: [PreviousFinding]

  /// Reads a report to its end.
  ///
  /// - Throws: `SourceProblem` if it is no whole report of a reconciliation.
  public init<Source: ByteSource & ~Copyable>(_ source: consuming Source) throws(SourceProblem) {
    var reader = PreviousReportReader(source, rows: "exceptions")
    var rows: [PreviousFinding] = []
    while let row = try reader.next() { rows.append(row) }
    self.rows = rows
  }
}

extension Reconciliation {
  /// Tells what the prior report has too, and what of it is gone.
  mutating func compare(with previous: PreviousExceptions) {
    var left: [Fingerprint: KnownFinding] = [:]
    for row in previous.rows { left[row.fingerprint, default: KnownFinding()].add(wasAccepted: row.wasAccepted) }
    for place in places.indices {
      let isAccepted = places[place].acceptance != nil
      let known = left.take(places[place].id, accepted: isAccepted)
      // What was accepted then and no longer is, is new once more.
      places[place].isKnown = known.map { isAccepted || !$0.wasAccepted } ?? false
    }
    resolved = previous.rows.filter { left.take($0.fingerprint, accepted: $0.wasAccepted) != nil }
  }
}
