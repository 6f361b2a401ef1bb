import Testing

@testable import Analysis

struct ReconciliationTests {
  /// Lists and files in which every category and flag was planted once.
  struct Planted {
    var lines: [ExampleLine]
    var rows: [String]
    var more: [String]
    var refunds: String
    var amounts: String

    init() {
      func job(_ number: Int) -> ExampleLine { ExampleLine.complete.numbered(number) }
      func transaction(_ number: Int) -> String {
        "\"a3b1c2d4-5e6f-4711-8899-\(String(repeating: "0", count: 10))\(number)\""
      }
      lines = [
        job(10), job(12).with(.paymentIntent, "\"\""), job(13).with(.requested, #""2024-04-02T12:52:50.388Z""#),
        job(14),
        job(15), job(16).with(.paymentIntent, "\"\(intent(15))\"").with(.transactionID, transaction(15)), job(17),
        job(18), job(19), job(19).with(.size, "\"7000\""), job(26), job(27), job(28), job(29),
        job(30), job(31).with(.transactionID, transaction(30)), job(32), job(33),
      ]
      let on = "2024-03-19 12:52:40"
      rows = [
        paid(10, at: on), paid(13, at: "2024-04-02 12:52:40"), paid(15, at: on), paid(17, at: on, status: "Failed"),
        paid(18, at: on, status: "Pending"), paid(19, at: on), paid(20, at: on), paid(21, at: on, mode: "Test"),
        paid(22, at: on, intent: ""), paid(23, at: on), paid(24, at: "2024-03-19 23:00:00"),
        paid(25, at: on, status: "Failed"), paid(26, at: on, refunded: "39.99", status: "Refunded"),
        paid(27, at: on, refunded: "5.00"), paid(28, at: on, disputed: "39.99"), paid(29, at: "2024-03-19 12:52:51"),
        paid(30, at: on), paid(31, at: on), paid(32, at: on), paid(33, at: on, currency: "usd"),
        paid(34, at: on, refunded: "39.99", status: "Refunded"),
      ]
      more = [paid(20, "49.99", at: on)]
      refunds =
        "id,amount,currency,charge_id,status\nre_1,500,eur,ch_nobody,succeeded\nre_2,3999,eur,\(charge(26)),succeeded\n"
        + "re_3,500,eur,\(charge(27)),succeeded\nre_4,3999,eur,\(charge(34)),succeeded\n"
      amounts =
        "payment_intent,line_id,amount,currency\n\(intent(10)),,39.99,EUR\n\(intent(32)),,40.00,EUR\n\(intent(33)),,39.99,EUR\n"
    }

    func made(_ settings: ReconciliationSettings = day, relating: Bool = true) throws -> Reconciliation {
      try reconcile(
        [("list.json", list(lines))],
        [
          ("one.csv", .payments, dashboard(rows)), ("two.csv", .payments, dashboard(more)),
          ("refunds.csv", .refunds, refunds),
        ], settings, expected: ExpectedAmounts(MemorySource(amounts)), relating: relating)
    }
  }

  /// The 19th of March 2024.
  static var day: ReconciliationSettings {
    var settings = ReconciliationSettings()
    settings.window = TimeWindow(
      from: Timestamp("2024-03-19T00:00:00.000Z"), to: Timestamp("2024-03-20T00:00:00.000Z"))
    settings.windowText = "19 March 2024"
    settings.grace = 3_600_000
    return settings
  }

  @Test func `each planted category and flag is found once`() throws {
    let made = try Planted().made()
    let expected = [
      "bad-ident  12", "no-payment 14 14", "shared-payment 15 15", "shared-payment 15 16", "payment-unpaid 17 17",
      "payment-pending 18 18", "conflict 19 19", "conflict 20 ", "no-payment-id  ", "paid-no-production 23 ",
      "timing 24 ", "matched+refunded-full 26 26", "matched+refunded-part 27 27", "matched+disputed 28 28",
      "matched+timing 29 29", "matched+id-link 30 30", "matched+id-link 31 31", "matched+amount-mismatch 32 32",
      "matched+currency-mismatch 33 33", "paid-no-production+refunded-full 34 ", "refund-unlinked  ",
    ]
    #expect(try made.words.sorted() == expected.sorted())
    #expect(
      made.counts == """
        conflict 1, bad-ident 1, out-of-scope 1, no-payment 1, shared-payment 2, payment-unpaid 1, payment-pending 1, \
        matched 9 | conflict 1, test-mode 1, out-of-window 1, no-payment-id 1, paid-no-production 2, timing 1, \
        unpaid-unused 1, matched 13
        """)
    // Those of ledgers and refunds are planted in ReconciliationEvidenceTests.
    let flags = Set(try made.discrepancies.flatMap(\.flags))
    let others: Set<ReconciliationFlag> = [.refundedOver, .refundsDiffer, .bookedTwice, .chargedTwice]
    #expect(flags == Set(ReconciliationFlag.allCases).subtracting(others))
    for found in try made.discrepancies {
      #expect(!found.explanation.plain.isEmpty, "\(found.category) \(found.flags)")
      #expect(!found.nextStep.isEmpty)
    }
    #expect(made.equations.allSatisfy { $0.result == .pass })
    #expect(made.outcome == .incomplete)
  }

