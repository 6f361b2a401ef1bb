/// `findings.csv`: a row for each finding.
public enum FindingsTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "fingerprint", "rule", "severity", "status", "impact", "owner", "line_id", "payment_intent", "field", "expected",
    "actual", "unit", "timestamp", "source", "index", "byte_offset", "message",
  ])

  /// The row of a finding.
  public static func row(_ finding: Finding) -> String {
    var rows = CSVRows()
    add(finding, fingerprint: finding.fingerprint, to: &rows)
    return String(decoding: rows.bytes, as: UTF8.self)
  }

  /// Adds the row of a finding.
  public static func add(_ finding: Finding, fingerprint: String, to rows: inout CSVRows) {
    let cells: [CSVCell] = [
      .text(fingerprint), .text(finding.rule.code), .text(finding.severity.rawValue), .text(finding.status.rawValue),
      .text(finding.rule.impact.rawValue), .text(finding.rule.owner.rawValue), .text(finding.subject),
      .text(finding.paymentIntent), .text(finding.field), value(finding.expected, finding),
      value(finding.actual, finding), .text(finding.unit), .text(finding.requested), .text(finding.source),
      .number(finding.index), .number(finding.byteOffset), .text(finding.message.plain),
    ]
    for cell in cells { rows.add(cell) }
    rows.end()
  }

  /// Numbers raw, strings of bits marked as such, everything else as text.
  private static func value(_ text: String, _ finding: Finding) -> CSVCell {
    let isDigits = !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    if finding.field == Field.checksum.path, isDigits, text.utf8.allSatisfy({ $0 & 0xFE == UInt8(ascii: "0") }) {
      return .text("0b\(text)")
    }
    let isNegative = text.hasPrefix("-") && text.utf8.dropFirst().allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    if isDigits || isNegative && text.utf8.count > 1 { return .digits(text) }
    return .text(Visible.text(text))
  }
}
