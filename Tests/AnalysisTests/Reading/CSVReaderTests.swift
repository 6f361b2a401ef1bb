import Testing

@testable import Analysis

struct CSVReaderTests {
  /// All rows with their header, or the error, read in a window and in pieces of any size.
  private func read(_ bytes: [UInt8], windowSize: Int = 1 << 16, piece: Int = .max) -> String {
    var reader = CSVReader(MemorySource(bytes, piece: piece), windowSize: windowSize)
    var rows: [String] = []
    do throws(SourceProblem) {
      try reader.readHeader()
      rows.append(reader.columns.map { "<\($0)>" }.joined())
      while try reader.next() {
        let cells = reader.columns.indices.map { "<\(reader.text($0))>" }.joined()
        rows.append("\(reader.location.row)@\(reader.location.offset) \(cells)")
      }
    } catch { rows.append("\(error.kind): \(error.text.plain)") }
    return rows.joined(separator: "|")
  }

  static let tables: [(text: String, rows: String)] = [
    ("a,b\r\n1,2\r\n", "<a><b>|2@5 <1><2>"), ("a,b\n1,2", "<a><b>|2@4 <1><2>"), ("a\n1\n\n2\n", "<a>|2@2 <1>|4@5 <2>"),
    ("a;b\n1,5;2", "<a><b>|2@4 <1,5><2>"), ("a\tb\n1\t", "<a><b>|2@4 <1><>"), ("a,b\n,\n1,\n,,\n", "<a><b>|3@6 <1><>"),
    ("\"a,;;\",b\n1,2", "<a,;;><b>|2@9 <1><2>"), ("\u{FEFF}a,b\n1,2", "<a><b>|2@7 <1><2>"),
    ("a,b\n\"x\r\ny\",\"\"\"\"\n3,4", "<a><b>|2@4 <x\r\ny><\">|4@16 <3><4>"),
    ("a,b\n\"a \"\"b\"\" \"\"\"\"c\",\"\"\n", "<a><b>|2@4 <a \"b\" \"\"c><>"), ("a\n\"\"\n", "<a>|2@2 <>"),
    ("sep=;\r\na,b;c\r\n1;2\r\n", "<a,b><c>|3@14 <1><2>"), ("\u{FEFF}sep=\t\na\n1\n", "<a>|3@11 <1>"),
    ("sep=|\na\n1\n", "<sep=|>|2@6 <a>|3@8 <1>"), ("sep=", "<sep=>"), ("a,b\n\"\",\n", "<a><b>|2@4 <><>"),
    ("a,b\né,\u{1F600}\"\n", "<a><b>|malformed: byte 11 (row 2, column 8): found a quote within"),
    ("a,b\né,\u{1F600}\n", "<a><b>|2@4 <é><\u{1F600}>"), ("a", "<a>"), ("\r\n\na,b\n", "<a><b>"),
    ("", "empty: the table is empty"), ("\u{FEFF}", "empty: the table is empty"),
    ("\n\r\n", "empty: the table is empty"),
    (
      "a,b\n1,2\n3\n",
      "<a><b>|2@4 <1><2>|malformed: byte 8 (row 3, column 1): expected 2 cells as in the header, found 1"
    ),
    ("a,b\n\"1\n2\",3,4\n", "<a><b>|malformed: byte 4 (row 2, column 1): expected 2 cells as in the header, found 3"),
    ("a,b\n1,\"2\n", "<a><b>|truncated: byte 6 (row 2, column 3): a cell begins with a quote that is never closed"),
    ("a,b\n\"1\"x,2\n", "<a><b>|malformed: byte 7 (row 2, column 4): expected a delimiter"),
    ("a,b\n1,2\r3,4\n", "<a><b>|malformed: byte 7 (row 2, column 4): expected a line feed"),
    ("a,b\n1,2\r", "<a><b>|malformed: byte 7 (row 2, column 4): expected a line feed"),
    ("a,b\n1,\u{0}2\n", "<a><b>|malformed: byte 6 (row 2, column 3): found a zero byte"),
    ("a,b\n1,\"\u{0}\"\n", "<a><b>|malformed: byte 7 (row 2, column 4): found a zero byte"),
  ]

