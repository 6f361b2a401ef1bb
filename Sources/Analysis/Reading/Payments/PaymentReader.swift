/// Reads a file of payments, refunds or disputes: a table in CSV or an API list in JSON, told by its first byte.
public enum PaymentReader {
  /// Reads a source to its end into the book.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - name: how reports call it.
  ///   - role: what it was given as.
  public static func read<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, as role: PaymentFile.Role, _ reading: PaymentReading,
    into book: inout PaymentBook, windowSize: Int = Auditor.windowSize
  ) {
    var file = PaymentFile(name: name, role: role)
    var peeked = PeekedSource(source)
    do throws(SourceProblem) {
      let first = try peeked.firstByte()
      if let encoding = peeked.foreignEncoding { throw .encoding(encoding) }
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        var list = PaymentList(peeked, role, windowSize: windowSize)
        list.read(into: &book, &file)
      } else {
        try readTable(CSVReader(peeked, windowSize: windowSize), role, reading, &book, &file)
      }
    } catch { file.problems.append(error) }
    if file.problems.isEmpty, file.rows > 0, file.rejected == file.rows, let first = file.rejections.first {
      file.problems.append(.noneUsable(file.rows, first, role))
    }
    book.add(file)
  }

  private static func readTable<Source: ByteSource & ~Copyable>(
    _ source: consuming CSVReader<Source>, _ role: PaymentFile.Role, _ reading: PaymentReading,
    _ book: inout PaymentBook, _ file: inout PaymentFile
  ) throws(SourceProblem) {
    var reader = source
    try reader.readHeader()
    let table = try PaymentTable(reader.columns.map(TableWord.normalised), as: role, reading)
    file.format = table.format == .movements ? "table of \(role.rawValue)" : table.format.name
    var dates = DateColumn()
    var end: SourceProblem?
    while end == nil {
      do throws(SourceProblem) {
        guard try reader.next() else { break }
      } catch {
        if !reader.canReadOn {
          end = error
          break
        }
        // A row with more or fewer cells than the header: its columns can't be told.
        file.rows += 1
        book.reject(file.rows + 1, of: &file, error.message)
        continue
      }
      file.rows += 1
      read(reader.row, of: table, &dates, into: &book, &file)
    }
    dates.settle(&book.records, &file)
    file.bytes = reader.bytesRead
    if let end { throw end }
  }

  /// Reads a row, the last that was counted.
  private static func read(
    _ row: CSVRow, of table: PaymentTable, _ dates: inout DateColumn, into book: inout PaymentBook,
    _ file: inout PaymentFile
  ) {
    // The header is the first row.
    let place = file.rows + 1
    let number = UInt32(book.files.count)
    do throws(UnusableRow) {
      switch try table.row(row, &book) {
      case .record(var record):
        try record.demandAmounts()
        record.row = UInt32(truncatingIfNeeded: place)
        record.file = number
        if !table.note(row, in: &dates, at: place, record: book.records.count) { file.note(record.created) }
        book.records.append(record)
        file.used += 1
      case .movement(var movement):
        movement.row = UInt32(truncatingIfNeeded: place)
        movement.file = number
        if let moment = table.moment(row) { file.note(moment) }
        book.movements.append(movement)
        file.used += 1
      case .other: file.others += 1
      }
    } catch {
      book.reject(place, of: &file, naming: table.intent(row, &book), error.reason)
    }
  }
}

/// A source whose first byte that is not blank was looked at.
struct PeekedSource<Source: ByteSource & ~Copyable>: ByteSource, ~Copyable {
  private var source: Source
  private var head: [UInt8] = []
  private var position = 0

  init(_ source: consuming Source) {
    self.source = source
  }

  /// The name of an encoding other than UTF-8, once the first byte is known.
  var foreignEncoding: String? { Signature.foreignEncoding(Array(head.prefix(4))) }

  /// The first byte behind a byte order mark and white space; nil if there is none.
  mutating func firstByte() throws(SourceProblem) -> UInt8? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let text = head.dropFirst(ByteOrderMark.length(in: head))
      if head.count >= 4, let found = text.first(where: { $0 > 0x20 }) { return found }
      do throws(SourceFailure) {
        let count = try source.read(into: &buffer, at: 0, count: buffer.count)
        if count == 0 { return text.first { $0 > 0x20 } }
        head += buffer[..<count]
      } catch { throw SourceProblem(error) }
    }
  }

  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    if position < head.count {
      let taken = min(count, head.count - position)
      buffer.replaceSubrange(offset..<(offset + taken), with: head[position..<(position + taken)])
      position += taken
      return taken
    }
    return try source.read(into: &buffer, at: offset, count: count)
  }
}

extension SourceProblem {
  fileprivate static func noneUsable(
    _ rows: Int, _ first: PaymentFile.Rejection, _ role: PaymentFile.Role
  ) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind,
      message: "not one of \(rows, "row") can be used as \(words: role.rawValue); row \(first.row): \(first.reason)",
      remedy: "Check that it is the right file, and see the formats in the help")
  }
}
