/// Findings that somebody has signed off, as a table lists them.
///
/// The table is a CSV file with a column `fingerprint`, so an exported `findings.csv` is one, perhaps with rows
/// deleted. A row accepts one finding. In a column `until`, a date (including that day, in UTC) or a time ends the
/// acceptance; an empty cell doesn't. A date may be one that a spreadsheet has re-saved, if it has one reading only.
/// Other columns, such as `accepted_by` and `reason`, are for people.
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
      if let ends, !reader.bytes(ends).isEmpty {
        let text = reader.text(ends)
        guard let end = AcceptedFindings.end(text) else { throw .noEnd(text, at: reader.location(of: ends)) }
        guard let asOf else { throw .noMoment(text, at: reader.location(of: ends)) }
        if asOf >= end {
          expired += 1
          continue
        }
      }
      counts[fingerprint, default: 0] += 1
    }
  }

  /// The first moment at which an acceptance until then no longer holds.
  static func end(_ text: String) -> Timestamp? {
    if let day = PaymentTime(Array(text.utf8)[...]), day.precision == Timestamp.dayLength, day.otherReading == nil {
      return Timestamp(milliseconds: day.milliseconds + Timestamp.dayLength)
    }
    let time = Timestamp(text) ?? (text.hasSuffix("Z") ? Timestamp("\(text.dropLast()).000Z") : nil)
    return time.map { Timestamp(milliseconds: $0.milliseconds + 1) }
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

  static func noEnd(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected a date or a time in UTC in \(name: "until"), found \(data: text)",
      remedy: "Write it as \(name: "2026-01-31") or \(name: "2026-01-31T12:00:00Z")")
  }

  static func noMoment(_ text: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "an acceptance ends (\(name: "until") is \(data: text)), and the moment of the audit is not known",
      remedy: "Give it with \(name: "--as-of TIME")")
  }
}
