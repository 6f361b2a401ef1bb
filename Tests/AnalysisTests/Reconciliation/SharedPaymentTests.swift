import Testing

@testable import Analysis

/// Jobs that share a payment: its money counts once, and its flags are told whatever the category.
struct SharedPaymentTests {
  /// Two jobs with the payment of the first, and its transaction.
  private static let jobs = list([
    .complete.numbered(10), second.with(.transactionID, #""a3b1c2d4-5e6f-4711-8899-000000000010""#),
  ])
  private static let second = ExampleLine.complete.numbered(11).with(.paymentIntent, "\"\(intent(10))\"")

  private func made(
    _ rows: String..., severity: Severity = .off, expected: ExpectedAmounts? = nil,
    jobs: String = jobs
  ) throws -> Reconciliation {
    var settings = ReconciliationSettings()
    settings.sharedPayments = severity
    return try reconcile([("list.json", jobs)], [("a.csv", .payments, dashboard(rows))], settings, expected: expected)
  }

  private func amounts(_ rows: String...) throws -> ExpectedAmounts {
    let text = (["payment_intent,line_id,amount,currency"] + rows).joined(separator: "\n") + "\n"
    return try ExpectedAmounts(MemorySource(text))
  }

  private func title(_ made: Reconciliation) throws -> String { try ReconciliationReport(made).title.plain }

  /// What is wrong, each with its severity, its items and its amounts.
  private func rows(_ made: Reconciliation) throws -> [String] {
    try ReconciliationReport(made).groups.map { "\($0.code) \($0.severity) \($0.items) \($0.amounts.plain)" }
  }

  private static func line(_ number: Int) -> String { "6F0C0D7E-0b1c-4a52-9f5e-0000000000\(number)" }

  @Test func `the money of a shared payment counts once in every sum`() throws {
    let price = ExpectedAmounts(try Price("job=30,currency=eur"))
    let mismatch = try made(paid(10), expected: price)
    #expect(
      try title(mismatch) == """
        EXCEPTIONS — all times: 2 items with another amount than expected, the difference is EUR -20.01
        """)
    #expect(
      try mismatch.discrepancies.map(\.explanation.plain)
        == Array(repeating: "Expected for the 2 jobs of its payment: EUR 60.00; paid: EUR 39.99.", count: 2))
    #expect(try rows(made(paid(10, refunded: "5.00"))) == ["refunded-part warning 2 EUR 5.00"])
    let linked = list([.complete.numbered(10), Self.second])
    #expect(try rows(made(paid(10), jobs: linked)) == ["id-link warning 2 EUR 39.99"])
  }

  @Test func `an amount that is stated of a payment is that of all its jobs`() throws {
    let whole = try amounts("\(intent(10)),,39.99,EUR")
    let made = try made(paid(10), expected: whole)
    #expect(made.jobsWithAmounts == 2)
    #expect(try title(made) == "RECONCILED — all times: 2 production lines matched, nothing open")
    let unpaid = try self.made(paid(12), expected: whole)
    #expect(try rows(unpaid).contains("no-payment error 2 EUR 39.99"))
    let price = ExpectedAmounts(try Price("job=30,currency=eur"))
    #expect(try rows(self.made(paid(12), expected: price)).contains("no-payment error 2 EUR 60.00"))
  }

  @Test func `an amount of a payment is held against the sum of its production lines`() throws {
    let stated = "\(intent(10)),,39.99,EUR"
    for (first, second, isFound) in [("30.00", "9.99", false), ("39.99", "39.99", true)] {
      let table = try amounts(stated, ",\(Self.line(10)),\(first),EUR", ",\(Self.line(11)),\(second),EUR")
      let made = try made(paid(10), expected: table)
      #expect(try made.words.count == (isFound ? 2 : 0))
      if isFound {
        #expect(
          try made.discrepancies[0].explanation.plain.hasPrefix(
            """
            Two amounts are expected for the jobs of this payment: EUR 39.99 by its PaymentIntent, EUR 79.98 by all \
            production lines. Correct the table of amounts.
            """))
      }
    }
    #expect(try made(paid(10), expected: try amounts(stated, ",\(Self.line(10)),1.00,EUR")).words == [])
  }

  @Test func `flags of a shared payment stand in headline and table, the gravest first`() throws {
    let refunded = try made(paid(10, refunded: "39.99", status: "Refunded"), severity: .warning)
    #expect(try rows(refunded) == ["shared-payment warning 2 EUR 39.99", "refunded-full warning 2 EUR 39.99"])
    #expect(try title(refunded).hasSuffix("2 items, EUR 39.99: produced, and refunded in full"))
    let wrong = try made(paid(10), severity: .warning, expected: amounts("\(intent(10)),,30.00,EUR"))
    #expect(try rows(wrong) == ["amount-mismatch error 2 EUR 9.99", "shared-payment warning 2 EUR 39.99"])
    #expect(
      try title(wrong) == """
        EXCEPTIONS — all times: 2 items with another amount than expected, the difference is EUR 9.99; 2 warnings
        """)
    let found = try wrong.discrepancies[0]
    #expect(found.severity == .error)
    #expect(found.nextStep == DiscrepancyKind.flag(.amountMismatch).entry.info.meanwhile)
    #expect(try refunded.discrepancies[0].nextStep == Category.sharedPayment.info.meanwhile)
  }

  @Test func `flags that a job tells are not told again of its payment, nor those of a note`() throws {
    let files = [paid(10, refunded: "5.00"), paid(10, "49.99", refunded: "5.00")]
    let made = try reconcile([("list.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(files))])
    #expect(try rows(made).sorted() == ["conflict error 1 EUR 49.99", "refunded-part warning 1 EUR 5.00"])
    let note = try self.made(paid(10), paid(12, refunded: "39.99", status: "Refunded"))
    #expect(try rows(note) == ["paid-no-production note 1 EUR 39.99"])
  }
}
