import Testing

@testable import Analysis

/// What was expected of amounts: how much of it was compared, and where it contradicts itself.
struct ExpectedAmountsTests {
  /// The id that `ExampleLine.numbered` gives, for numbers of two digits.
  private static func line(_ number: Int) -> String { "6F0C0D7E-0b1c-4a52-9f5e-0000000000\(number)" }

  private func made(
    _ numbers: [Int], _ amounts: String..., settings: ReconciliationSettings = .init()
  ) throws -> Reconciliation {
    let table = (["payment_intent,line_id,amount,currency"] + amounts).joined(separator: "\n") + "\n"
    return try reconcile(
      [("1.json", list(numbers.map { .complete.numbered($0) }))],
      [("a.csv", .payments, dashboard(numbers.map { paid($0) }))], settings,
      expected: ExpectedAmounts(MemorySource(table)))
  }

  private func title(_ made: Reconciliation) throws -> String { try ReconciliationReport(made).title.plain }

  @Test func `the headline says how many amounts were not tested`() throws {
    let all = try made([10, 11], "\(intent(10)),,39.99,EUR", "\(intent(11)),,39.99,EUR")
    #expect(try title(all) == "RECONCILED — all times: 2 production lines matched, nothing open")
    let part = try made([10, 11, 12], "\(intent(10)),,39.99,EUR")
    #expect(
      try title(part) == """
        RECONCILED BY ID — amounts of 2 of 3 jobs not tested — all times: 3 production lines matched, nothing open
        """)
    let wrong = try made([10, 11, 12], "\(intent(10)),,40.99,EUR")
    #expect(try title(wrong).hasPrefix("EXCEPTIONS — all times: 1 item"))
    #expect(try title(wrong).hasSuffix("; amounts of 2 of 3 jobs not tested"))
  }

  @Test func `an amount that can't be compared with anything counts as not tested`() throws {
    let shared = ExampleLine.complete.numbered(11).with(.paymentIntent, "\"\(intent(10))\"")
    var settings = ReconciliationSettings()
    settings.sharedPayments = .off
    let twice = #expect(throws: SourceProblem.self) {
      _ = try ExpectedAmounts(MemorySource("payment_intent,amount,Amount,currency\npi_1,1.00,2.00,EUR\n"))
    }
    #expect(twice?.message.plain == "the column amount stands twice in the header")
    let table = "payment_intent,line_id,amount,currency\n,\(Self.line(11)),20.00,EUR\n"
    let made = try reconcile(
      [("1.json", list([.complete.numbered(10), shared]))], [("a.csv", .payments, dashboard([paid(10)]))], settings,
      expected: ExpectedAmounts(MemorySource(table)))
    #expect(made.jobsWithAmounts == 0)
    #expect(try title(made).hasPrefix("RECONCILED BY ID — amounts not tested"))
  }

  @Test func `two amounts for one job by two keys are found`() throws {
    for (amount, isFound) in [("39.99", false), ("40.00", true)] {
      let made = try made([10], "\(intent(10)),,39.99,EUR", ",\(Self.line(10)),\(amount),EUR")
      #expect(try made.words == (isFound ? ["matched+amount-mismatch 10 10"] : []))
      if isFound {
        #expect(
          try made.discrepancies[0].explanation.plain.hasPrefix(
            """
            Two amounts are expected for this job: EUR 39.99 by its PaymentIntent, EUR 40.00 by its production line. \
            Correct the table of amounts.
            """))
        #expect(made.outcome == .exceptions)
        #expect(try title(made) == "EXCEPTIONS — all times: 1 item with another amount than expected")
      }
    }
    let table = "payment_intent,line_id,amount,currency\n\(intent(10)),,39.99,EUR\n,\(Self.line(10)),39.99,USD\n"
    let unpaid = try reconcile(
      [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([paid(11)]))],
      expected: ExpectedAmounts(MemorySource(table)))
    #expect(try unpaid.words.contains("no-payment+amount-mismatch 10 10"))
  }

  @Test func `amounts that no list has a job for are counted`() throws {
    let made = try made([10], "\(intent(10)),,39.99,EUR", "\(intent(11)),,1.00,EUR", ",other,1.00,EUR")
    #expect(made.unusedAmounts == 2)
    let text = MarkdownFormat.text(of: try ReconciliationReport(made).report)
    #expect(text.contains("Amounts that were given for jobs that no list has: 2."))
  }

  @Test func `an amount with the payment of one job and the production line of another is counted`() throws {
    for (number, count) in [(10, 0), (11, 1), (12, 1)] {
      let made = try made([10, 11], "\(intent(10)),\(Self.line(number)),39.99,EUR", "\(intent(11)),,39.99,EUR")
      #expect(made.misnamedAmounts == count)
      #expect(made.unusedAmounts == 0)
      let text = MarkdownFormat.text(of: try ReconciliationReport(made).report)
      #expect(
        text.contains("and a production line that it doesn't stand on: 1; the payment counts.") == (count == 1))
    }
  }

  @Test func `jobs outside the window need no amounts`() throws {
    var settings = ReconciliationTests.day
    settings.grace = ReconciliationSettings.defaultGrace
    let outside = ExampleLine.complete.numbered(11).with(.requested, #""2024-04-02T12:52:50.388Z""#)
    let table = "payment_intent,amount,currency\n\(intent(10)),39.99,EUR\n"
    let made = try reconcile(
      [("1.json", list([.complete.numbered(10), outside]))],
      [("a.csv", .payments, dashboard([paid(10), paid(11, at: "2024-04-02 12:52:40")]))], settings,
      expected: ExpectedAmounts(MemorySource(table)))
    #expect(try title(made).hasPrefix("RECONCILED — "))
  }
}

extension ReconciliationTests {
  @Test func `a window with nothing in it is not reconciled, unless that is allowed`() throws {
    var settings = Self.day
    settings.window = TimeWindow(
      from: Timestamp("2023-03-19T00:00:00.000Z"), to: Timestamp("2023-03-20T00:00:00.000Z"))
    settings.windowText = "19 March 2023"
    func made() throws -> Reconciliation {
      try reconcile(
        [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([paid(10), paid(11)]))], settings)
    }
    let empty = try made()
    #expect(empty.outcome == .incomplete)
    #expect(
      empty.shortfalls.map(\.plain) == [
        """
        There is nothing to reconcile: no job was requested and no payment was made in 19 March 2023. Check the window; \
        --allow-empty says that it is as it should be.
        """
      ])
    settings.allowEmpty = true
    let allowed = try made()
    #expect(allowed.outcome == .nothing)
    #expect(
      try ReconciliationReport(allowed).title.plain == "NOTHING TO RECONCILE — 19 March 2023: no job and no payment")
  }
}
