import Testing

@testable import Analysis

/// What explanations say where rows disagree, and of refunds that name nothing or are not settled.
struct PaymentStatementsTests {
  private static let jobs = [("list.json", list([.complete.numbered(10), .complete.numbered(11)]))]
  private static let refunds = "id,amount,currency,charge id,status\n"

  private static func made(_ rows: [String], refunds: String? = nil) throws -> Reconciliation {
    let files = [("p.csv", PaymentFile.Role.payments, dashboard(rows))]
    return try reconcile(jobs, files + (refunds.map { [("r.csv", .refunds, Self.refunds + $0)] } ?? []))
  }

  @Test func `one PaymentIntent in both modes is a conflict of its payment, and its job has it`() throws {
    let rows = [paid(10), paid(10, mode: "Test", charge: charge(12)), paid(11)]
    for rows in [rows, rows.reversed()] {
      let made = try Self.made(rows)
      #expect(try made.words == ["conflict 10 "])
      #expect(made.counts == "matched 2 | conflict 1, matched 1")
      let said = try made.discrepancies[0].explanation.plain
      #expect(said.contains(", live") && said.contains(", test"), "\(said)")
    }
    // Only of another mode: that is said still.
    let test = try Self.made([paid(10, mode: "Test"), paid(11)])
    #expect(try test.discrepancies.map(\.explanation.plain).contains { $0.hasPrefix("The only payment with this") })
  }

  @Test func `a charge of two PaymentIntents is shown with the rows of both`() throws {
    let rows = [paid(10, charge: charge(12)), paid(11, charge: charge(12))]
    for rows in [rows, rows.reversed()] {
      let made = try Self.made(rows)
      #expect(try made.words.sorted() == ["conflict 10 ", "conflict 11 "])
      for found in try made.discrepancies {
        let said = found.explanation.plain
        #expect(
          said.hasPrefix(
            "The files disagree on whose charge \(charge(12)) is: \(intent(10)) and \(intent(11)) have it. p.csv, row ")
        )
        #expect(said.contains(", row 2: ") && said.contains(", row 3: "), "\(said)")
      }
    }
  }

  @Test func `a refund that names nothing is told so, and what to do`() throws {
    let found = try #require(
      try Self.made([paid(10), paid(11)], refunds: "re_1,5.00,eur,,succeeded\n").discrepancies.first)
    #expect(
      found.explanation.plain
        == "This refund names neither a charge nor a PaymentIntent, so nobody can tell which payment it belongs to.")
    #expect(found.nextStep == ReconciliationRules.stepOfNamelessMovement)
  }

  @Test(arguments: [
    (["pending"], "Refunds of EUR 5.00 are pending."), (["requires_action"], "Refunds of EUR 5.00 are pending."),
    (["succeeded"], "EUR 5.00 was refunded."), (["pending", "succeeded"], "EUR 5.00 was refunded."),
    ([""], "EUR 5.00 was refunded."),
  ])
  func `a refund that is pending was not refunded yet`(states: [String], words: String) throws {
    for states in [states, states.reversed()] {
      let rows = states.map { "re_1,5.00,eur,\(charge(10)),\($0)\n" }.joined()
      let found = try Self.made([paid(10, refunded: "5.00"), paid(11)], refunds: rows).discrepancies
      #expect(found.map(\.explanation.plain) == [words])
    }
    let both = "re_1,5.00,eur,\(charge(10)),succeeded\nre_2,2.00,eur,\(charge(10)),pending\n"
    let found = try Self.made([paid(10, refunded: "7.00"), paid(11)], refunds: both).discrepancies
    #expect(found.map(\.explanation.plain) == ["EUR 7.00 was refunded, EUR 2.00 of which is still pending."])
    let all = try Self.made([paid(10, refunded: "39.99"), paid(11)], refunds: "re_1,39.99,eur,\(charge(10)),pending\n")
    #expect(try all.discrepancies.map(\.explanation.plain) == ["Refunds of EUR 39.99, all of it, are pending."])
  }
}
