import Foundation
import Testing

@testable import Analysis

/// Reads a file of payments from memory.
func book(
  _ text: String, as role: PaymentFile.Role = .payments, _ reading: PaymentReading = PaymentReading(),
  windowSize: Int = 1 << 16, piece: Int = .max
) -> PaymentBook {
  var book = PaymentBook()
  PaymentReader.read(
    MemorySource(text, piece: piece), name: "payments.csv", as: role, reading, into: &book, windowSize: windowSize)
  return book
}

/// A header of a real export, as it stands in the fixtures.
func header(_ name: String) throws -> String {
  let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
  let url = URL(fileURLWithPath: "\(root)/Fixtures/Payments/\(name).header.csv")
  return String(decoding: try Data(contentsOf: url), as: UTF8.self).trimmingCharacters(in: .newlines)
}

/// A row under a header: values by the names of columns, the rest empty.
func row(_ header: String, _ values: [String: String]) -> String {
  header.split(separator: ",").map { name in
    values[name.trimmingCharacters(in: CharacterSet(charactersIn: "\""))] ?? ""
  }.joined(separator: ",")
}

struct PaymentReaderTests {
  static let intent = "pi_3OxYzA2eZvKYlo2C1gHq8abc"
  static let charge = "ch_3OxYzA2eZvKYlo2C1gHq8abc"

  /// What a book holds, in words.
  private func shown(_ book: PaymentBook) -> [String] {
    book.records.map { record in
      let time = Timestamp(milliseconds: record.created).description
      return [
        book.ids.string(record.intent), book.ids.string(record.charge), record.status.word, "\(record.taken)",
        record.currency?.description ?? "", "\(record.refunded)", "\(record.disputed)", time, "\(record.row)",
      ].joined(separator: " ")
    }
  }

  private func problem(_ book: PaymentBook) -> String {
    var book = book
    book.settleLists()
    return book.files.flatMap(\.problems).map(\.text.plain).joined(separator: "; ")
  }

  @Test(arguments: ["payments_all-columns_2024-06", "payments_all-columns_pre-2024"])
  func `a Dashboard export with all columns is read`(name: String) throws {
    let header = try header(name)
    let time = name.hasSuffix("06") ? "Created date (UTC)" : "Created (UTC)"
    let values = [
      "PaymentIntent ID": Self.intent, "id": Self.charge, "Amount": "39.99", "Amount Refunded": "5.00",
      "Currency": "eur", "Converted Amount": "43.10", "Converted Currency": "usd", "Fee": "1.46", "Mode": "Live",
      "Status": "Paid", "Captured": "true", time: "2024-03-19 12:34:56", "Disputed Amount": "39.99",
      "Dispute Status": "needs_response", "Customer Email": "someone@example.com",
    ]
    let book = book("\(header)\r\n\(row(header, values))\r\n")
    #expect(problem(book) == "")
    #expect(shown(book) == ["\(Self.intent) \(Self.charge) paid 3999 EUR 500 3999 2024-03-19T12:34:56.000Z 2"])
    #expect(book.records[0].facts.contains([.isLive, .statesRefunds, .statesDisputes, .isDisputed]))
    #expect(book.records[0].fee == 146)
    #expect(book.records[0].feeCurrency == Currency("USD".utf8))
    #expect(book.files[0].format == "Dashboard payments")
  }

  @Test(arguments: [
    "payments_all-columns_2016", "payments_default+metadata_2026-02", "payments_default-columns_2024-02-new",
    "payments_default-columns_2024-02-old", "payments_default-columns_2025-11", "payments_default-columns_2026-07",
  ])
  func `a Dashboard export without PaymentIntent ID is refused with the remedy`(name: String) throws {
    let header = try header(name)
    let problem = problem(book("\(header)\n\(row(header, ["Amount": "1.00"]))\n"))
    #expect(problem.contains("Columns > All columns, or tick PaymentIntent ID; in Reports tick payment_intent_id"))
  }