  @Test(arguments: tables)
  func `a table gives the same rows and errors for every window and piece`(text: String, rows: String) {
    for windowSize in [1, 2, 3, 5, 8, 16, 17, 1 << 16] {
      for piece in [1, 3, Int.max] {
        let made = read(Array(text.utf8), windowSize: windowSize, piece: piece)
        let isError = rows.contains("malformed") || rows.contains("truncated") || rows.contains("empty")
        #expect(isError ? made.hasPrefix(rows) : made == rows, "windows of \(windowSize), pieces of \(piece): \(made)")
      }
    }
  }

  @Test func `bytes that are no UTF-8 are an error with their place, in every kind of cell`() {
    for bad: [UInt8] in [[0x80], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE9]] {
      for (before, after) in [("a,b\nx,", ""), ("a,b\nx,", ",\n"), ("a,b\nx,\"y", "\"\n")] {
        for windowSize in [1, 4, 1 << 16] {
          let made = read(Array(before.utf8) + bad + Array(after.utf8), windowSize: windowSize)
          let place = "byte \(before.utf8.count) (row 2, column \(before.utf8.count - 3)): expected valid UTF-8"
          #expect(made.hasPrefix("<a><b>|malformed: \(place)"), "\(bad) \(made)")
        }
      }
    }
    #expect(read([0xFF, 0xFE, 0x61, 0, 0x2C, 0]).contains("found UTF-16"))
  }

  @Test func `rows of any length pass through a small window`() {
    var generator = Generator(seed: 7)
    var text = "id,text,number\n"
    var expected = "<id><text><number>"
    for index in 0..<200 {
      let cell = String(repeating: ["x", "é", "\"", "\r\n", ","][generator.next(5)], count: generator.next(90))
      expected += "|\(text.utf8.count { $0 == UInt8(ascii: "\n") } + 1)@\(text.utf8.count) <\(index)><\(cell)><n>"
      text += "\(index),\"\(cell.replacing("\"", with: "\"\""))\",n\n"
    }
    for windowSize in [1, 10, 64, 1000, 1 << 20] {
      for piece in [1, 13, Int.max] {
        #expect(read(Array(text.utf8), windowSize: windowSize, piece: piece) == expected)
      }
    }
  }

  @Test func `after a row with the wrong number of cells it reads on behind it`() throws {
    var reader = CSVReader(MemorySource("a,b\n1\n2,3\n4,5,6\n7,8\n"))
    try reader.readHeader()
    var found: [String] = []
    while true {
      do throws(SourceProblem) {
        guard try reader.next() else { break }
        found.append(reader.text(0))
      } catch { found.append("row \(error.location?.row ?? 0)") }
    }
    #expect(found == ["row 2", "2", "row 4", "7"])
  }

  @Test func `after damage there is nothing more`() throws {
    var reader = CSVReader(MemorySource("a,b\n1,2\"\n3,4\n"))
    try reader.readHeader()
    #expect(throws: SourceProblem.self) { _ = try reader.next() }
    #expect(try !reader.next())
  }

  @Test func `a column is found by its bytes, and two of one name are an error`() throws {
    var reader = CSVReader(MemorySource("a,\"b \",é,a\n"))
    try reader.readHeader()
    #expect(try reader.column("b ") == 1)
    #expect(try reader.column("é") == 2)
    #expect(try reader.column("e\u{301}") == nil)
    #expect(try reader.column("b") == nil)
    #expect(throws: SourceProblem.self) { _ = try reader.column("a") }
  }

  @Test func `a source that fails is an error with its place`() {
    struct Failing: ByteSource {
      var isSecond = false

      mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
        if isSecond { throw SourceFailure("Input/output error") }
        isSecond = true
        buffer.replaceSubrange(offset..<(offset + 4), with: Array("a\n1\n".utf8))
        return 4
      }
    }
    var reader = CSVReader(Failing(), windowSize: 4)
    var found: [String] = []
    do throws(SourceProblem) {
      try reader.readHeader()
      while try reader.next() { found.append(reader.text(0)) }
    } catch { found.append(error.text.plain) }
    #expect(found.count == 2 && found[0] == "1" && found[1].hasPrefix("byte 4 (row 3, column 1): can't be read: Input"))
  }
}