  @Test func `transactions of several payments are found in an audit that was not related too`() throws {
    let flagged = try Planted().made(relating: false).words.filter { $0.contains("id-link") }
    #expect(flagged.sorted() == ["matched+id-link 30 30", "matched+id-link 31 31"])
  }

  @Test func `a payment that was refunded in full is a note without production, else an error`() throws {
    let found = try Planted().made().discrepancies.filter { $0.category == .paidNoProduction }
    #expect(Set(found.map { "\($0.ident.suffix(2)) \($0.severity)" }) == ["23 error", "34 note"])
  }

  @Test func `the order of files, rows and production lines changes nothing`() throws {
    let planted = Planted()
    func shown(_ made: Reconciliation) throws -> [String] {
      try made.discrepancies.map { found in
        // Places in files are what is ordered in another way.
        let cells = ExceptionsTable.row(found).split(separator: ",", omittingEmptySubsequences: false)
        return cells.enumerated().filter { ![9, 11].contains($0.offset) }.map { String($0.element) }.joined(
          separator: ","
        ).replacing(#/row \d+/#, with: "row")
      } + [TotalsTable.rows(made), made.totals.jobDigest]
    }
    let first = try shown(planted.made())
    var generator = Generator(seed: 11)
    for _ in 0..<20 {
      var other = planted
      other.lines.shuffle(by: &generator)
      other.rows.shuffle(by: &generator)
      if generator.next(2) == 0 {
        let made = try reconcile(
          [("list.json", list(other.lines))],
          [
            ("refunds.csv", .refunds, other.refunds), ("two.csv", .payments, dashboard(other.more)),
            ("one.csv", .payments, dashboard(other.rows)),
          ], Self.day, expected: ExpectedAmounts(MemorySource(other.amounts)))
        #expect(try shown(made) == first)
      } else {
        #expect(try shown(other.made()) == first)
      }
    }
  }

  @Test func `two overlapping exports give what one gives`() throws {
    let planted = Planted()
    let lists = [("list.json", list(planted.lines))]
    let whole = try reconcile(lists, [("a.csv", .payments, dashboard(planted.rows))], Self.day)
    let parts = try reconcile(
      lists,
      [
        ("a.csv", .payments, dashboard(Array(planted.rows.prefix(14)))),
        ("b.csv", .payments, dashboard(Array(planted.rows.dropFirst(6)))),
      ], Self.day)
    #expect(try whole.words == parts.words)
    #expect(whole.counts == parts.counts)
    #expect(TotalsTable.rows(whole) == TotalsTable.rows(parts))
    #expect(whole.totals.repeatedRows == 0)
    #expect(parts.totals.repeatedRows == 8)
  }

  @Test func `attempts of one PaymentIntent are one payment`() throws {
    let rows = [
      paid(10, status: "Failed", charge: charge(90)), paid(10, status: "Failed", charge: charge(91)), paid(10),
      paid(10, "39.99", status: "requires_payment_method", charge: ""),
    ]
    let made = try reconcile(
      [("list.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(Array(rows.prefix(3))))])
    #expect(made.counts == "matched 1 | matched 1")
    #expect(made.totals.all.values.map(\.paid) == [3999])
    let unpaid = try reconcile(
      [("list.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([rows[0], rows[3]]))])
    #expect(unpaid.counts == "payment-unpaid 1 | matched 1")
  }

  @Test func `ids that differ in one letter's case stay two`() throws {
    let other = intent(10).replacing("Ox", with: "oX")
    let made = try reconcile(
      [("list.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([paid(10, intent: other)]))])
    #expect(made.counts == "no-payment 1 | paid-no-production 1")
  }

  @Test func `an id of another form is matched all the same`() throws {
    for id in ["pi_short", "payment-1", "pi_" + String(repeating: "x", count: 200)] {
      let made = try reconcile(
        [("list.json", list([.complete.numbered(10).with(.paymentIntent, "\"\(id)\"")]))],
        [("a.csv", .payments, dashboard([paid(10, intent: id)]))])
      #expect(made.counts == "matched 1 | matched 1")
      let text = MarkdownFormat.text(of: try ReconciliationReport(made).report)
      #expect(text.contains("Warning: 1 PaymentIntent of another form than `pi_` and 24 letters or digits"))
    }
  }

  @Test func `states and copies of a job fall together, its parts don't`() throws {
    let first = ExampleLine.partial.numbered(10)
    let part = first.with(.requested, #""2024-03-19T14:00:00.000Z""#).with(.paymentIntent, "\"\(intent(11))\"")
    let started = first.with(.status, #""started""#).without(.filesizes).without(.ended).without(.finished)
      .without(.rate).with(.available, #""839299365868340224""#)
    let made = try reconcile(
      [
        ("1.json", list([started])), ("2.json", list([first])), ("3.json", list([first])), ("4.json", list([part])),
      ], [("a.csv", .payments, dashboard([paid(10), paid(11)]))])
    #expect(made.totals.linesRead == 4)
    #expect(made.totals.jobs == 2)
    #expect(made.counts == "matched 2 | matched 2")
  }

  @Test func `a job that is described in two ways is a conflict`() throws {
    let made = try reconcile(
      [("1.json", list([.partial.numbered(10)])), ("2.json", list([.partial.numbered(10).with(.size, "\"1001\"")]))],
      [("a.csv", .payments, dashboard([paid(10)]))])
    #expect(made.counts == "conflict 1 | matched 1")
  }

  @Test func `shared payments count as the user says`() throws {
    let lines = [ExampleLine.complete.numbered(10), .complete.numbered(11).with(.paymentIntent, "\"\(intent(10))\"")]
    for (severity, counts, worst) in [
      (Severity.warning, "shared-payment 2 | matched 1", Severity.warning),
      (.error, "shared-payment 2 | matched 1", .error), (.off, "matched 2 | matched 1", .warning),
    ] {
      var settings = ReconciliationSettings()
      settings.sharedPayments = severity
      let made = try reconcile(
        [("1.json", list(lines))], [("a.csv", .payments, dashboard([paid(10)]))], settings)
      #expect(made.counts == counts)
      #expect(try made.discrepancies.map(\.severity).max() == worst)
    }
  }

  @Test func `the mode decides which payments count`() throws {
    for (mode, counts) in [
      (ReconciliationSettings.Mode.live, "no-payment 1 | test-mode 1"), (.test, "matched 1 | matched 1"),
      (.any, "matched 1 | matched 1"),
    ] {
      var settings = ReconciliationSettings()
      settings.mode = mode
      let made = try reconcile(
        [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([paid(10, mode: "Test")]))],
        settings)
      #expect(made.counts == counts)
    }
  }

  @Test func `what is missing makes it incomplete, unless that is allowed`() throws {
    let lists = [("1.json", list([.complete.numbered(10)]))]
    let bad = dashboard([paid(10), paid(11, "1.234")])
    let made = try reconcile(lists, [("a.csv", .payments, bad)])
    #expect(made.outcome == .incomplete)
    #expect(
      made.shortfalls.map(\.plain) == [
        """
        a.csv: 1 row rejected: row 3: expected no more decimals than the currency has; if the point groups digits, say so \
        with --decimal comma, found 1.234 in amount.
        """
      ])
    var settings = ReconciliationSettings()
    settings.allowIncomplete = true
    let allowed = try reconcile(lists, [("a.csv", .payments, bad)], settings)
    #expect(allowed.outcome == .incomplete && !allowed.endsIncomplete)
    // What can't be read, or is of another kind, is more than a part that is missing.
    let good = ("a.csv", PaymentFile.Role.payments, dashboard([paid(10)]))
    for text in ["", "id,amount\n1,2\n", dashboard([paid(11)]) + "\"never closed", dashboard([paid(11, "1.234")])] {
      #expect(try reconcile(lists, [good, ("b.csv", .payments, text)], settings).outcome == .incomplete, "\(text)")
    }
    #expect(try reconcile(lists + [("2.json", "{}")], [good], settings).endsIncomplete)
    let goesOn =
      #"{"object":"list","has_more":true,"data":[{"object":"charge","id":"\#(charge(10))","#
      + #""payment_intent":"\#(intent(10))","amount":3999,"currency":"eur","status":"succeeded","created":1710846000}]}"#
    #expect(try !reconcile(lists, [("a.json", .payments, goesOn)], settings).endsIncomplete)
    settings.window = TimeWindow(from: Timestamp("2025-03-19T00:00:00.000Z"), to: nil)
    #expect(try reconcile(lists, [good], settings).outcome == .incomplete)
    #expect(try reconcile(lists, [("a.csv", .payments, "id,amount\n")]).outcome == .incomplete)
  }

  @Test func `a payment without production names the likely innocent cause`() throws {
    let later = ExampleLine.partial.numbered(10).with(.available, "\"839299365868330224\"")
    let made = try reconcile(
      [("nights/1.json", list([later]))], [("a.csv", .payments, dashboard([paid(10), paid(11)]))])
    #expect(made.linesWithUnseenParts == 1)
    let words = try made.discrepancies.map(\.explanation.plain).joined()
    #expect(
      words.contains("1 production line has earlier parts whose payments no supplied list shows; this may be one"))
    #expect(words.contains("Lists given: nights/1.json."))
  }

  @Test func `amounts are compared only where somebody says them`() throws {
    let lines = [ExampleLine.complete.numbered(10), .analyzed.numbered(11)]
    // 5 + 0.0009 · 5 · 7776 = 39.992, and 1 for the analysis.
    let price = try Price("job=5.0,digit=0.0009,metrics=1.0,rebate=0,currency=eur")
    let made = try reconcile(
      [("1.json", list(lines))], [("a.csv", .payments, dashboard([paid(10), paid(11)]))], expected: .init(price))
    #expect(made.jobsWithAmounts == 2)
    let found = try made.discrepancies
    #expect(found.map(\.expected) == [4099])
    #expect(found.map(\.difference) == [-100])
  }

  @Test func `accepted exceptions stay in the totals, and stale ones are named`() throws {
    let planted = Planted()
    let made = try planted.made()
    let rows = try made.discrepancies.map { ExceptionsTable.row($0) }
    let unsigned = ExceptionsTable.header + rows.joined()
    let signed = ExceptionsTable.header + rows.map { $0.replacing(",,,\r\n", with: ",me,agreed,\r\n") }.joined()
    let stale =
      signed + "0123456789abcdef,no-payment,,error,pi_gone" + String(repeating: ",", count: 22) + ",me,gone,\r\n"
    func again(_ text: String) throws -> Reconciliation {
      try reconcile(
        [("list.json", list(planted.lines))],
        [
          ("one.csv", .payments, dashboard(planted.rows)), ("two.csv", .payments, dashboard(planted.more)),
          ("refunds.csv", .refunds, planted.refunds),
        ], Self.day, expected: ExpectedAmounts(MemorySource(planted.amounts)),
        accepted: AcceptedExceptions(MemorySource(text), asOf: nil))
    }
    #expect(try again(unsigned).hasOpen(from: .error))
    let accepted = try again(stale)
    #expect(!accepted.hasOpen(from: .note))
    #expect(accepted.acceptances?.stale.map(\.ident) == ["pi_gone"])
    #expect(TotalsTable.rows(accepted) == TotalsTable.rows(made))
  }

  @Test func `the prior report tells what is new, open or resolved`() throws {
    func made(_ rows: [String], _ previous: PreviousExceptions? = nil) throws -> Reconciliation {
      try reconcile(
        [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(rows))], previous: previous)
    }
    let before = try made([paid(10), paid(11), paid(12)])
    let json =
      try ReconciliationJSON.head(ReconciliationReport(before))
      + before.discrepancies.map { ReconciliationJSON.row($0) }.joined(separator: ",") + JSONFormat.tail(isEmpty: false)
    let after = try made([paid(10), paid(12), paid(13)], PreviousExceptions(MemorySource(json)))
    #expect(
      try after.discrepancies.map { "\($0.ident.suffix(2)) \($0.isKnown ?? false)" }.sorted() == [
        "12 true", "13 false",
      ])
    #expect(after.closed?.map { "\($0.exception.ident.suffix(2)) \($0.closure.rawValue)" } == ["11 not-listed"])
    let text = MarkdownFormat.text(of: try ReconciliationReport(after).report)
    #expect(text.contains("New: 1, open: 1, resolved: 0, no longer listed: 1."))
    #expect(throws: SourceProblem.self) { _ = try PreviousExceptions(MemorySource(#"{"schemaVersion":1}"#)) }
  }

  @Test func `a PaymentIntent of an earlier month is a shared payment, unless it paid the same job`() throws {
    func made(_ line: ExampleLine, _ history: PaymentHistory) throws -> Reconciliation {
      try reconcile([("1.json", list([line]))], [("a.csv", .payments, dashboard([paid(10)]))], history: history)
    }
    let job = ExampleLine.complete.numbered(10)
    var table = MatchesTable.header
    _ = try made(job, PaymentHistory()).forEachMatch { table += MatchesTable.row($0) }
    var history = PaymentHistory()
    try history.add(MemorySource(table), name: "february.csv")
    #expect(try made(job, history).counts == "matched 1 | matched 1")
    let other = try made(job.with(.id, #""6f0c0d7e-0b1c-4a52-9f5e-ffffffffffff""#), history)
    #expect(other.counts == "shared-payment 1 | matched 1")
    #expect(try other.discrepancies[0].explanation.plain.contains("in february.csv"))
    #expect(throws: SourceProblem.self) { try history.add(MemorySource("a,b\n"), name: "x.csv") }
  }

  @Test func `the digest is what sort and sha256sum say`() throws {
    let made = try reconcile(
      [("1.json", list([.complete.numbered(11), .complete.numbered(10), .complete.numbered(12)]))],
      [("a.csv", .payments, dashboard([paid(10), paid(11), paid(13)]))])
    var digest = SHA256()
    digest.update(Array("\(intent(10))\n\(intent(11))\n".utf8))
    #expect(made.totals.jobDigest == digest.hexDigest())
    #expect(made.totals.paymentDigest == made.totals.jobDigest)
    #expect(made.totals.jobIDs == 2)
  }

  @Test func `the equations hold on random data`() throws {
    var generator = Generator(seed: 5)
    let statuses = ["Paid", "Failed", "Pending", "Refunded", "requires_action"]
    for _ in 0..<60 {
      let lines = (0..<generator.next(12)).map { _ in
        ExampleLine.complete.numbered(generator.next(8)).with(.paymentIntent, "\"\(intent(10 + generator.next(8)))\"")
      }
      let rows = (0..<(1 + generator.next(20))).map { _ in
        paid(
          10 + generator.next(8), "\(generator.next(500)).\(10 + generator.next(90))",
          at: "2024-03-\(10 + generator.next(20)) 1\(generator.next(10)):00:00",
          refunded: "\(generator.next(300)).00", currency: ["eur", "usd", "jpy"][generator.next(3)],
          mode: ["Live", "Test"][generator.next(2)], status: statuses[generator.next(5)],
          intent: generator.next(9) == 0 ? "" : nil, charge: charge(100 + generator.next(12)))
      }
      let made = try reconcile(
        [("1.json", list(lines.isEmpty ? [.complete.numbered(1)] : lines))],
        [("a.csv", .payments, dashboard(rows))], Self.day)
      for equation in made.equations { #expect(equation.result != .fail, "\(equation.text.plain)") }
      #expect(Category.ofJobs.reduce(0) { $0 + (made.totals.jobsByCategory[$1] ?? 0) } == made.totals.jobs)
      #expect(made.totals.sums.values.reduce(0) { $0 + $1.items } == made.totals.payments)
    }
  }

  @Test func `amounts at the ends of what is read don't overflow`() throws {
    let most = "92233720368547758.07"
    let rows = [
      paid(10, "-\(most)", refunded: most, disputed: most), paid(11, most, refunded: "-\(most)", disputed: "-\(most)"),
      paid(12, most), paid(12, most, charge: charge(99)), paid(13, "-\(most)", status: "Refunded"),
    ]
    let made = try reconcile(
      [("1.json", list((10...13).map { .complete.numbered($0) }))], [("a.csv", .payments, dashboard(rows))])
    // A payment that was made has an amount above 0, and not less than nothing is refunded: others are rejected.
    #expect(made.totals.payments == 1)
    #expect(made.outcome == .incomplete)
    for equation in made.equations { #expect(equation.result != .fail, "\(equation.text.plain)") }
    #expect(try !MarkdownFormat.text(of: ReconciliationReport(made).report).isEmpty)
  }
}
