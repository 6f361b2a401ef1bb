import Testing

@testable import Analysis

/// Cells and members that can't be read as they are meant: nothing of them is guessed.
struct PaymentValuesTests {
  private func reasons(_ book: PaymentBook) -> [String] { book.files[0].rejections.map(\.reason.plain) }

  private func charge(_ cells: [String: String]) throws -> PaymentBook {
    let header = try header("warehouse_charge_fivetran") + ",disputed"
    let values = [
      "id": "ch_1", "payment_intent_id": "pi_1", "amount": "500", "currency": "eur", "status": "succeeded",
      "created": "2024-03-19 12:52:00",
    ].merging(cells) { $1 }
    return book("\(header)\n\(row(header, values))\n")
  }

  @Test(arguments: ["captured", "livemode", "refunded", "disputed"])
  func `a cell of true or false is either, blank or rejected`(column: String) throws {
    func said(_ record: PaymentRecord) -> Bool {
      switch column {
      case "captured": record.status == .paid
      case "livemode": record.facts.contains(.isLive)
      case "refunded": record.refunded == 500
      default: record.facts.contains(.isDisputed)
      }
    }
    for word in ["true", "TRUE", " True ", "t", "1", "yes", "WAHR", "VRAI", "VERDADERO", "vero", "Verdadeiro"] {
      #expect(try charge([column: word]).records.map(said) == [true], "\(word)")
    }
    for word in ["false", "FALSE", "False\t", "f", "0", "no", "FALSCH", "FAUX", "FALSO", "Falso"] {
      #expect(try charge([column: word]).records.map(said) == [false], "\(word)")
    }
    for word in ["", "  "] { #expect(try charge([column: word]).records.map(said) == [column == "captured"]) }
    for word in ["NIEPRAWDA", "WAHRFALSCH", "x", "2", "truefalse"] {
      let book = try charge([column: word])
      #expect(book.records.isEmpty)
      #expect(reasons(book)[0].hasSuffix("true or false, found \(word == "2" ? "2" : "other text") in \(column)"))
      #expect(book.files[0].rejections[0].row == 2)
    }
  }

  @Test func `the mode of a Dashboard export is live or test`() {
    func facts(_ mode: String) -> [PaymentRecord.Facts] {
      book(dashboard([paid(10, mode: mode)])).records.map { $0.facts.intersection([.isLive, .isTest]) }
    }
    #expect(facts("Live") == [.isLive])
    #expect(facts("TEST") == [.isTest])
    #expect(facts("") == [[]])
    #expect(facts("x") == [])
    #expect(
      reasons(book(dashboard([paid(10, mode: "x")]))) == [
        "expected live or test, or true or false, found other text in mode"
      ])
  }

  @Test func `blanks around a status are none of it`() throws {
    #expect(try charge(["status": "succeeded "]).records.map(\.status) == [.paid])
    #expect(try charge(["status": " failed\t"]).records.map(\.status) == [.unpaid])
  }

  @Test func `a dispute without an amount is a dispute, and its sum is not known`() throws {
    func made(_ amount: String, _ status: String) -> PaymentRecord? {
      let row = paid(10).split(separator: ",", omittingEmptySubsequences: false).dropLast(2).joined(separator: ",")
      return book(dashboard(["\(row),\(amount),\(status)"])).records.first
    }
    for (amount, status, isDisputed, sum, isKnown) in [
      ("", "", false, 0, true), ("0.00", "", false, 0, true), ("", "lost", true, 0, false),
      ("", "needs_response", true, 0, false), ("", "won", false, 0, true), ("39.99", "lost", true, 3999, true),
      ("39.99", "won", false, 0, true), ("39.99", "", true, 3999, true),
    ] {
      let record = try #require(made(amount, status))
      #expect(record.facts.contains(.isDisputed) == isDisputed, "\(amount) \(status)")
      #expect(record.disputed == Int64(sum))
      #expect(record.facts.contains([.statesDisputes, .hasDisputeFigure]) == isKnown, "\(amount) \(status)")
    }
    // The column of the amount may be missing altogether.
    let text = dashboard([paid(10)]).replacing(",Disputed Amount,", with: ",Something,").replacing(
      ",,\n", with: ",,lost\n")
    let record = try #require(book(text).records.first)
    #expect(record.facts.contains(.isDisputed) && !record.facts.contains(.statesDisputes))
  }

