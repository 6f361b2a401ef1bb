import Testing

@testable import Analysis

/// A row of bytes is the row that the cells give, whatever they hold.
struct CSVRowTests {
  private static let pieces = [
    "a", "7", " ", ",", "\"", "=", "+", "-", "@", "\t", "\r", "\n", "\u{7F}", "ä", "\u{202E}", "0b", "'", "\u{0}", "漢",
    ";",
  ]

  @Test func `any texts give the row of the cells`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<3000 {
      let texts = (0..<4).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in CSVRowTests.pieces.randomElement(using: &random) ?? "" }
          .joined()
      }
      var row = CSVRow(capacity: 8)
      for text in texts { row.add(text: Array(text.utf8).span.bytes) }
      #expect(String(decoding: row.ended(), as: UTF8.self) == CSVFormat.row(texts.map { .text($0) }), "\(texts)")
    }
  }

  @Test(arguments: [0, 7, 10, -1, 999_999_999_999_999, 1_000_000_000_000_000, .max, .min])
  func `any number gives the row of the cell`(number: Int) {
    var row = CSVRow(capacity: 8)
    row.add(.empty)
    row.add(number)
    #expect(String(decoding: row.ended(), as: UTF8.self) == CSVFormat.row([.empty, .number(number)]))
  }

  @Test func `a prefix stands before a text, safe or not`() {
    for text in ["0101", "", ",\"", "\u{202E}"] {
      var row = CSVRow(capacity: 8)
      row.add(text: Array(text.utf8).span.bytes, prefix: "0b")
      #expect(String(decoding: row.ended(), as: UTF8.self) == CSVFormat.row([.text("0b" + text)]))
    }
  }
}
