/// A row of a CSV table as bytes, for tables with a row for each production line: the same as `CSVFormat.row` of the cells,
/// without a string for each.
struct CSVRow {
  /// What was added so far.
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// An empty row.
  ///
  /// - Parameter capacity: bytes that it will probably need.
  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// Adds any cell.
  mutating func add(_ cell: CSVCell) {
    switch cell {
    case .text(let text): addPlain(text.utf8, prefix: "")
    case .number(let number) where CSVRow.rawNumbers.contains(number): add(number)
    case .empty: separate()
    case .number, .digits:
      separate()
      bytes.append(contentsOf: CSVFormat.text(of: cell).utf8)
    }
  }

  /// Adds a text of the input. One of letters, digits and other characters that mean nothing to CSV, a spreadsheet or a
  /// terminal is copied; any other takes the way of all cells.
  ///
  /// - Parameter prefix: what comes before it.
  mutating func add(text: RawSpan, prefix: StaticString = "") {
    text.withUnsafeBytes { addPlain($0, prefix: prefix) }
  }

  @inline(__always)
  private mutating func addPlain(_ text: some Collection<UInt8>, prefix: StaticString) {
    separate()
    let start = bytes.count
    for byte in prefix.utf8 { bytes.append(byte) }
    bytes.append(contentsOf: text)
    guard !CSVRow.isPlain(bytes[start...]) else { return }
    let words = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: CSVFormat.text(of: .text(words)).utf8)
  }

  /// Adds a number.
  mutating func add(_ number: Int) {
    guard CSVRow.rawNumbers.contains(number) else { return add(.number(number)) }
    separate()
    bytes.append(digits: number, width: 1)
  }

  /// Adds a moment.
  mutating func add(_ moment: Timestamp) {
    separate()
    moment.append(to: &bytes)
  }

  /// The whole row with its line end.
  consuming func ended() -> [UInt8] {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Numbers that a spreadsheet keeps exactly, without a sign.
  private static let rawNumbers = 0..<1_000_000_000_000_000

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  /// Whether a text is written as it is.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    if first == UInt8(ascii: "=") || first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: "@")
    {
      return false
    }
    return text.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"")
    }
  }
}