  @Test(arguments: [(DecimalMark.comma, "5.00", "12,50"), (.point, "5,00", "12.50")])
  func `the amount that is expected has the mark that was asked for`(mark: DecimalMark, cell: String, example: String) {
    var reading = PaymentReading()
    reading.decimalMark = mark
    let made = book("payment_id;amount;currency;paid_at\npi_1;\(cell);EUR;2024-03-19\n", reading)
    #expect(reasons(made) == ["expected an amount such as \(example), found \(cell) in amount"])
  }

  private static let object =
    #"{"object":"charge","id":"ch_1","payment_intent":"pi_1","amount":500,"currency":"eur","status":"succeeded","#
    + #""created":1}"#

  @Test(arguments: [
    (#""amount":600"#, "the member amount stands twice"),
    (#""am\u006funt":500"#, "the member amount stands twice"),
    (#""amount":null"#, "the member amount stands twice"),
    (#""object":"charge""#, "the member object stands twice"),
    (#""disputed":"true""#, #"expected true or false in disputed, found "true""#),
    (#""livemode":"yes""#, #"expected true or false in livemode, found "yes""#),
    (#""captured":0"#, "expected true or false in captured, found 0"),
    (#""amount_captured":"x""#, #"expected a whole number below 2^63 in amount_captured, found other text"#),
    (#""amount_refunded":"5""#, #"expected a whole number below 2^63 in amount_refunded, found "5""#),
    (#""amount_refunded":1.5"#, "expected a whole number below 2^63 in amount_refunded, found 1.5"),
    (#""amount_received":[]"#, "expected a whole number below 2^63 in amount_received, found an array"),
    (#""latest_charge":5"#, "expected an id, or an object with one, in latest_charge, found 5"),
    (#""latest_charge":{}"#, "expected an id, or an object with one, in latest_charge, found an object"),
    (#""latest_charge":{"id":5}"#, "in a charge that stands in it: expected a string in id, found 5"),
    (#""latest_charge":{"id":"a","id":"b"}"#, "in a charge that stands in it: the member id stands twice"),
    (
      #""charges":{"data":[{"id":"a"},{"id":"b","amount":"5"}]}"#,
      #"in a charge that stands in it: expected a whole number below 2^63 in amount, found "5""#
    ),
  ])
  func `a member of another type, or one that stands twice, is named`(member: String, reason: String) {
    let text = Self.object.replacing(#""created":1}"#, with: #""created":1,\#(member)}"#)
    for (windowSize, piece) in [(1 << 16, Int.max), (1, 1), (50, 7)] {
      let made = book("\(text)\n\(Self.object)", windowSize: windowSize, piece: piece)
      #expect(reasons(made) == [reason])
      #expect(made.records.count == 1)
    }
  }

  @Test func `null is nothing, and a missing amount is said`() {
    let members = #""latest_charge":null,"livemode":null,"disputed":null,"amount_captured":null"#
    let made = book(Self.object.replacing(#""created":1"#, with: #""created":1,\#(members)"#))
    #expect(made.records.map(\.amount) == [500])
    #expect(reasons(book(Self.object.replacing(#""amount":500,"#, with: ""))) == ["there is no amount"])
  }

  @Test(arguments: [
    (#""has_more":true,"has_more":false"#, "the member has_more stands twice"),
    (#""has_more":false,"has_more":false"#, "the member has_more stands twice"),
    (#""has_more":"true""#, #"expected true or false in has_more, found "true""#),
    (#""has_more":0"#, "expected true or false in has_more, found 0"), (#""has_more":null"#, ""),
  ])
  func `whether a list goes on is said once, by true or false`(members: String, problem: String) {
    for text in [
      #"{"object":"list",\#(members),"data":[\#(Self.object)]}"#, #"{"data":[\#(Self.object)],\#(members)}"#,
    ] {
      for (windowSize, piece) in [(1 << 16, Int.max), (1, 1), (50, 7)] {
        var made = book(text, windowSize: windowSize, piece: piece)
        made.settleLists()
        #expect(made.files[0].problems.map(\.message.plain) == (problem.isEmpty ? [] : [problem]))
        #expect(made.records.count == 1)
      }
    }
  }
}
