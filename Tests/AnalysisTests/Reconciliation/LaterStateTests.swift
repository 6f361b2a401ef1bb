import Testing

@testable import Analysis

/// Exports that overlap show a payment, a refund or a dispute in several states: the last one counts.
struct LaterStateTests {
  private static func state(
    _ amount: String = "39.99", at time: String = "11:00:00", _ status: String = "Paid", refunded: String = "0.00",
    disputed: String = "", _ dispute: String = "", mode: String = "Live"
  ) -> String {
    paid(
      10, amount, at: "2024-03-19 \(time)", refunded: refunded, mode: mode, status: status, disputed: disputed,
      disputeStatus: dispute)
  }

  /// Files of these texts, in every order of them.
  private func made(_ files: [(role: PaymentFile.Role, text: String)]) throws -> [Reconciliation] {
    func orders<Element>(_ list: [Element]) -> [[Element]] {
      if list.isEmpty { return [[]] }
      return list.indices.flatMap { first in
        var rest = list
        let element = rest.remove(at: first)
        return orders(rest).map { [element] + $0 }
      }
    }
    let named = files.enumerated().map { (name: "\($0).csv", role: $1.role, text: $1.text) }
    return try orders(named).map { try reconcile([("list.json", list([.complete.numbered(10)]))], $0) }
  }

  private func payments(_ rows: [String]) throws -> [Reconciliation] {
    let files = rows.map { (role: PaymentFile.Role.payments, text: dashboard([$0])) }
    return try made(files) + made([(.payments, dashboard(rows)), (.payments, dashboard(rows.reversed()))])
  }

  @Test(arguments: [
    ([state("39.99", "Pending"), state()], [], 0),
    ([state("39.99", "Pending"), state("39.99", "Failed")], ["payment-unpaid 10 10"], 0),
    ([state(), state(refunded: "5.00")], ["matched+refunded-part 10 10"], 0),
    (
      [state("39.99", "Pending"), state(), state("39.99", "Refunded", refunded: "39.99")],
      ["matched+refunded-full 10 10"], 0
    ),
    ([state(), state(disputed: "39.99", "needs_response")], ["matched+disputed 10 10"], 3999),
    (
      [state(), state(disputed: "39.99", "under_review"), state(disputed: "39.99", "won")], [],
      0
    ),
    ([state(disputed: "39.99", "needs_response"), state(disputed: "39.99", "won")], [], 0),
    ([state(), state(disputed: "39.99", "lost")], ["matched+disputed 10 10"], 3999),
    (
      [state(disputed: "39.99", "warning_needs_response"), state(disputed: "39.99", "needs_response")],
      ["matched+disputed 10 10"], 3999
    ),
  ])
  func `the last state of a payment counts`(_ rows: [String], _ words: [String], _ disputed: Int) throws {
    for made in try payments(rows) {
      #expect(try made.words == words)
      #expect(made.totals.all.values.map(\.disputed) == [Int128(disputed)])
      #expect(made.totals.payments(.conflict) == 0 && made.totals.earlierRows > 0)
      let report = try MarkdownFormat.text(of: ReconciliationReport(made).report)
      #expect(report.contains("Rows that show an earlier state"))
    }
  }

