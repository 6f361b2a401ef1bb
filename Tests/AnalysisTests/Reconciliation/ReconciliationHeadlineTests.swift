import Testing

@testable import Analysis

/// What the title and the first sentence claim where something is missing, or only accepted.
struct ReconciliationHeadlineTests {
  private let lists = [("1.json", list([.complete.numbered(10)]))]
  private let explained = "Every production line and every payment of the window is explained."

  private func charges(goesOn: Bool, _ number: Int = 10) -> String {
    #"{"object":"list","has_more":\#(goesOn),"data":[{"object":"charge","id":"\#(charge(number))","#
      + #""payment_intent":"\#(intent(number))","amount":3999,"currency":"eur","status":"succeeded","created":1710846000}]}"#
  }

  private var allowing: ReconciliationSettings {
    var settings = ReconciliationSettings()
    settings.allowIncomplete = true
    return settings
  }

  @Test func `what is missing is named in the title, and nothing is reconciled, even if it is allowed`() throws {
    let refunds = "id,amount,currency,charge_id,status\nre_1,500,eur,ch_nobody,succeeded\n"
    let goesOn = ("a.json", PaymentFile.Role.payments, charges(goesOn: true))
    let rejected = ("b.csv", PaymentFile.Role.payments, dashboard([paid(10), paid(11, "1.234"), paid(12, "x")]))
    let nothing = "1 production line matched, nothing open in what was read"
    for (files, title) in [
      ([goesOn], "\(nothing); a.json is not the whole list"), ([rejected], "\(nothing); 2 rows of b.csv rejected"),
      ([goesOn, rejected], "\(nothing); a.json is not the whole list; 2 rows of b.csv rejected"),
    ] {
      let made = try reconcile(lists, files, allowing)
      #expect(made.outcome == .incomplete && !made.endsIncomplete)
      let report = try ReconciliationReport(made)
      #expect(report.title.plain == "INCOMPLETE — all times: \(title)")
      #expect(report.headline.plain.hasPrefix("Don't close the books on this: "))
      #expect(ReconciliationJSON.head(report).contains(#""outcome": "incomplete""#))
      #expect(try reconcile(lists, files).endsIncomplete)
    }
    // What is open outranks what may be missing, and both are said.
    let open = try reconcile(lists, [("a.json", .payments, charges(goesOn: true, 11))], allowing)
    #expect(open.outcome == .exceptions)
    #expect(try ReconciliationReport(open).title.plain.hasSuffix("; a.json is not the whole list"))
    let unlinked = try reconcile(
      lists, [("a.json", .payments, charges(goesOn: false)), ("refunds.csv", .refunds, refunds)], allowing)
    #expect(
      try ReconciliationReport(unlinked).title.plain
        == "EXCEPTIONS — all times: 1 refund or dispute, EUR 5.00, not linked")
  }

  @Test func `a title has room for two gaps`() throws {
    let files = (1...4).map { ("\($0).json", PaymentFile.Role.payments, charges(goesOn: true)) }
    #expect(
      try ReconciliationReport(reconcile(lists, files, allowing)).title.plain.hasSuffix(
        "; 1.json is not the whole list; 2.json is not the whole list; 2 more inputs are not complete"))
  }

  @Test func `what is only accepted is not explained`() throws {
    func made(_ rows: [String], accepted: Bool) throws -> ReconciliationReport {
      let files = [("a.csv", PaymentFile.Role.payments, dashboard(rows))]
      let open = try reconcile(lists, files)
      if !accepted { return try ReconciliationReport(open) }
      let table = ExceptionsTable.header + (try open.discrepancies.map { ExceptionsTable.row($0) }.joined())
      let signed = table.replacing(",,,\r\n", with: ",me,agreed,\r\n")
      let made = try reconcile(lists, files, accepted: AcceptedExceptions(MemorySource(signed), asOf: nil))
      #expect(made.openCount(from: .note) == 0 && made.outcome == .reconciled)
      return try ReconciliationReport(made)
    }
    let error = try made([paid(10), paid(11)], accepted: true)
    #expect(
      error.title.plain == """
        EXCEPTIONS ACCEPTED — all times: 1 production line matched, nothing open; amounts not tested; 1 exception accepted
        """)
    #expect(
      error.headline.plain
        == "Nothing is open, and not everything is explained: 1 exception was accepted, see Accepted exceptions.")
    let warning = try made([paid(10, refunded: "5.00")], accepted: true)
    #expect(
      warning.title.plain == """
        RECONCILED BY ID — amounts not tested — all times: 1 production line matched, nothing open; 1 exception accepted
        """)
    #expect(warning.headline.plain.hasPrefix("Nothing is open, and not everything is explained: "))
    let whole = try made([paid(10)], accepted: false)
    #expect(whole.headline.plain == explained)
    #expect(whole.title.plain.hasSuffix(": 1 production line matched, nothing open"))
  }
}
