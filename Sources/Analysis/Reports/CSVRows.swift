/// Rows of a CSV table as bytes, for tables with a row for each production line: the same as `CSVFormat.row` of the
/// cells, without a string for each.
public struct CSVRows: Sendable {
  /// The rows so far.
  public private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// No rows.
  ///
  /// - Parameter capacity: bytes for which there is room at once.
  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Forgets the rows, but keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  /// Ends a row.
  mutating func end() {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    isFirst = true
  }

  /// Adds any cell.
  mutating func add(_ cell: CSVCell) {
    switch cell {
    case .text(var text): text.withUTF8 { addPlain($0, prefix: "") }
    case .number(let number) where CSVRows.rawNumbers.contains(number): add(number)
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

  /// Adds the digits of a whole number as the input has them, perhaps more than a spreadsheet keeps.
  mutating func add(digits: RawSpan) {
    separate()
    if digits.byteCount > CSVFormat.exactDigits { bytes.append(UInt8(ascii: "'")) }
    digits.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Adds a number.
  mutating func add(_ number: Int) {
    guard CSVRows.rawNumbers.contains(number) else { return add(.number(number)) }
    separate()
    bytes.append(digits: number, width: 1)
  }

  /// Adds a number of any size.
  mutating func add(_ number: Int128) {
    if let small = Int(exactly: number), CSVRows.rawNumbers.contains(small) { return add(small) }
    add(.digits(String(number)))
  }

  /// Adds a moment.
  mutating func add(_ moment: Timestamp) {
    separate()
    moment.append(to: &bytes)
  }

  @inline(__always)
  private mutating func addPlain(_ text: some Collection<UInt8>, prefix: StaticString) {
    separate()
    let start = bytes.count
    for byte in prefix.utf8 { bytes.append(byte) }
    bytes.append(contentsOf: text)
    switch CSVRows.form(of: bytes.span.bytes.extracting(start...)) {
    case .plain: return
    case .quoted: quote(from: start)
    case .other:
      let words = String(decoding: bytes[start...], as: UTF8.self)
      bytes.removeSubrange(start...)
      bytes.append(utf8: CSVFormat.text(of: .text(words)))
    }
  }

  /// Puts the last cell into quotes.
  private mutating func quote(from start: Int) {
    let quote = UInt8(ascii: "\"")
    let text = bytes[start...]
    bytes.removeSubrange(start...)
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// Numbers that a spreadsheet keeps exactly, without a sign.
  private static let rawNumbers = 0..<1_000_000_000_000_000

  @inline(__always)
  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }
}

/// How texts are written.
extension CSVRows {
  /// What must be done to a text.
  private enum Form {
    /// Nothing; only quotes around it; what is done to all cells.
    case plain, quoted, other
  }

  private static func form(of text: RawSpan) -> Form {
    guard text.byteCount > 0 else { return .plain }
    let first = text.unsafeLoad(as: UInt8.self)
    if first == UInt8(ascii: "=") || first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: "@")
    {
      return .other
    }
    if mayBeLossyNumber(text) { return .other }
    var (unusual, marks): (UInt64, UInt64) = (0, 0)
    func add(_ word: UInt64) {
      unusual |= CSVRows.unusual(word)
      marks |= CSVRows.marks(word)
    }
    var position = 0
    while position + 8 <= text.byteCount {
      add(text.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    if position > 0, position < text.byteCount {
      // The last word overlaps the one before.
      add(text.unsafeLoadUnaligned(fromByteOffset: text.byteCount - 8, as: UInt64.self))
    } else if position == 0 {
      // Letters fill the word up.
      var word = each(UInt8(ascii: "a"))
      for place in 0..<text.byteCount {
        word = word &<< 8 | UInt64(text.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      }
      add(word)
    }
    return unusual != 0 ? .other : marks != 0 ? .quoted : .plain
  }

  /// Whether there are only digits and signs of an exponent, and a spreadsheet may not keep them.
  @inline(__always)
  private static func mayBeLossyNumber(_ text: RawSpan) -> Bool {
    var hasExponent = false
    for position in 0..<text.byteCount {
      let byte = text.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      if byte | 0x20 == UInt8(ascii: "e") {
        hasExponent = true
      } else if byte &- UInt8(ascii: "0") > 9 {
        return false
      }
    }
    return hasExponent || text.byteCount > CSVFormat.exactDigits
  }

  /// Not 0 if one of eight bytes is a control character, or beyond ASCII.
  @inline(__always)
  private static func unusual(_ word: UInt64) -> UInt64 {
    let below = (word &- each(0x20)) & ~word
    let above = (word &+ each(1)) | word
    return (below | above) & each(0x80)
  }

  /// Not 0 if one of eight bytes is a comma or a quote.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let comma = word ^ each(UInt8(ascii: ","))
    let quote = word ^ each(UInt8(ascii: "\""))
    return ((comma &- each(1)) & ~comma | (quote &- each(1)) & ~quote) & each(0x80)
  }

  /// A word of one byte eight times.
  @inline(__always)
  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