  @Test(arguments: [
    ("all-activity_2023-10_decimal-comma", "balance history"),
    ("balance-change-itemized_2023-10", "tick payment_intent_id"),
    ("payout-itemized_2025-01", "tick payment_intent_id"),
    ("warehouse_balance_transaction_fivetran", "balance transactions, which name no PaymentIntent"),
    ("warehouse_refund_fivetran", "--refunds FILE"), ("warehouse_dispute_fivetran", "--disputes FILE"),
  ])
  func `what names no PaymentIntent is refused with the remedy`(name: String, words: String) throws {
    let header = try header(name)
    #expect(problem(book("\(header)\n\(row(header, [:]))\n")).contains(words))
  }

  @Test func `an itemised report with payment_intent_id is read`() throws {
    let base = try header("balance-change-itemized_2023-10")
    let header = base + ",\"payment_intent_id\",\"charge_id\",\"customer_facing_amount\",\"customer_facing_currency\""
    func line(_ category: String, _ gross: String, _ facing: String, _ id: String) -> String {
      row(
        header,
        [
          "balance_transaction_id": id, "created": "2024-03-19 12:34:56", "currency": "usd", "gross": gross,
          "fee": "1.46", "reporting_category": category, "payment_intent_id": Self.intent, "charge_id": Self.charge,
          "customer_facing_amount": facing, "customer_facing_currency": facing.isEmpty ? "" : "eur",
        ])
    }
    let rows = [
      line("charge", "43.10", "39.99", "txn_1"), line("refund", "-5.40", "5.00", "txn_2"),
      line("dispute", "-43.10", "-39.99", "txn_3"), line("dispute_reversal", "43.10", "39.99", "txn_4"),
      line("fee", "-1.00", "", "txn_5"), line("payout", "-30.00", "", "txn_6"),
    ]
    let book = book(([header] + rows).joined(separator: "\n"))
    #expect(problem(book) == "")
    #expect(shown(book) == ["\(Self.intent) \(Self.charge) paid 3999 EUR 0 0 2024-03-19T12:34:56.000Z 2"])
    #expect(book.movements.map(\.amount) == [500, 3999, -3999])
    #expect(book.files[0].others == 2)
  }

  @Test func `warehouse tables are read in minor units`() throws {
    let intents = try header("warehouse_payment_intent_fivetran")
    let intent = [
      "id": Self.intent, "amount": "3999", "amount_received": "3999", "currency": "jpy", "status": "succeeded",
      "created": "2021-01-29 05:58:24", "livemode": "true",
    ]
    let first = book("\(intents)\n\(row(intents, intent))")
    #expect(problem(first) == "")
    #expect(shown(first) == ["\(Self.intent)  paid 3999 JPY 0 0 2021-01-29T05:58:24.000Z 2"])
    let charges = try header("warehouse_charge_fivetran")
    let charge = [
      "id": Self.charge, "payment_intent_id": Self.intent, "amount": "3999", "amount_refunded": "99",
      "currency": "eur", "status": "failed", "captured": "FALSE", "created": "2021-01-29 05:58:24", "livemode": "false",
    ]
    let second = book("\(charges)\n\(row(charges, charge))")
    #expect(problem(second) == "")
    #expect(shown(second) == ["\(Self.intent) \(Self.charge) unpaid 3999 EUR 99 0 2021-01-29T05:58:24.000Z 2"])
    #expect(second.records[0].facts.contains(.isTest))
  }

  @Test func `a warehouse of Stripe's own calls the column of the PaymentIntent otherwise`() {
    let table =
      "id,amount,captured,created,currency,payment_intent,status\n"
      + "\(Self.charge),3999,true,2024-03-19 12:34:56.000,eur,\(Self.intent),succeeded\n"
    let book = book(table)
    #expect(problem(book) == "")
    #expect(shown(book) == ["\(Self.intent) \(Self.charge) paid 3999 EUR 0 0 2024-03-19T12:34:56.000Z 2"])
    #expect(book.files[0].format == "table of charges")
  }

