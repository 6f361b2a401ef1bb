/// Why a row of a table can't be read on.
struct CSVStop: Error {
  enum Cause {
    case needMore
    case quote, afterQuote, unclosed, carriageReturn, zero, utf8

    /// What is wrong, as a message says it.
    var message: String {
      switch self {
      case .needMore: "expected more bytes"
      case .quote: "found a quote within a cell that doesn't begin with one"
      case .afterQuote: "expected a delimiter or the end of the row after a closing quote"
      case .unclosed: "a cell begins with a quote that is never closed"
      case .carriageReturn: "expected a line feed after a carriage return"
      case .zero: "found a zero byte, which no text has"
      case .utf8: "expected valid UTF-8"
      }
    }
  }

  let cause: Cause
  /// The position in the window.
  let position: Int
}

/// Finds the cells of one row within a window that has zeros behind its valid bytes, as `Window` has.
struct CSVScanner {
  /// A cell: its bytes without the quotes around them.
  struct Cell {
    var range: Range<Int>
    var hasDoubledQuotes = false
  }

  /// What may stand between cells.
  static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// What stands between cells.
  var delimiter = UInt8(ascii: ",")
  /// The cells of the row that was scanned last.
  private(set) var cells: [Cell] = []
  /// Whether that row has no text in any cell, as spreadsheets write empty rows, and no quotes either.
  private(set) var isBlank = false

  /// The delimiter that the row at `start` has most often outside of quotes, a comma if it has none; nil as long as its
  /// end is not in sight.
  static func delimiter(_ bytes: RawSpan, from start: Int, limit: Int, isFinal: Bool) -> UInt8? {
    var counts = [0, 0, 0]
    var isQuoted = false
    var isEmpty = true
    for position in start..<max(start, limit) {
      let byte = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      // Blank rows before the header don't tell.
      if byte == UInt8(ascii: "\n"), !isQuoted, !isEmpty { return best(counts) }
      if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { isEmpty = false }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = delimiters.firstIndex(of: byte) { counts[index] += 1 }
    }
    return isFinal ? best(counts) : nil
  }

  private static func best(_ counts: [Int]) -> UInt8 {
    delimiters[counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }]
  }

  /// Scans the row at `start`.
  ///
  /// - Returns: where the next row begins.
  /// - Throws: `needMore` if its end is not in sight; it is to be scanned again then.
  mutating func row(_ bytes: RawSpan, from start: Int, limit: Int, isFinal: Bool) throws(CSVStop) -> Int {
    cells.removeAll(keepingCapacity: true)
    var hasQuotes = false
    var position = start
    func byte(_ position: Int) -> UInt8 { bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) }
    while true {
      let isQuoted = byte(position) == UInt8(ascii: "\"")
      hasQuotes = hasQuotes || isQuoted
      position =
        isQuoted
        ? try quotedCell(bytes, from: position, limit: limit, isFinal: isFinal)
        : try plainCell(bytes, from: position, limit: limit, isFinal: isFinal)
      let end = byte(position)
      if end == delimiter {
        position += 1
        continue
      }
      switch end {
      case UInt8(ascii: "\n"): position += 1
      case UInt8(ascii: "\r"):
        if byte(position + 1) == UInt8(ascii: "\n") {
          position += 2
        } else {
          if position + 1 >= limit, !isFinal { throw CSVStop(cause: .needMore, position: position) }
          throw CSVStop(cause: .carriageReturn, position: position)
        }
      case 0:
        if position < limit { throw CSVStop(cause: .zero, position: position) }
        if !isFinal { throw CSVStop(cause: .needMore, position: position) }
      default: throw CSVStop(cause: .afterQuote, position: position)
      }
      isBlank = !hasQuotes && cells.allSatisfy { $0.range.isEmpty }
      return position
    }
  }

  /// - Returns: the position behind the cell, where a delimiter or a line end is, or a zero.
  private mutating func plainCell(
    _ bytes: RawSpan, from start: Int, limit: Int, isFinal: Bool
  ) throws(CSVStop) -> Int {
    let ends = SIMD16<UInt8>(repeating: delimiter)
    var scan = start
    while true {
      let chunk = bytes.unsafeLoadUnaligned(fromByteOffset: scan, as: SIMD16<UInt8>.self)
      let special =
        (chunk .== ends) .| (chunk .== SIMD16<UInt8>(repeating: 0x0A)) .| (chunk .== SIMD16<UInt8>(repeating: 0x0D))
        .| (chunk .== SIMD16<UInt8>(repeating: 0x22)) .| (chunk .== SIMD16<UInt8>())
        .| (chunk .> SIMD16<UInt8>(repeating: 0x7F))
      let lane = Lanes.first(special)
      scan += lane
      if lane == 16 { continue }
      let byte = bytes.unsafeLoad(fromByteOffset: scan, as: UInt8.self)
      if byte == UInt8(ascii: "\"") { throw CSVStop(cause: .quote, position: scan) }
      if byte < 0x80 { break }
      scan = try Self.character(bytes, at: scan, limit: limit, isFinal: isFinal)
    }
    cells.append(Cell(range: start..<scan))
    return scan
  }

  /// - Returns: the position behind the closing quote.
  private mutating func quotedCell(
    _ bytes: RawSpan, from start: Int, limit: Int, isFinal: Bool
  ) throws(CSVStop) -> Int {
    var cell = Cell(range: (start + 1)..<(start + 1))
    var scan = start + 1
    while true {
      let chunk = bytes.unsafeLoadUnaligned(fromByteOffset: scan, as: SIMD16<UInt8>.self)
      let special =
        (chunk .== SIMD16<UInt8>(repeating: 0x22)) .| (chunk .== SIMD16<UInt8>())
        .| (chunk .> SIMD16<UInt8>(repeating: 0x7F))
      let lane = Lanes.first(special)
      scan += lane
      if lane == 16 { continue }
      switch bytes.unsafeLoad(fromByteOffset: scan, as: UInt8.self) {
      case 0:
        if scan < limit { throw CSVStop(cause: .zero, position: scan) }
        throw isFinal ? CSVStop(cause: .unclosed, position: start) : CSVStop(cause: .needMore, position: scan)
      case UInt8(ascii: "\""):
        // At the end of the window a zero follows, and `row` asks for more: the quote may yet turn out to be doubled.
        guard bytes.unsafeLoad(fromByteOffset: scan + 1, as: UInt8.self) == UInt8(ascii: "\"") else {
          cell.range = (start + 1)..<scan
          cells.append(cell)
          return scan + 1
        }
        cell.hasDoubledQuotes = true
        scan += 2
      default: scan = try Self.character(bytes, at: scan, limit: limit, isFinal: isFinal)
      }
    }
  }

  /// - Returns: the position behind the multi-byte character that begins at `start`.
  private static func character(_ bytes: RawSpan, at start: Int, limit: Int, isFinal: Bool) throws(CSVStop) -> Int {
    do throws(Stop) { return try JSONCursor(limit: limit).character(bytes, at: start) } catch {
      let mayGoOn = error.cause == .needMore && !isFinal
      throw CSVStop(cause: mayGoOn ? .needMore : .utf8, position: start)
    }
  }
}
