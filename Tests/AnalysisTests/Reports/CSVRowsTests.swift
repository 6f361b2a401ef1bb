import Testing

@testable import Analysis

/// Rows of bytes are what the cells are as text, whatever they hold.
struct CSVRowsTests {
  private static let pieces = [
    "a", "7", " ", ",", "\"", "=", "+", "-", "@", "\t", "\r", "\n", "\u{7F}", "ä", "\u{202E}", "0b", "'", "\u{0}", "漢",
    ";", "e", "E", "12345678", "abcdefg", "0123456789abcdef", "~!", "\u{1F}",
  ]

  /// The row of some cells, each as text.
  private func row(_ cells: [CSVCell]) -> String {
    cells.map { CSVFormat.text(of: $0) }.joined(separator: ",") + "\r\n"
  }

  private func row(_ add: (inout CSVRows) -> Void) -> String {
    var rows = CSVRows()
    add(&rows)
    rows.end()
    return String(decoding: rows.bytes, as: UTF8.self)
  }

  @Test(arguments: UInt64(1)...10) func `any texts give the row of the cells`(seed: UInt64) {
    var random = Generator(seed: seed)
    for _ in 0..<500 {
      let texts = (0..<4).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in CSVRowsTests.pieces.randomElement(using: &random) ?? "" }
          .joined()
      }
      let added = row { rows in for text in texts { rows.add(text: Array(text.utf8).span.bytes) } }
      #expect(added == row(texts.map { .text($0) }), "\(texts)")
      #expect(CSVFormat.row(texts.map { .text($0) }) == added)
    }
  }

  @Test func `each character is judged wherever it stands`() {
    for byte in UInt8(0)..<128 {
      for place in [0, 3, 7, 8, 12] {
        var text = [UInt8](repeating: UInt8(ascii: "x"), count: 13)
        text[place] = byte
        #expect(row { $0.add(text: text.span.bytes) } == row([.text(String(decoding: text, as: UTF8.self))]))
      }
    }
  }

  @Test(arguments: [0, 7, 10, -1, 999_999_999_999_999, 1_000_000_000_000_000, .max, .min])
  func `any number gives the row of the cell`(number: Int) {
    let expected = row([.empty, .number(number)])
    let added = row { rows in
      rows.add(.empty)
      rows.add(number)
    }
    #expect(added == expected)
    #expect(row { $0.add(Int128(number)) } == row([.digits(String(number))]))
    #expect(row { $0.add(digits: Array(String(number).utf8).span.bytes) } == row([.digits(String(number))]))
    #expect(row { $0.add(Int128.max) } == row([.digits(String(Int128.max))]))
  }

  @Test func `what a spreadsheet would not keep as it is gets an apostrophe`() {
    let guarded = ["9338862503213674", "587401108630e643", "1E5", "0e0", "=1", "＝1", "＋1", "－1", "＠x", "＝\u{301}1"]
    let plain = ["933886250321367", "16", "e643", "587401108630f643", "12e3e4", "5874011e", "a338862503213674", "1＝2"]
    for text in guarded + plain {
      let expected = (guarded.contains(text) ? "'" : "") + text + "\r\n"
      #expect(row { $0.add(text: Array(text.utf8).span.bytes) } == expected)
      #expect(CSVFormat.row([.text(text)]) == expected)
    }
    #expect(Fingerprint("'587401108630e643".utf8) == Fingerprint("587401108630e643".utf8))
    #expect(Fingerprint("'587401108630e643".utf8) != nil && Fingerprint("''87401108630e643".utf8) == nil)
  }

  @Test func `a moment is written as the service writes it`() throws {
    for text in ["0000-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2024-02-29T12:05:09.070Z"] {
      let moment = try #require(Timestamp(text))
      #expect(row { $0.add(moment) } == text + "\r\n")
    }
  }

  @Test func `a prefix stands before a text, safe or not`() {
    for text in ["0101", "", ",\"", "\u{202E}"] {
      #expect(row { $0.add(text: Array(text.utf8).span.bytes, prefix: "0b") } == row([.text("0b" + text)]))
    }
  }

  @Test func `rows follow each other, and can be forgotten`() {
    var rows = CSVRows()
    for number in 0..<3 {
      rows.add(number)
      rows.add(.empty)
      rows.end()
    }
    #expect(String(decoding: rows.bytes, as: UTF8.self) == "0,\r\n1,\r\n2,\r\n")
    rows.add(7)
    rows.removeAll()
    rows.add(8)
    rows.end()
    #expect(String(decoding: rows.bytes, as: UTF8.self) == "8\r\n")
  }
}
