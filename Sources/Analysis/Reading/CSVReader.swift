/// Reads a table in CSV row by row, without copying its cells (RFC 4180).
///
/// Rows end with LF or CRLF; the last one needs no end. Cells may be in double quotes, and hold delimiters, line ends
/// and doubled quotes then. The header tells the delimiter: a comma, a semicolon or a tab, whichever stands in it most
/// often. A byte order mark is skipped, and so are rows whose cells are all empty. A first row such as `sep=;`, which
/// Excel writes, tells the delimiter instead of the header. Everything else that RFC 4180 doesn't allow is an error
/// with its place, and so is a row that has more or fewer cells than the header: columns are never shifted.
///
/// Memory is constant; only a single row that is longer than the window makes it larger, up to 64 MiB.
public struct CSVReader<Source: ByteSource & ~Copyable>: ~Copyable {
  /// Bytes that are read at a time unless a caller says otherwise (1 MiB).
  public static var windowSize: Int { Window.defaultCapacity }

  /// The names in the header, in order.
  public private(set) var columns: [String] = []
  private var source: Source
  private var window: Window
  private var scanner = CSVScanner()
  private var rowStart = 0
  private var position = 0
  private var isFinished = false

  /// A reader of a source, decompressed; read its header first.
  public init(_ source: consuming Source, windowSize: Int = CSVReader.windowSize) {
    self.source = source
    window = Window(capacity: windowSize)
  }

  /// Whether `next` may find another row: after an error, whether it was one that leaves the rest readable.
  public var canReadOn: Bool { !isFinished }

  /// Bytes of the source that were read so far.
  public var bytesRead: Int { window.bytesRead }

  /// Where the row begins that was read last.
  ///
  /// Cost: proportional to the part of the window before it; it is meant for messages.
  public var location: Location { window.location(of: rowStart) }

  /// Where a cell of that row begins, for messages too.
  func location(of column: Int) -> Location { window.location(of: scanner.cells[column].range.lowerBound) }

  /// The same for rows that are asked for in their order, each once: only what lies between two of them is looked at.
  mutating func nextLocation() -> Location { window.nextLocation(of: rowStart) }

  /// Reads the header. Call it once, before `next`.
  public mutating func readHeader() throws(SourceProblem) {
    repeat { try refill() } while window.count < 4 && !window.isFinal
    let head = Array(window.bytes[..<min(window.count, 4)])
    if let encoding = Signature.foreignEncoding(head) { throw .encoding(encoding) }
    position = ByteOrderMark.length(in: head)
    var isKnown = try readDelimiter()
    while !isKnown {
      let buffer = window.bytes
      let delimiter = CSVScanner.delimiter(
        buffer.span.bytes, from: position, limit: window.count, isFinal: window.isFinal)
      if let delimiter {
        scanner.delimiter = delimiter
        isKnown = true
      } else {
        try refill()
      }
    }
    guard try scanRow() else { throw .emptyTable }
    columns = scanner.cells.indices.map { text($0) }
  }

  /// Skips a row that only says the delimiter, and says whether there is one.
  private mutating func readDelimiter() throws(SourceProblem) -> Bool {
    let start = Array("sep=".utf8)
    while true {
      let row = window.bytes[position..<window.count].prefix { $0 != UInt8(ascii: "\n") }
      guard row.starts(with: start.prefix(row.count)) else { return false }
      if row.endIndex == window.count {
        if window.isFinal { return false }
        try refill()
        continue
      }
      let said = row.dropFirst(start.count)
      guard let delimiter = said.first, CSVScanner.delimiters.contains(delimiter),
        said.dropFirst().allSatisfy({ $0 == UInt8(ascii: "\r") })
      else { return false }
      scanner.delimiter = delimiter
      position = row.endIndex + 1
      return true
    }
  }

  /// The place of the column with this name, nil if there is none.
  ///
  /// - Parameter normalised: how names of columns are compared.
  /// - Throws: `SourceProblem` if there are two of them.
  public func column(
    _ name: String, normalisedBy normalised: (String) -> String = { $0 }
  ) throws(SourceProblem) -> Int? {
    let places = columns.indices.filter { normalised(columns[$0]).utf8.elementsEqual(name.utf8) }
    if places.count > 1 { throw .columnTwice(name) }
    return places.first
  }

  /// Moves to the next row, and says whether there is one.
  ///
  /// - Throws: `SourceProblem` with its place. After a row with the wrong number of cells, the next call reads on
  ///   behind it; after any other error there is nothing more.
  public mutating func next() throws(SourceProblem) -> Bool {
    guard try scanRow() else { return false }
    guard scanner.cells.count == columns.count else {
      throw .ragged(expected: columns.count, found: scanner.cells.count, at: window.nextLocation(of: rowStart))
    }
    return true
  }

  /// The row that was read last.
  ///
  /// Its cells stand in the window; who keeps them beyond the next call of `next` makes it copy the window.
  var row: CSVRow { CSVRow(window: window.bytes, cells: scanner.cells) }

  /// The bytes of a cell without its quotes: valid UTF-8; see `row`.
  public func bytes(_ column: Int) -> ArraySlice<UInt8> { row.bytes(column) }

  /// A cell as a string.
  public func text(_ column: Int) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  /// Scans the next row that is not blank; false at the end.
  private mutating func scanRow() throws(SourceProblem) -> Bool {
    while !isFinished {
      if position >= window.count, window.isFinal {
        isFinished = true
        break
      }
      let start = position
      do throws(CSVStop) {
        let buffer = window.bytes
        position = try scanner.row(buffer.span.bytes, from: start, limit: window.count, isFinal: window.isFinal)
        rowStart = start
      } catch {
        guard error.cause == .needMore else {
          isFinished = true
          throw .table(error.cause, at: window.location(of: error.position))
        }
        try refill()
        continue
      }
      if !scanner.isBlank { return true }
    }
    return false
  }

  private mutating func refill() throws(SourceProblem) {
    window.discard(upTo: position)
    position = 0
    do throws(SourceFailure) {
      if try window.refill(from: &source) { return }
    } catch {
      isFinished = true
      throw SourceProblem(error, at: window.location(of: window.count))
    }
    isFinished = true
    throw .rowTooLong(at: window.location(of: 0))
  }
}

extension SourceProblem {
  private static let saveTable: Prose = "Export the table again as CSV in UTF-8"

  fileprivate static let emptyTable = SourceProblem(
    kind: .empty, message: "the table is empty: it has no header", remedy: saveTable)

  static func columnTwice(_ name: String) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, message: "the column \(name: name) stands twice in the header", remedy: "Remove one of them")
  }

  fileprivate static func ragged(expected: Int, found: Int, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected \(expected, "cell") as in the header, found \(found)", remedy: saveTable)
  }

  fileprivate static func table(_ cause: CSVStop.Cause, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: cause == .unclosed ? .truncated : .malformed, location: location, message: "\(words: cause.message)",
      remedy: saveTable)
  }

  fileprivate static func rowTooLong(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected a row of at most \(Window.recordLimit >> 20) MiB; this one is longer",
      remedy: "Look for a quote that is not closed")
  }
}