  @Test func `only a warehouse counts the seconds since 1970`() {
    let charges = "id,amount,captured,created,currency,payment_intent_id,status\nch_1,3999,true,"
    let intents = "id,amount,amount_received,created,currency,status\npi_1,3999,3999,"
    for (head, rest) in [(charges, ",eur,pi_1,succeeded\n"), (intents, ",eur,succeeded\n")] {
      #expect(book("\(head)1710851696\(rest)").records.map(\.created) == [1_710_851_696_000])
      for other in ["171085169", "0710851696", "-710851696", "1710851696000", "1710851696.0", "20240319"] {
        #expect(book("\(head)\(other)\(rest)").files[0].rejected == 1, "\(other)")
      }
    }
    #expect(book("payment_id,amount,currency,paid_at\npi_1,39.99,EUR,1710851696\n").files[0].rejected == 1)
    #expect(book(dashboard([paid(10, at: "1710851696")])).files[0].rejected == 1)
  }

  @Test func `refunds and disputes of the warehouse name the charge`() throws {
    for (role, name, status) in [
      (PaymentFile.Role.refunds, "warehouse_refund_fivetran", "succeeded"),
      (.disputes, "warehouse_dispute_fivetran", "needs_response"),
    ] {
      let header = try header(name)
      var values = ["id": "re_1", "amount": "500", "currency": "eur", "charge_id": Self.charge, "status": status]
      values["created"] = "2024-03-19 12:34:56"
      let book = book("\(header)\n\(row(header, values))", as: role)
      #expect(book.files[0].first == 1_710_851_696_000)
      #expect(book.files[0].last == 1_710_851_696_000)
      #expect(problem(book) == "")
      #expect(book.movements.map(\.amount) == [500])
      #expect(book.ids.string(book.movements[0].charge) == Self.charge)
    }
  }

  @Test func `refunds and disputes that are given as each other are refused with the remedy`() throws {
    for (role, name, statuses, other) in [
      (PaymentFile.Role.refunds, "warehouse_dispute_fivetran", ["won", "lost", "Needs_Response"], "--disputes"),
      (.disputes, "warehouse_refund_fivetran", ["succeeded", "failed"], "--refunds"),
    ] {
      let header = try header(name)
      for status in statuses {
        let values = ["id": "x_1", "amount": "500", "currency": "eur", "charge_id": Self.charge, "status": status]
        let book = book("\(header)\n\(row(header, values))", as: role)
        #expect(problem(book).contains("give them with \(other)"), "\(problem(book))")
        #expect(book.movements.isEmpty)
      }
    }
  }

