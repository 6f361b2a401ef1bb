import Testing

@testable import Analysis

/// What files say of the same payment in several places: bookings, refunds, copies.
struct ReconciliationEvidenceTests {
  private static let jobs = [("list.json", list([.complete.numbered(10)]))]

  private static func ledger(_ rows: String...) -> String {
    (["payment_id,amount,currency,paid_at,invoice,status"] + rows).joined(separator: "\n") + "\n"
  }

  private static func booked(
    _ number: Int, _ amount: String = "39.99", on day: String = "2024-03-19", invoice: String = "R-1",
    status: String = ""
  ) -> String {
    "\(intent(number)),\(amount),EUR,\(day),\(invoice),\(status)"
  }

  private func made(
    _ files: [(name: String, role: PaymentFile.Role, text: String)], _ settings: ReconciliationSettings = .init()
  ) throws -> Reconciliation {
    try reconcile(Self.jobs, files, settings)
  }

  @Test func `a payment that a ledger books on two days is said with both rows`() throws {
    let text = Self.ledger(Self.booked(10), Self.booked(10, on: "2024-03-29", invoice: "R-2"))
    let made = try made([("ledger.csv", .payments, text)])
    #expect(try made.words == ["matched+booked-twice 10 10"])
    let words = try made.discrepancies[0].explanation.plain
    #expect(
      words.contains(
        """
        It is booked twice: ledger.csv, row 2: paid, EUR 39.99, 2024-03-19T00:00:00.000Z, invoice R-1; ledger.csv, row 3: \
        paid, EUR 39.99, 2024-03-29T00:00:00.000Z, invoice R-2.
        """), "\(words)")
    #expect(made.totals.all.values.map(\.paid) == [3999])
  }

  @Test func `equal rows of one ledger are two bookings, of two ledgers a copy`() throws {
    let twice = try made([("ledger.csv", .payments, Self.ledger(Self.booked(10), Self.booked(10)))])
    #expect(try twice.words == ["matched+booked-twice 10 10"])
    let row = Self.ledger(Self.booked(10))
    let copy = try made([("a.csv", .payments, row), ("b.csv", .payments, row)])
    #expect(try copy.words == [])
    #expect(copy.totals.repeatedRows == 1)
    let moved = Self.ledger(Self.booked(10, on: "2024-03-20"))
    #expect(
      try made([("a.csv", .payments, row), ("b.csv", .payments, moved)]).words == ["matched+booked-twice 10 10"])
  }

  @Test func `attempts that nobody paid leave the payments matched`() throws {
    let failed = paid(11, status: "Failed")
    func used(_ rows: [String]) throws -> String {
      try ReconciliationReport(made([("a.csv", .payments, dashboard(rows))])).used.plain
    }
    #expect(try used([paid(10), failed]) == "yes: 1 payment matched; besides 1 unpaid-unused")
    #expect(
      try used([paid(10), failed, paid(12)])
        == "no: 1 of 2 payments matched; 1 paid-no-production; besides 1 unpaid-unused")
    #expect(try used([failed]) == "not testable: there is no payment; besides 1 unpaid-unused")
  }

  @Test func `two amounts in the books are a conflict that shows both rows`() throws {
    let text = Self.ledger(Self.booked(10), Self.booked(10, "49.99", on: "2024-03-29"))
    let made = try made([("ledger.csv", .payments, text)])
    #expect(try made.words.sorted() == ["conflict+booked-twice 10 ", "matched+booked-twice 10 10"])
    let words = try made.discrepancies.map(\.explanation.plain).joined()
    for row in ["row 2: paid, EUR 39.99", "row 3: paid, EUR 49.99"] { #expect(words.contains(row)) }
    #expect(made.outcome == .exceptions)
  }

  @Test func `what was given back is no second booking`() throws {
    let text = Self.ledger(Self.booked(10), Self.booked(10, on: "2024-03-29", status: "refunded"))
    #expect(try made([("ledger.csv", .payments, text)]).words == ["matched+refunded-full 10 10"])
  }

  @Test(arguments: [
    ("0.00", 500, ["matched+refunded-part+refunds-differ 10 10"]), ("5.00", 500, ["matched+refunded-part 10 10"]),
    ("5.00", 700, ["matched+refunded-part+refunds-differ 10 10"]),
    ("5.00", 0, ["matched+refunded-part+refunds-differ 10 10"]),
    ("0.00", 3999, ["matched+refunded-full+refunds-differ 10 10"]),
  ])
  func `a file of refunds that states another sum than the Dashboard is said`(
    stated: String, given: Int, words: [String]
  ) throws {
    let refunds = "id,amount,currency,charge_id,status\nre_1,\(given),eur,\(charge(10)),succeeded\n"
    let made = try made([
      ("a.csv", .payments, dashboard([paid(10, refunded: stated)])), ("refunds.csv", .refunds, refunds),
    ])
    #expect(try made.words == words)
    if words[0].contains("differ") {
      let text =
        "Its own row states EUR \(stated) refunded, the file of refunds EUR \(given / 100).\(given % 100 == 0 ? "00" : "\(given % 100)")."
      #expect(try made.discrepancies[0].explanation.plain.contains(text))
    }
    #expect(made.outcome == .reconciled)
  }

  @Test func `a file of refunds that doesn't name a payment states that nothing was refunded`() throws {
    let refunds = "id,amount,currency,charge_id,status\nre_1,500,eur,\(charge(11)),succeeded\n"
    let rows = dashboard([paid(10, refunded: "5.00"), paid(11, refunded: "5.00")])
    let made = try made([("a.csv", .payments, rows), ("refunds.csv", .refunds, refunds)])
    #expect(try made.words.contains("matched+refunded-part+refunds-differ 10 10"))
  }

  @Test func `more refunded than paid has words of its own, and is an error`() throws {
    let rows = dashboard([paid(10, refunded: "40.00")])
    let made = try made([("a.csv", .payments, rows)])
    #expect(try made.words == ["matched+refunded-over 10 10"])
    let found = try made.discrepancies[0]
    #expect(found.severity == .error)
    #expect(found.explanation.plain == "EUR 40.00 was refunded, more than the EUR 39.99 that was paid.")
    #expect(made.outcome == .exceptions)
    #expect(try ReconciliationReport(made).title.plain.hasSuffix("1 item, EUR 40.00: more refunded than paid"))
    let unused = try reconcile(
      [("list.json", list([.complete.numbered(11)]))],
      [("a.csv", .payments, dashboard([paid(10, refunded: "40.00"), paid(11)]))])
    #expect(try unused.discrepancies.map { "\($0.category) \($0.severity)" } == ["paidNoProduction error"])
  }

  @Test func `refunds by an itemised report and by a file of refunds are not added up`() throws {
    let report = """
      balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,payment_intent_id,charge_id
      txn_1,2024-03-19 11:00:00,eur,39.99,1.46,38.53,charge,\(intent(10)),\(charge(10))
      txn_2,2024-03-20 11:00:00,eur,-5.00,0.00,-5.00,refund,\(intent(10)),\(charge(10))
      """
    let refunds = "id,amount,currency,charge_id,status\nre_1,500,eur,\(charge(10)),succeeded\n"
    let made = try made([("report.csv", .payments, report), ("refunds.csv", .refunds, refunds)])
    #expect(made.shortfalls.map(\.plain) == [])
    #expect(try made.words == ["matched+refunded-part 10 10"])
    #expect(try made.discrepancies.map(\.refunded) == [500])
  }

  @Test func `it is said which fees are summed up`() throws {
    let rows = """
      reporting_category,gross,fee,net,currency,payment_intent_id,created_utc
      charge,10.00,0.50,9.50,chf,\(intent(10)),2024-03-19 12:00:00
      dispute,-10.00,15.00,-25.00,chf,\(intent(10)),2024-03-21 12:00:00
      fee,-1.00,0.00,-1.00,chf,,2024-03-22 12:00:00

      """
    let made = try made([("itemised.csv", .payments, rows), ("dashboard.csv", .payments, dashboard([paid(11)]))])
    let text = MarkdownFormat.text(of: try ReconciliationReport(made).report)
    #expect(text.contains("Fees of all payments in the files, whatever the window"))
    #expect(
      text.contains("of the settlement: CHF 0.50, EUR 1.46. Fees of disputes and refunds, and fees in rows of their"))
  }

  @Test func `a charge that two payments name is a conflict of both`() throws {
    let rows = [paid(10), paid(11, charge: charge(10))]
    for rows in [rows, rows.reversed()] {
      let refunds = "id,amount,currency,charge_id\nre_1,500,eur,\(charge(10))\n"
      let made = try made([("a.csv", .payments, dashboard(rows)), ("refunds.csv", .refunds, refunds)])
      #expect(made.totals.payments(.conflict) == 2)
      #expect(
        try made.words.sorted() == [
          "conflict 11 ", "conflict+refunded-part+refunds-differ 10 ", "matched+refunded-part+refunds-differ 10 10",
        ])
    }
  }

  @Test func `two paid charges of one PaymentIntent are said with both rows`() throws {
    let rows = [paid(10), paid(10, "5.00", at: "2024-03-19 11:05:00", charge: charge(99))]
    for rows in [rows, rows.reversed()] {
      let made = try made([("a.csv", .payments, dashboard(rows))])
      #expect(try made.words == ["matched+charged-twice 10 10"])
      let words = try made.discrepancies[0].explanation.plain
      #expect(words.contains("It was charged twice: a.csv, row "), "\(words)")
      for row in ["paid, EUR 39.99", "paid, EUR 5.00"] { #expect(words.contains(row)) }
      #expect(made.totals.all.values.map(\.paid) == [4499])
      #expect(made.outcome == .reconciled)
    }
    let failed = [paid(10), paid(10, status: "Failed", charge: charge(99))]
    #expect(try made([("a.csv", .payments, dashboard(failed))]).words == [])
    // Copies of a row in two files are one charge.
    #expect(
      try made([("a.csv", .payments, dashboard([rows[0]])), ("b.csv", .payments, dashboard([rows[0]]))]).words == [])
  }

  @Test func `a charge that failed after it was booked, and was made again, is one charge`() throws {
    let report = """
      balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,payment_intent_id,charge_id
      txn_1,2024-03-19 11:00:00,eur,39.99,0.00,39.99,charge,\(intent(10)),\(charge(10))
      txn_2,2024-03-19 11:30:00,eur,-39.99,0.00,-39.99,charge_failure,\(intent(10)),\(charge(10))
      txn_3,2024-03-19 12:00:00,eur,39.99,0.00,39.99,charge,\(intent(10)),\(charge(99))
      """
    #expect(try made([("report.csv", .payments, report)]).words == [])
  }

  @Test(arguments: [
    ("400,eur,A", "400,eur,B"), ("400,eur,A", "500,eur,A"), ("400,eur,A", "400,usd,A"),
  ])
  func `a refund that stands twice in two ways is a conflict of its payments`(one: String, other: String) throws {
    func row(_ text: String) -> String {
      "re_1,\(text),succeeded\n".replacing("A", with: charge(10)).replacing("B", with: charge(11))
    }
    let head = "id,amount,currency,charge_id,status\n"
    let rows = dashboard([paid(10), paid(11)])
    let numbers = other.hasSuffix("B") ? ["10", "11"] : ["10"]
    for refunds in [[row(one) + row(other)], [row(other) + row(one)], [row(one), row(other)]] {
      let files = refunds.enumerated().map { ("refunds\($0).csv", PaymentFile.Role.refunds, head + $1) }
      let made = try made([("a.csv", .payments, rows)] + files)
      let conflicts = try made.discrepancies.filter { $0.category == .conflict }
      #expect(conflicts.map { String($0.ident.suffix(2)) }.sorted() == numbers)
      for found in conflicts {
        #expect(
          found.explanation.plain.contains("Rows with the same id say different things of what was given back: refunds")
        )
      }
      #expect(made.outcome == .exceptions)
    }
    let copy = try made([("a.csv", .payments, rows), ("refunds.csv", .refunds, head + row(one) + row(one))])
    #expect(copy.totals.payments(.conflict) == 0)
  }

  @Test func `a job whose request can't be read belongs where its payment was made`() throws {
    let job = ExampleLine.complete.numbered(10).with(.requested, #""yesterday""#)
    let unpaid = ExampleLine.complete.numbered(12).with(.requested, #""yesterday""#)
    for (day, counts) in [
      ("2024-03-19", "no-payment 1, matched 1 | matched 1"),
      ("2024-03-21", "out-of-scope 1, no-payment 1 | out-of-window 1"),
    ] {
      let made = try reconcile(
        [("list.json", list([job, unpaid]))], [("a.csv", .payments, dashboard([paid(10, at: "\(day) 11:00:00")]))],
        ReconciliationTests.day)
      #expect(made.counts == counts)
      #expect(
        try made.discrepancies.map(\.explanation.plain).joined().contains(
          "Nothing tells when it was requested or paid, so it counts in every window."))
    }
  }

  @Test func `where a payment is only known of another mode, no other export is asked for`() throws {
    let lines = [ExampleLine.complete.numbered(10), .complete.numbered(11)]
    let other = "Find out why the job names a payment of another mode; --mode chooses which payments count"
    let export = "Export the payments again, from some days before"
    for (lists, steps, group) in [
      ([lines[0]], [other], other), ([lines[1]], [export], export), (lines, [other, export], export),
      (lines.reversed(), [export, other], export),
    ] {
      let made = try reconcile([("1.json", list(lists))], [("a.csv", .payments, dashboard([paid(10, mode: "Test")]))])
      let found = try made.discrepancies
      #expect(found.map(\.category) == lists.map { _ in .noPayment })
      for item in found {
        let step = item.ident == intent(10) ? other : export
        #expect(item.nextStep.hasPrefix(step), "\(steps)")
      }
      let report = try ReconciliationReport(made)
      #expect(report.groups.map { $0.nextStep.hasPrefix(group) } == [true])
      #expect(report.headline.plain.contains(group))
    }
  }

  @Test func `that an item has several faults is said where the numbers differ`() throws {
    func text(_ rows: [String]) throws -> String {
      let lines = [ExampleLine.complete.numbered(10), .complete.numbered(11)]
      let made = try reconcile([("1.json", list(lines))], [("a.csv", .payments, dashboard(rows))])
      return MarkdownFormat.text(of: try ReconciliationReport(made).report)
    }
    let words = "An item with several faults is counted under each of them: "
    let several = try text([paid(10, refunded: "1.00", disputed: "38.99"), paid(11, refunded: "1.00")])
    #expect(several.contains("\n\n\(words)2 open items have 3 faults.\n\n"))
    #expect(try text([paid(10, refunded: "1.00", disputed: "38.99"), paid(11)]).contains("1 open item has 2 faults."))
    #expect(try !text([paid(10, refunded: "1.00"), paid(11)]).contains(words))
  }

  @Test func `an acceptance ends with a day as a spreadsheet re-saves it, unless that has two readings`() throws {
    func accepted(_ until: String) throws -> AcceptedExceptions {
      let table = "exception_id;accepted_by;reason;until\n0123456789abcdef;me;\"a\nb\";\(until)\n"
      return try AcceptedExceptions(MemorySource(table), asOf: Timestamp("2024-12-31T12:00:00.000Z"))
    }
    for (until, isExpired) in [
      ("31.12.2024", false), ("30.12.2024", true), ("31/12/2024", false), ("12/30/2024", true), ("2024-12-31", false),
    ] {
      #expect(try accepted(until).rows.map(\.isExpired) == [isExpired], "\(until)")
    }
    let error = #expect(throws: SourceProblem.self) { _ = try accepted("03/04/2024") }
    #expect(error?.text.plain.contains("(row 3, column 4): expected a date or a time in UTC in until") == true)
  }

  @Test func `payments without any id are not taken for copies within one file`() throws {
    let rows = Self.ledger(",5.00,EUR,2024-03-19,,", ",5.00,EUR,2024-03-19,,", ",5.00,USD,2024-03-19,,")
    let made = try made([("a.csv", .payments, rows), ("b.csv", .payments, rows)])
    #expect(made.totals.payments(.noPaymentID) == 3)
    #expect(Set(try made.discrepancies.map(\.id)).count == made.count)
  }
}
