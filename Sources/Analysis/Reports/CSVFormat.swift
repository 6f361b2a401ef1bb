/// A cell of a CSV table.
enum CSVCell: Sendable {
  /// Nothing: a value that is not there.
  case empty
  /// Words or a value from the input: safe in a spreadsheet.
  case text(String)
  /// A number, written raw.
  case number(Int)
  /// Decimal digits, perhaps more than a spreadsheet keeps.
  case digits(String)
}

/// Writes rows as RFC 4180: commas, quotes where needed, CRLF at the end, always a header.
enum CSVFormat {
  /// Digits that a spreadsheet keeps exactly.
  static let exactDigits = 15

  /// A row with its line end.
  static func row(_ cells: [CSVCell]) -> String {
    var rows = CSVRows()
    for cell in cells { rows.add(cell) }
    rows.end()
    return String(decoding: rows.bytes, as: UTF8.self)
  }

  /// A header row.
  static func header(_ names: [String]) -> String {
    names.joined(separator: ",") + "\r\n"
  }

  static func text(of cell: CSVCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): quoted(shown(text))
    case .number(let number): number.magnitude < 1_000_000_000_000_000 ? String(number) : "'\(number)"
    case .digits(let digits): digits.utf8.count <= exactDigits ? digits : "'\(digits)"
    }
  }

  /// A text as its cell shows it, without quotes.
  static func shown(_ text: String) -> String { guarded(Visible.text(text, limit: .max)) }

  /// A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection"; the full-width
  /// signs are for East Asian settings), and so does one that it would take for a number and not keep.
  private static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) || isLossyNumber(text)
    else { return text }
    return "'" + text
  }

  /// Whether a text is nothing but more digits than a spreadsheet keeps, or digits with an exponent.
  private static func isLossyNumber(_ text: String) -> Bool {
    let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }
    return areDigits && (parts.count == 2 || parts.count == 1 && text.utf8.count > exactDigits)
  }

  private static func quoted(_ text: String) -> String {
    let quote = UInt8(ascii: "\"")
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote }) else { return text }
    var bytes = [quote]
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
    return String(decoding: bytes, as: UTF8.self)
  }
}