  @Test func `less than nothing is never refunded`() throws {
    let table = book(dashboard([paid(10, refunded: "-2.00"), paid(11)]))
    #expect(
      table.files[0].rejections.map(\.reason.plain).joined().contains("refunded amount of at least 0, found -200"))
    #expect(table.records.count == 1)
    func object(_ refunded: Int) -> String {
      #"{"object":"charge","id":"ch_1","payment_intent":"pi_1","amount":3999,"amount_refunded":\#(refunded),"#
        + #""currency":"eur","status":"succeeded","created":1}"#
    }
    #expect(book(object(-200)).files[0].rejected == 1)
    #expect(book(object(200)).files[0].rejected == 0)
    let refund = #"{"object":"refund","id":"re_1","charge":"ch_1","amount":-200,"currency":"eur","status":"succeeded"}"#
    #expect(book(refund, as: .refunds).files[0].rejected == 1)
    let report = "reporting_category,gross,net,currency,payment_intent_id,created_utc\n"
    for (category, gross, rejected) in [
      ("refund", "2.00", 1), ("refund", "-2.00", 0), ("dispute", "2.00", 1), ("refund_failure", "2.00", 0),
      ("dispute_reversal", "2.00", 0),
    ] {
      let made = book(report + "\(category),\(gross),\(gross),eur,pi_1,2024-03-19 12:00:00\n")
      #expect(made.files[0].rejected == rejected, "\(category) \(gross)")
    }
    // Some exports write what leaves the account as negative rows of their own.
    let rows = book("id,amount,currency,charge_id,status\nre_1,-200,eur,ch_1,succeeded\n", as: .refunds)
    #expect(rows.movements.map(\.amount) == [200])
  }

  @Test func `words and flags tell what was refunded or disputed where no amount does`() throws {
    let disputed = book(dashboard([paid(10, status: "Disputed"), paid(11, status: "Disputed", disputed: "39.99")]))
    #expect(disputed.records.map { $0.facts.contains(.isDisputed) } == [true, true])
    // Of the first one the sum is not known.
    #expect(disputed.records.map { $0.facts.contains(.statesDisputes) } == [false, true])
    let ledger = book("payment_id,amount,currency,paid_at,status\na,1.00,EUR,2024-03-19,disputed\n")
    #expect(ledger.records.map { $0.facts.contains(.isDisputed) } == [true])
    let list = book(
      #"{"object":"charge","id":"ch_1","payment_intent":"pi_1","amount":3999,"amount_refunded":0,"refunded":true,"#
        + #""currency":"eur","status":"succeeded","created":1}"#)
    #expect(list.records.map(\.refunded) == [3999])
    let header = try header("warehouse_charge_fivetran")
    let charge = [
      "id": Self.charge, "payment_intent_id": Self.intent, "amount": "3999", "amount_refunded": "0", "currency": "eur",
      "status": "succeeded", "captured": "true", "refunded": "TRUE", "created": "2021-01-29 05:58:24",
    ]
    #expect(book("\(header)\n\(row(header, charge))").records.map(\.refunded) == [3999])
  }

  @Test func `empty rows of a spreadsheet, and its line with the delimiter, are no rows`() {
    let text = "sep=;\r\npayment_id;amount;currency;paid_at\r\n;;;\r\na;1,00;EUR;2024-03-19\r\n;;;\r\n"
    let book = book(text)
    #expect(problem(book) == "")
    #expect(book.records.map(\.amount) == [100])
    #expect(book.files[0].rows == 1)
  }

  @Test func `zero may have decimals that its currency has not`() {
    let row = paid(10, "500", refunded: "0.00", currency: "jpy").replacing("1.46", with: "0.00")
    #expect(book(dashboard([row])).records.map(\.amount) == [500])
    #expect(book(dashboard([row.replacing("500", with: "500.00")])).files[0].rejected == 1)
  }

  @Test func `a missing column is named in a whole sentence`() {
    let words = problem(book("PaymentIntent ID,Amount,Status,Created (UTC)\na,1.00,Paid,2024-03-19 12:00:00\n"))
    #expect(
      words.hasPrefix("the column currency is missing; by its other columns this is the format Dashboard payments"))
  }

  @Test func `a spreadsheet may save a ledger with semicolons, a mark and its own times`() {
    let text =
      "\u{FEFF}Payment_ID ;amount;currency;paid_at;invoice;cost_centre\r\n\(Self.intent);\"1.234,50\";EUR;19/03/2024 12:34;R-7;\"a;\"\"b\"\"\nc\"\r\n"
    let book = book(text)
    #expect(problem(book) == "")
    #expect(shown(book) == ["\(Self.intent)  paid 123450 EUR 0 0 2024-03-19T12:34:00.000Z 2"])
    #expect(book.extras[Int(book.records[0].extra)] == .init(invoice: "R-7", costCentre: "a;\"b\"\nc"))
  }

  @Test func `times without a zone are of the zone that the user names, where the format is local`() {
    var reading = PaymentReading()
    reading.localTime = { Timestamp(milliseconds: $0.milliseconds - 3_600_000) }
    let ledger =
      "payment_id,amount,currency,paid_at,status\na,1.00,EUR,2024-03-19 12:00:00,\nb,1.00,EUR,2024-03-19T12:00:00Z,refunded\n"
    let made = book(ledger, reading)
    #expect(made.records.map(\.created) == [1_710_846_000_000, 1_710_849_600_000])
    #expect(made.records.map(\.refunded) == [0, 100])
    let utc = book(dashboard([paid(10, at: "2024-03-19 12:00:00")]), reading)
    #expect(utc.records.map(\.created) == [1_710_849_600_000])
  }

  @Test func `a row that can't be used is rejected with its number, and never shifted`() {
    let text = """
      payment_id,amount,currency,paid_at
      a,1.00,EUR,2024-03-19
      b,1.00,EUR
      c,1.00,EUR,2024-03-19,x
      d,"1,234",EUR,2024-03-19
      e,92233720368547758.08,EUR,2024-03-19
      f,1.00,EURO,2024-03-19
      g,1.00,EUR,soon
      h,1.234,EUR,2024-03-19
      i,1.00,EUR,2024-03-19
      """
    for (windowSize, piece) in [(1 << 16, Int.max), (7, 1), (64, 13)] {
      let book = book(text, windowSize: windowSize, piece: piece)
      #expect(book.records.map { book.ids.string($0.intent) } == ["a", "i"])
      #expect(book.files[0].rejections.map(\.row) == [3, 4, 5, 6, 7, 8, 9])
      #expect(book.files[0].rows == 9)
      #expect(book.files[0].rejected == 7)
      #expect(book.records.map(\.row) == [2, 10])
    }
  }

  @Test func `API lists are read: one, an array of them, rows of them, and rows of objects`() {
    let intent =
      #"{"id":"\#(Self.intent)","object":"payment_intent","amount":3999,"amount_received":3999,"currency":"eur","status":"succeeded","created":1710851696,"livemode":true,"latest_charge":"\#(Self.charge)","metadata":{"x":[1,{"y":null}]}}"#
    let charge =
      #"{"object":"charge","id":"\#(Self.charge)","payment_intent":{"id":"\#(Self.intent)","object":"payment_intent"},"amount":3999,"amount_captured":3000,"amount_refunded":99,"captured":true,"currency":"eur","status":"succeeded","created":1710851696,"disputed":false}"#
    let one = #"{"object":"list","url":"/v1","has_more":false,"data":[\#(intent),\#(charge)]}"#
    let two = #"[{"object":"list","data":[\#(intent)]},{"data":[\#(charge)],"has_more":false}]"#
    let expected = [
      "\(Self.intent)  paid 3999 EUR 0 0 2024-03-19T12:34:56.000Z 1",
      "\(Self.intent) \(Self.charge) paid 3000 EUR 99 0 2024-03-19T12:34:56.000Z 2",
    ]
    for text in [one, two, "\(intent)\n\(charge)\n", "\u{FEFF} [\(intent),\n\(charge)]\n", "\(one)\n"] {
      for (windowSize, piece) in [(1 << 16, Int.max), (1, 1), (50, 7), (300, 100)] {
        let book = book(text, windowSize: windowSize, piece: piece)
        #expect(problem(book) == "")
        #expect(shown(book) == expected, "\(windowSize)")
      }
    }
    #expect(
      problem(book(one.replacing("\"has_more\":false", with: "\"has_more\":true"))).contains("not the whole list"))
    #expect(problem(book(String(one.dropLast(9)))).contains("ends in the middle"))
    #expect(problem(book("[\(intent)")).contains("ends in the middle"))
    #expect(problem(book(#"{"object":"list","data":[}"#)).contains("expected a JSON value"))
  }

  @Test func `other encodings are refused by name, of lists and of tables`() {
    for text in [#"{"data":[]}"#, #"[{"data":[]}]"#, "payment_id,amount"] {
      let wide = text.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
      let swapped = text.utf8.flatMap { byte -> [UInt8] in [0, byte] }
      let cases: [([UInt8], Int)] = [
        ([0xFF, 0xFE] + wide, 1), (wide, .max), ([0xFE, 0xFF] + swapped, 2), (swapped, 1),
      ]
      for (bytes, piece) in cases {
        var book = PaymentBook()
        PaymentReader.read(
          MemorySource(bytes, piece: piece), name: "", as: .payments, PaymentReading(), into: &book)
        #expect(book.files[0].problems.map(\.message.plain) == ["expected UTF-8, found UTF-16"])
      }
    }
    #expect(problem(book("\u{F000}{}")).contains("of its 1 column none is known"))
  }

  @Test func `objects that can't be used are rejected with the remedy`() {
    let list =
      #"{"object":"list","data":[{"object":"balance_transaction","id":"txn_1"},{"object":"charge","id":"ch_1","amount":1.5,"currency":"eur","status":"succeeded","created":1},{"object":"charge","id":"ch_1","amount":9223372036854775808,"currency":"eur","status":"succeeded","created":1},7,{"object":"refund"}]}"#
    let book = book(list)
    #expect(book.files[0].rejected == 5)
    #expect(book.files[0].rejections[0].reason.plain.contains("list charges instead"))
    #expect(book.records.isEmpty)
  }
}
