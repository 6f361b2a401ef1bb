import Testing

@testable import Analysis

/// Matched jobs that were paid for, and of which the lists show no result.
struct UndeliveredTests {
  private static func early(_ number: Int, _ status: String) -> ExampleLine {
    ExampleLine.complete.numbered(number).with(.status, "\"\(status)\"").without(.filesizes).without(.started)
      .without(.ended).without(.finished).without(.rate).without(.checksum)
  }

  private func made(_ lines: [ExampleLine], _ rows: [String]) throws -> Reconciliation {
    try reconcile([("list.json", list(lines))], [("a.csv", .payments, dashboard(rows))])
  }

  @Test func `what was paid for and has no result is a note on the first page`() throws {
    let lines: [ExampleLine] = [
      .complete.numbered(10), Self.early(11, "requested"),
      Self.early(12, "deleted").with(.deleted, #""2024-03-19T14:00:00.000Z""#), Self.early(13, "requested"),
    ]
    let rows = [
      paid(10), paid(11), paid(12, "5.00", currency: "usd"), paid(13, refunded: "39.99", status: "Refunded"),
    ]
    let made = try made(lines, rows)
    #expect(made.counts == "matched 4 | matched 4")
    let report = try ReconciliationReport(made)
    let words = """
      Note: 1 matched job was deleted before it ended; 1 matched job has not ended. What was paid for that, and not given \
      back: EUR 39.99, USD 5.00. `tokaudit audit` tells more.
      """
    #expect(MarkdownFormat.text(of: report.report).contains(words))
    let json = ReconciliationJSON.head(report).filter { !$0.isWhitespace }
    #expect(json.contains(#""undelivered":{"deleted":1,"notEnded":1,"retainedMinor":{"EUR":3999,"USD":500}}"#))
    #expect(made.outcome == .reconciled)
  }

  @Test func `without such jobs nothing is said`() throws {
    let made = try made([.complete.numbered(10), Self.early(11, "requested")], [paid(10)])
    #expect(made.undelivered.sums.isEmpty)
    #expect(try !MarkdownFormat.text(of: ReconciliationReport(made).report).contains("Note: "))
  }
}
