import Testing

@testable import Analysis

/// Tables of orders: what is read, and that every bad row is named with its place.
struct OrderBookTests {
  private static let header = "order,line_id,payment_intent,alphabet,digits,size,due\n"
  private static let id = "6f0c0d7e-0b1c-4a52-9f5e-000000000001"

  private static func book(_ text: String, piece: Int = .max, windowSize: Int = 1 << 16) -> OrderBook {
    OrderBook(MemorySource(text, piece: piece), name: "orders.csv", windowSize: windowSize)
  }

  @Test func `a row becomes an order, whatever the order of its columns`() throws {
    let book = Self.book(
      "\u{FEFF}Size;note;Due;order;PAYMENT_INTENT\r\n7776;\"a;\nb\";2026-01-31;\"O \"\"1\"\"\";pi_1\r\n")
    #expect(book.problems.isEmpty && book.rows == 1 && book.unusedColumns == ["note"])
    let order = try #require(book.orders.first)
    #expect(order.name == "O \"1\"" && order.size == 7776 && order.paymentIntent == "pi_1" && order.lineID == "")
    #expect(order.alphabet == nil && order.digits == nil)
    #expect(!order.isOverdue(at: Timestamp("2026-01-31T23:59:59.999Z")))
    #expect(order.isOverdue(at: Timestamp("2026-02-01T00:00:00.000Z")))
    #expect(!order.isOverdue(at: nil))
  }

  static let badRows: [(row: String, message: String)] = [
    (",\(id),,,,5,", "expected the name of an order in order"),
    ("A,,,,,5,", "expected an id in line_id or in payment_intent"),
    ("A,\(id) ,,,,5,", "expected no blank at either end of line_id"),
    ("A,XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX,,,,5,", "line_id, found a placeholder"),
    ("A,,pi_XXXXXXXXXXXXXXXXXXXXXXXX,,,5,", "payment_intent, found a placeholder"),
    (
      "A,\(id),,,,,",
      "expected a whole number from 1 to 999,999,999,999,999,999 in size, without separators, found (empty)"
    ),
    ("A,\(id),,,,0,", "in size"), ("A,\(id),,,,-5,", "in size"), ("A,\(id),,,,05,", "in size"),
    ("A,\(id),,,,5.0,", "in size"), ("A,\(id),,,,1000000000000000000,", "in size"),
    ("A,\(id),,,,\"7,776\",", "in size"), ("A,\(id),,,0,5,", "from 1 to 4,096 in digits"),
    ("A,\(id),,,4097,5,", "in digits"), ("A,\(id),,,,5,2026-02-30", "expected a date or a time in UTC in due"),
    ("A,\(id),,,,5,03/04/2026", "in due"),
    ("A,\(id),,,,5,2026-01-31T12:00:00+01:00", "in due"),
    ("A,\(id),,,,5", "expected 7 cells as in the header, found 6"),
    ("\(String(repeating: "A", count: 256)),\(id),,,,5,", "expected at most 255 bytes in order, found 256"),
  ]

  @Test(arguments: badRows) func `a bad row is named with row and byte offset, and the others are used`(
    row: String, message: String
  ) throws {
    for (piece, window) in [(Int.max, 1 << 16), (1, 64)] {
      let good = "G,,pi_g,,,5,\n"
      let book = Self.book(Self.header + good + row + "\nH,,pi_h,,,5,\n", piece: piece, windowSize: window)
      let problem = try #require(book.problems.first)
      #expect(book.problems.count == 1 && book.orders.map(\.name) == ["G", "H"] && book.rows == 3)
      #expect(problem.text.plain.contains(message), "\(problem.text.plain)")
      #expect(problem.location?.row == 3)
      #expect(problem.location?.offset == Self.header.utf8.count + good.utf8.count)
    }
  }

  static let contradictions: [(rows: [String], bad: [Int], message: String)] = [
    (["A,,pi_1,,,5,", "B,,pi_2,,,5,", "A,,pi_3,,,6,"], [2, 4], "the order A stands in row 4 too"),
    (["A,,pi_1,,,5,", "A,,pi_1,,,5,"], [2, 3], "the order A stands in row 3 too"),
    (["A,\(id),,,,5,", "B,\(id.uppercased()),,,,5,"], [2, 3], "no PaymentIntent tells its parts apart"),
    (["A,\(id),,,,5,", "B,\(id),pi_1,,,5,"], [2, 3], "no PaymentIntent tells its parts apart"),
    (["A,\(id),pi_1,,,5,", "B,\(id),pi_1,,,6,"], [2, 3], "no PaymentIntent tells its parts apart"),
    (["A,,pi_1,,,5,", "B,,pi_1,,,5,"], [2, 3], "the PaymentIntent pi_1 is in the order B of row 3 too"),
    (["A,,pi_1,,,5,", "B,\(id),pi_1,,,5,"], [2, 3], "the PaymentIntent pi_1"),
    (["A,\(id),pi_1,,,5,", "B,\(id),pi_2,,,5,"], [], ""),
    (["A,\(id),pi_1,,,5,", "B,x,pi_1,,,5,"], [], ""),
    (["é,,pi_1,,,5,", "e\u{301},,pi_2,,,5,"], [], ""),
  ]

  @Test(arguments: contradictions) func `rows that contradict each other are both named and both left out`(
    rows: [String], bad: [Int], message: String
  ) {
    let book = Self.book(Self.header + rows.joined(separator: "\n"))
    #expect(book.problems.compactMap(\.location?.row) == bad)
    #expect(book.orders.count == rows.count - bad.count)
    if let first = book.problems.first { #expect(first.text.plain.contains(message), "\(first.text.plain)") }
  }

  static let badTables: [(text: String, message: String)] = [
    ("", "the table is empty"), (header, "there is not one order"),
    ("order,size\nA,5\n", "expected the columns order, size and line_id or payment_intent"),
    ("order,line_id\nA,x\n", "expected the columns order, size"),
    ("order,line_id,size,Size\nA,x,5,5\n", "the column size stands twice"),
    (header + "A,,pi_1,,,5,\n\"B", "never closed"), (header + "A,,pi_1,,,5,\n\u{0}", "zero byte"),
  ]

  @Test(arguments: badTables) func `a table that can't be read is named`(text: String, message: String) {
    let book = Self.book(text)
    #expect(book.problems.count == 1)
    #expect(book.problems.first?.text.plain.contains(message) == true, "\(book.problems)")
    #expect(!book.isWhole)
  }

  @Test func `of very many bad rows the first are named and the rest counted`() {
    let rows = (0..<250).map { "A\($0),,,,,5,\n" }.joined()
    let book = Self.book(Self.header + rows)
    #expect(book.problems.count == OrderBook.namedRows + 1)
    #expect(book.problems.last?.text.plain.contains("150 further rows") == true)
  }

  @Test func `what is no table of orders is not quoted, since it may be a file of tokens`() {
    let problems = Self.book("k7Qp2zX9\na8Rt3yW0\n").problems
    #expect(problems.count == 1 && problems.first?.kind == .anotherKind)
    #expect(problems.allSatisfy { !$0.text.plain.contains("k7Qp2zX9") && !$0.text.plain.contains("a8Rt3yW0") })
  }

  @Test func `the template has the columns that are read`() throws {
    var reader = CSVReader(MemorySource(OrderBook.template))
    try reader.readHeader()
    #expect(reader.columns == OrderRow.names)
  }
}
