/// Findings that somebody has signed off, as a table lists them.
///
/// The table is a CSV file with a column `fingerprint`, so an exported `findings.csv` is one, perhaps with rows
/// deleted. A row accepts one finding. In a column `until`, a date (including that day, in UTC) or a time ends the
/// acceptance; an empty cell doesn't. A date may be one that a spreadsheet has re-saved, if it has one reading only.
/// Other columns, such as `accepted_by` and `reason`, are for people: an exported `findings.csv` has neither, so
/// whoever signs off deletes the rows that they don't accept. It is the other way round with `AcceptedExceptions`.
public struct AcceptedFindings: Sendable {
  /// Rows of the table.
  public private(set) var listed = 0
  /// Rows whose time was over at the moment of the audit.
  public private(set) var expired = 0
  /// How often each finding is accepted.
  private(set) var counts: [Fingerprint: Int] = [:]

  /// Reads a table to its end.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - asOf: the moment of the audit; nil if none was given, and then no acceptance may end.
  /// - Throws: `SourceProblem` with the place in the table.
  public init<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, asOf: Timestamp?, windowSize: Int = CSVReader<Source>.windowSize
  ) throws(SourceProblem) {
    var reader = CSVReader(source, windowSize: windowSize)
    try reader.readHeader()
    guard let fingerprints = try reader.column("fingerprint") else { throw .noFingerprints }
    let ends = try reader.column("until")
    while try reader.next() {
      guard let fingerprint = Fingerprint(reader.bytes(fingerprints)) else {
        throw .noFingerprint(reader.text(fingerprints), at: reader.location(of: fingerprints))
      }
      listed += 1
      if try AcceptanceEnd(reader, ends, asOf: asOf).isOver {
        expired += 1
      } else {
        counts[fingerprint, default: 0] += 1
      }
    }
  }
}

extension SourceProblem {
  fileprivate static let noFingerprints = SourceProblem(
    kind: .anotherKind, message: "the table has no column \(name: "fingerprint")",
    remedy: "Use rows of an exported \(name: "findings.csv"), with its header")

  fileprivate static func noFingerprint(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected a fingerprint of 16 hexadecimal digits, found \(data: text)",
      remedy: "Copy it from the report again; a spreadsheet may have taken it for a number")
  }
}
