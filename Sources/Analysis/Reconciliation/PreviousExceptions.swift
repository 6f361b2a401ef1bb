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
    var counts: [Fingerprint: Int] = [:]
    for row in previous.rows { counts[row.fingerprint, default: 0] += 1 }
    for place in places.indices {
      let id = places[place].id
      places[place].isKnown = counts[id, default: 0] > 0
      if places[place].isKnown == true { counts[id, default: 0] -= 1 }
    }
    var gone: [PreviousFinding] = []
    for row in previous.rows where counts[row.fingerprint, default: 0] > 0 {
      counts[row.fingerprint, default: 0] -= 1
      gone.append(row)
    }
    resolved = gone
  }
}
