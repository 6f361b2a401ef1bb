import Testing

@testable import Analysis

/// An amount of a production line is that of all its parts together.
struct PartAmountsTests {
  private static let line = "6F0C0D7E-0b1c-4a52-9f5e-000000000010"
  private static func transaction(_ number: Int) -> String { "\"a3b1c2d4-5e6f-4711-8899-0000000000\(number)\"" }
  private let first = ExampleLine.partial.numbered(10)
  private let second = ExampleLine.partial.numbered(10).with(.requested, #""2024-03-19T14:00:00.000Z""#)
    .with(.paymentIntent, "\"\(intent(11))\"").with(.transactionID, transaction(11))

  private func made(
    _ rows: [String], _ amounts: String..., lines: [ExampleLine]? = nil, window: TimeWindow? = nil
  ) throws -> Reconciliation {
    let table = (["payment_intent,line_id,amount,currency"] + amounts).joined(separator: "\n") + "\n"
    var settings = ReconciliationSettings()
    settings.window = window
    let lists = (lines ?? [second, first]).enumerated().map { ("\($0).json", list([$1])) }
    return try reconcile(
      lists, [("a.csv", .payments, dashboard(rows))], settings, expected: ExpectedAmounts(MemorySource(table)))
  }

  @Test func `what was paid for the parts is added up`() throws {
    let made = try made([paid(10, "12.50"), paid(11, "12.50")], ",\(Self.line),25.00,EUR")
    #expect(made.counts == "matched 2 | matched 2")
    #expect(try made.words == [] && made.jobsWithAmounts == 2)
  }

  @Test func `parts that cost another amount together are said once, with what was added up`() throws {
    let made = try made([paid(10, "12.50"), paid(11, "11.50")], ",\(Self.line),25.00,EUR")
    #expect(try made.words == ["matched+amount-mismatch 10 10", "matched+amount-mismatch 11 10"])
    for found in try made.discrepancies {
      #expect(found.expected == 2500 && found.difference == -100)
      #expect(
        found.explanation.plain == """
          Expected for the 2 parts of its production line together: EUR 25.00; paid by \(intent(10)) EUR 12.50, \
          \(intent(11)) EUR 11.50.
          """)
    }
    let title = try ReconciliationReport(made).title.plain
    #expect(title.hasSuffix("2 items with another amount than expected, the difference is EUR -1.00"), "\(title)")
  }

  @Test func `a payment of several parts is named once, and what it differs by counts once`() throws {
    let shared = second.with(.paymentIntent, "\"\(intent(10))\"").with(.transactionID, Self.transaction(10))
    let made = try made([paid(10, "39.00")], ",\(Self.line),40.00,EUR", lines: [shared, first])
    let explanations = try made.discrepancies.filter { $0.flags.contains(.amountMismatch) }.map(\.explanation.plain)
    #expect(!explanations.isEmpty)
    for text in explanations {
      #expect(text.contains("together: EUR 40.00; paid by \(intent(10)) EUR 39.00."), "\(text)")
    }
    // With another job the payment is compared as a whole.
    let other = ExampleLine.partial.numbered(20).with(.paymentIntent, "\"\(intent(10))\"")
      .with(.transactionID, Self.transaction(10))
    let id = "6f0c0d7e-0b1c-4a52-9f5e-000000000020"
    let all = try self.made(
      [paid(10, "39.00")], ",\(Self.line),30.00,EUR", ",\(id),10.00,EUR", lines: [shared, first, other])
    let title = try ReconciliationReport(all).title.plain
    #expect(title.contains("the difference is EUR -1.00"), "\(title)")
  }

  @Test func `parts of which not every payment is known are not tested`() throws {
    for rows in [[paid(10, "12.50")], [paid(10, "12.50"), paid(11, "12.50", status: "Failed")]] {
      let made = try made(rows, ",\(Self.line),25.00,EUR")
      #expect(made.jobsWithAmounts == 0)
      #expect(try made.discrepancies.allSatisfy { !$0.flags.contains(.amountMismatch) && $0.expected == nil })
    }
    let dollars = try made([paid(10, "12.50"), paid(11, "12.50", currency: "usd")], ",\(Self.line),25.00,EUR")
    #expect(try dollars.words == ["matched+currency-mismatch 11 10"])
  }

  @Test func `parts outside the window are added up too`() throws {
    let window = TimeWindow(from: Timestamp("2024-03-19T13:30:00.000Z"), to: nil)
    let rows = [paid(10, "12.50"), paid(11, "12.50")]
    #expect(try made(rows, ",\(Self.line),25.00,EUR", window: window).words == [])
    #expect(try made(rows, ",\(Self.line),12.50,EUR", window: window).words == ["matched+amount-mismatch 11 10"])
  }

  @Test func `an amount of a payment stands for itself, and that of the production line for all parts`() throws {
    let made = try made(
      [paid(10, "12.50"), paid(11, "12.50")], "\(intent(10)),,12.00,EUR", ",\(Self.line),25.00,EUR")
    #expect(try made.words == ["matched+amount-mismatch 10 10"])
  }

  @Test func `parts that share a payment have one amount`() throws {
    let shared = first.with(.requested, #""2024-03-19T14:00:00.000Z""#)
    let other = ExampleLine.complete.numbered(12).with(.paymentIntent, "\"\(intent(10))\"").with(
      .transactionID, Self.transaction(10))
    let amount = ",\(Self.line),25.00,EUR"
    #expect(
      try made([paid(10, "25.00")], amount, lines: [first, shared]).words == [
        "shared-payment 10 10", "shared-payment 10 10",
      ])
    let more = ",\(Self.line.replacing("10", with: "12")),5.00,EUR"
    let all = try made([paid(10, "30.00")], amount, more, lines: [first, shared, other])
    #expect(all.jobsWithAmounts == 3)
    #expect(try all.discrepancies.allSatisfy { $0.flags.isEmpty })
    // A payment of one part and of another job can't be told apart.
    let mixed = try made([paid(10, "30.00"), paid(11, "12.50")], amount, more, lines: [first, second, other])
    #expect(mixed.jobsWithAmounts == 0)
  }
}
