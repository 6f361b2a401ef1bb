import Testing

@testable import Analysis

/// The order of rows and files decides nothing, whatever stands in them.
struct RowOrderTests {
  /// Everything that a report says, without the places of rows.
  private func shown(_ made: Reconciliation) throws -> [String] {
    try made.discrepancies.map { found in
      let amounts = [found.expected, found.paid, found.refunded, found.disputed].map { $0.map(String.init) ?? "" }
      return [
        found.id.description, found.category.rawValue, found.flags.map(\.rawValue).joined(separator: "+"),
        found.severity.rawValue, found.ident, found.lineID, found.stripeObjectID, found.rightSource,
        found.currency?.description ?? "", amounts.joined(separator: " "), found.paidAt?.description ?? "",
        found.status, found.invoice, found.explanation.plain.replacing(#/row \d+/#, with: "row"),
      ].joined(separator: "|")
    } + [TotalsTable.rows(made), made.totals.jobDigest, try ReconciliationReport(made).title.plain]
  }

  /// Rows of few payments, so that many say different things of the same one.
  private func rows(_ generator: inout Generator) -> [String] {
    (0..<(2 + generator.next(9))).map { _ in
      let number = 10 + generator.next(3)
      return paid(
        number, ["39.99", "40.00"][generator.next(2)], at: "2024-03-19 1\(generator.next(2)):00:00",
        refunded: ["0.00", "5.00"][generator.next(2)], currency: ["eur", "usd"][generator.next(2)],
        mode: generator.next(8) == 0 ? "Test" : "Live",
        status: ["Paid", "Failed", "Failed", "Pending"][generator.next(4)],
        disputed: ["", "", "39.99"][generator.next(3)],
        disputeStatus: ["warning_needs_response", "needs_response", "won", "lost"][generator.next(4)],
        intent: generator.next(8) == 0 ? "" : nil,
        charge: [charge(number), charge(90), charge(91), ""][generator.next(4)])
    }
  }

  private func ledgerRows(_ generator: inout Generator) -> [String] {
    (0..<generator.next(4)).map { _ in
      "\([intent(10), intent(11), ""][generator.next(3)]),39.99,\(["EUR", "USD"][generator.next(2)]),"
        + "2024-03-\(18 + generator.next(2)),R-\(generator.next(2)),\(["", "refunded"][generator.next(2)])"
    }
  }

  private func refundRows(_ generator: inout Generator) -> [String] {
    (0..<generator.next(4)).map { _ in
      "re_\(generator.next(3)),\([500, 700][generator.next(2)]),\(["eur", "usd"][generator.next(2)]),"
        + "\([charge(10), charge(90), "ch_nobody"][generator.next(3)]),"
        + ["", "pending", "succeeded", "failed"][generator.next(4)]
    }
  }

  @Test(arguments: 0..<60)
  func `rows in any order give the same reconciliation`(seed: Int) throws {
    var generator = Generator(seed: UInt64(1000 + seed))
    var rows = rows(&generator)
    var more = self.rows(&generator)
    var ledger = ledgerRows(&generator)
    var refunds = refundRows(&generator)
    let lines = (10...12).map { ExampleLine.complete.numbered($0) }
    func made(reversed: Bool) throws -> [String] {
      var files: [(name: String, role: PaymentFile.Role, text: String)] = [
        ("a.csv", .payments, dashboard(rows)), ("b.csv", .payments, dashboard(more)),
        ("l.csv", .payments, "payment_id,amount,currency,paid_at,invoice,status\n" + ledger.joined(separator: "\n")),
        ("r.csv", .refunds, "id,amount,currency,charge_id,status\n" + refunds.joined(separator: "\n")),
      ]
      if reversed { files.reverse() }
      var settings = ReconciliationTests.day
      settings.windowText = "a day"
      return try shown(reconcile([("list.json", list(lines))], files, settings))
    }
    let first = try made(reversed: false)
    for round in 0..<6 {
      rows.shuffle(by: &generator)
      more.shuffle(by: &generator)
      ledger.shuffle(by: &generator)
      refunds.shuffle(by: &generator)
      #expect(try made(reversed: round % 2 == 0) == first)
    }
  }

  @Test func `which of two failed attempts is named doesn't depend on their order`() throws {
    let rows = [
      paid(10, status: "Failed", charge: charge(91)), paid(10, status: "Failed", charge: charge(90)),
      paid(10, currency: "usd", status: "Failed", charge: charge(92)),
    ]
    var named: Set<String> = []
    for rows in [rows, rows.reversed(), [rows[1], rows[2], rows[0]]] {
      let made = try reconcile([("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(rows))])
      named.formUnion(try made.discrepancies.map { "\($0.stripeObjectID) \($0.currency?.description ?? "")" })
    }
    #expect(named == ["\(charge(90)) EUR"])
  }

  @Test func `amounts of two currencies are never added, whichever comes first`() throws {
    let rows = [paid(10, charge: charge(90)), paid(10, "10.00", currency: "usd", charge: charge(91))]
    for rows in [rows, rows.reversed()] {
      let made = try reconcile([("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(rows))])
      #expect(made.totals.all.map { "\($0.key) \($0.value.paid)" } == ["EUR 3999"])
      #expect(made.counts == "matched 1 | conflict 1")
    }
  }
}