  @Test(arguments: [
    [state(), state("39.99", "Failed")], [state("39.99", "Pending"), state(), state("39.99", "Failed")],
    [state("39.99", "Pending"), state("49.99")], [state("39.99", "Pending"), state(mode: "Test")],
    [state("39.99", "Pending"), state(at: "11:00:01")], [state(), state(at: "11:00:01", refunded: "5.00")],
    [state(refunded: "5.00"), state(disputed: "39.99", "needs_response")],
    [state(disputed: "39.99", "won"), state(disputed: "39.99", "lost")],
    [state(disputed: "39.99", "needs_response"), state(disputed: "9.99", "lost")],
  ])
  func `what no course of events explains is a conflict`(_ rows: [String]) throws {
    for made in try payments(rows) { #expect(made.totals.payments(.conflict) == 1) }
  }

  @Test func `two times of one charge in one format are a conflict that shows both, in whichever window`() throws {
    let (march, february) = (Self.state(), paid(10, at: "2024-02-19 11:00:00"))
    for made in try payments([march, february]) + payments([february, march, march]) {
      #expect(made.totals.payments(.conflict) == 1)
      let words = try made.discrepancies.map(\.explanation.plain).joined()
      #expect(words.contains("EUR 39.99, 2024-02-19T11:00:00.000Z") && words.contains("2024-03-19T11:00:00.000Z"))
    }
    // The same time, told to the second and to the minute.
    let minutes = dashboard([Self.state(at: "11:00")]).replacing("Created date (UTC)", with: "Created (UTC)")
    let second = dashboard([Self.state(at: "11:00:31")])
    #expect(try made([(.payments, minutes), (.payments, second)]).allSatisfy { $0.totals.payments(.conflict) == 0 })
    let third = dashboard([Self.state(at: "11:00:32")])
    for made in try made([(.payments, minutes), (.payments, second), (.payments, third)]) {
      #expect(made.totals.payments(.conflict) == 1)
    }
  }

  @Test func `formats mean different moments`() throws {
    let head =
      "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,payment_intent_id,charge_id"
    func report(_ time: String, _ column: String = "created_utc") -> String {
      let row = "txn_1,2024-03-\(time),eur,39.99,0.00,39.99,charge,\(intent(10)),\(charge(10))"
      return "\(head.replacing("created_utc", with: column))\n\(row)\n"
    }
    let table =
      "id,payment_intent_id,amount,currency,captured,created,status\n"
      + "\(charge(10)),\(intent(10)),3999,eur,true,2024-03-21 11:00:00,succeeded\n"
    let dashboard = dashboard([Self.state()])
    for (texts, count) in [
      ([dashboard, report("20 11:00:00"), table], 0), ([dashboard, report("20 11:00:00"), report("20 11:00:01")], 1),
      ([report("20 11:00:00"), report("20 12:00:00", "created")], 0),
      ([table, table.replacing("21 11", with: "21 12")], 1),
    ] {
      for made in try made(texts.map { (.payments, $0) }) { #expect(made.totals.payments(.conflict) == count) }
    }
  }

  @Test func `a PaymentIntent is paid last`() throws {
    func row(_ status: String) -> String { paid(10, status: status, charge: "") }
    for made in try payments([row("requires_action"), row("succeeded")]) {
      #expect(try made.words == [])
      #expect(made.totals.earlierRows > 0)
    }
    for made in try payments([row("requires_action"), Self.state()]) {
      #expect(try made.words == [])
      #expect(made.totals.earlierRows > 0)
    }
    for other in [Self.state(at: "10:59:59"), Self.state("49.99")] {
      for made in try payments([row("requires_action"), other]) { #expect(made.totals.payments(.conflict) == 1) }
    }
    let ledger = "payment_id,amount,currency,paid_at,status\n\(intent(10)),39.99,EUR,2024-03-19,unpaid\n"
    for made in try made([(.payments, ledger), (.payments, dashboard([Self.state()]))]) {
      #expect(made.totals.payments(.conflict) == 1)
    }
    // Which of both was first can't be told.
    for made in try payments([row("requires_action"), row("processing")]) {
      #expect(made.totals.payments(.conflict) == 1)
    }
  }

  @Test(arguments: [
    (PaymentFile.Role.disputes, ["3999,needs_response", "3999,under_review", "3999,won"], 0, 2),
    (.disputes, ["3999,needs_response", "3999,lost"], 3999, 0),
    (.disputes, ["3999,warning_needs_response", "3999,needs_response"], 3999, 1),
    (.refunds, ["500,pending", "500,succeeded"], 500, 0),
    (.refunds, ["500,pending", "500,succeeded", "500,failed"], 0, 2),
    (.refunds, ["500,", "500,canceled"], 0, 1),
  ])
  func `the last state of a refund or a dispute counts`(
    _ role: PaymentFile.Role, _ rows: [String], _ moved: Int, _ earlier: Int
  ) throws {
    for made in try movements(role, rows) {
      #expect(made.totals.payments(.conflict) == 0)
      #expect(made.totals.all.values.map { role == .refunds ? $0.refunded : $0.disputed } == [Int128(moved)])
      #expect(made.totals.earlierRows == earlier)
    }
  }

  @Test(arguments: [
    (PaymentFile.Role.disputes, ["3999,won", "3999,lost"]),
    (.disputes, ["3999,needs_response", "3999,lost", "3999,won"]),
    (.disputes, ["3999,needs_response", "999,won"]), (.refunds, ["500,succeeded", "700,failed"]),
    (.refunds, ["500,pending", "700,succeeded"]),
  ])
  func `a refund or a dispute that no course of events explains is a conflict`(
    _ role: PaymentFile.Role, _ rows: [String]
  ) throws {
    for made in try movements(role, rows) { #expect(made.totals.payments(.conflict) == 1) }
  }

  private func movements(_ role: PaymentFile.Role, _ rows: [String]) throws -> [Reconciliation] {
    let texts = rows.map { row in
      let parts = row.split(separator: ",", omittingEmptySubsequences: false)
      return "id,amount,currency,charge_id,status\nxx_1,\(parts[0]),eur,\(charge(10)),\(parts[1])\n"
    }
    return try made([(.payments, dashboard([Self.state()]))] + texts.map { (role: role, text: $0) })
  }
}
