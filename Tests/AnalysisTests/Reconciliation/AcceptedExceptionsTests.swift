import Testing

@testable import Analysis

/// What an acceptance, or a prior report, covers of an exception: the flags and the severity that it states.
struct AcceptedExceptionsTests {
  private func made(
    _ row: String, accepted: String? = nil, previous: PreviousExceptions? = nil, amount: String? = nil
  ) throws -> Reconciliation {
    try reconcile(
      [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([row]))],
      expected: amount.map {
        try ExpectedAmounts(MemorySource("payment_intent,amount,currency\n\(intent(10)),\($0),EUR\n"))
      }, accepted: accepted.map { try AcceptedExceptions(MemorySource($0), asOf: nil) }, previous: previous)
  }

  private func signed(_ made: Reconciliation) throws -> String {
    let rows = try made.discrepancies.map { ExceptionsTable.row($0) }.joined()
    return ExceptionsTable.header + rows.replacing(",,,\r\n", with: ",me,agreed,\r\n")
  }

  private func text(_ made: Reconciliation) throws -> String {
    MarkdownFormat.text(of: try ReconciliationReport(made).report)
  }

  private func report(_ made: Reconciliation) throws -> PreviousExceptions {
    let rows = try made.discrepancies.map { ReconciliationJSON.row($0) }.joined(separator: ",")
    let head = try ReconciliationJSON.head(ReconciliationReport(made))
    return try PreviousExceptions(MemorySource(head + rows + JSONFormat.tail(isEmpty: rows.isEmpty)))
  }

  @Test func `an acceptance covers the flags that were signed off, and fewer`() throws {
    let table = try signed(made(paid(10, refunded: "5.00", disputed: "3.00")))
    for row in [paid(10, refunded: "6.00", disputed: "3.00"), paid(10, refunded: "5.00"), paid(10, disputed: "3.00")] {
      let made = try made(row, accepted: table)
      #expect(made.openCount(from: .note) == 0 && made.acceptances?.stale.count == 0)
      #expect(try text(made).contains("## Accepted exceptions\n\n1 exception signed off, 1 of them still there."))
    }
    let shown = try text(made(paid(10, refunded: "5.00"), accepted: table))
    #expect(shown.contains("| `matched`, `refunded-part` | `\(intent(10))` | `me` | `agreed` |"), "\(shown)")
  }

  @Test func `an error that comes after a warning was signed off is open, and said`() throws {
    let table = try signed(made(paid(10, refunded: "5.00")))
    let part = "Accepted for `matched`, `refunded-part`, now also"
    let graver = "; then of severity warning, now error."
    for (row, amount, words) in [
      (paid(10, refunded: "40.00"), nil, "\(part) `refunded-over`\(graver)"),
      (paid(10, refunded: "5.00"), "40.00", "\(part) `amount-mismatch`\(graver)"),
      (paid(10, refunded: "5.00", disputed: "3.00"), nil, "\(part) `disputed`."),
    ] {
      let made = try made(row, accepted: table, amount: amount)
      #expect(made.openCount(from: .warning) == 1)
      #expect(made.outcome == (words.hasSuffix("error.") ? .exceptions : .reconciled))
      #expect(try made.discrepancies[0].explanation.plain.hasSuffix(words.replacing("`", with: "")))
      let shown = try text(made)
      #expect(
        shown.contains("1 exception open though an acceptance names it, which doesn't cover what is there now. `"))
      #expect(shown.contains(words), "\(shown)")
      #expect(!shown.contains("no longer needed"))
      let head = try ReconciliationJSON.head(ReconciliationReport(made))
      #expect(head.contains(#""outgrown": ["\#(try made.discrepancies[0].id)"]"#), "\(head)")
      // Signed off once more, it is accepted.
      let again = try self.made(row, accepted: signed(made), amount: amount)
      #expect(again.openCount(from: .note) == 0)
    }
  }

  @Test func `a refund in full that was signed off covers no payment that was kept`() throws {
    let rows = [paid(11, refunded: "39.99", status: "Refunded"), paid(11)]
    let table = try signed(made(rows[0])).replacing(",me,agreed", with: ",me,refunded")
    #expect(try made(rows[0], accepted: table).discrepancies.map { $0.acceptance != nil } == [true, true])
    let kept = try made(rows[1], accepted: table).discrepancies.filter { $0.category == .paidNoProduction }
    #expect(kept.map { $0.acceptance == nil } == [true])
    #expect(kept[0].explanation.plain.hasSuffix("; then of severity note, now error."))
  }

  @Test func `a table without flags or severity covers the category alone, and its rows are named`() throws {
    let found = try made(paid(10, refunded: "5.00")).discrepancies[0]
    let other = try made(paid(11)).discrepancies.filter { $0.category == .noPayment }[0]
    for head in ["", ",flags", ",severity", ",flags,severity"] {
      let cells = head.isEmpty ? "" : head == ",severity" ? ",warning" : ",refunded-part"
      let rest = head == ",flags,severity" ? "\(cells),grave" : cells
      let table = "exception_id,category,accepted_by\(head)\n\(found.id),matched,me\(rest)\n"
      let made = try made(paid(10, refunded: "5.00"), accepted: table)
      #expect(made.openCount(from: .warning) == 1)
      let shown = try text(made)
      #expect(
        shown.contains(
          "1 acceptance without flags or severity, covering the category alone: `\(found.id)` (`matched`"), "\(shown)")
      #expect(shown.contains("names it without flags and severity, and covers the category `matched` alone."))
    }
    let table = "exception_id,accepted_by\n\(other.id),me\n"
    let made = try made(paid(11), accepted: table)
    #expect(try made.discrepancies.filter { $0.acceptance != nil }.map(\.category) == [.noPayment])
  }

  @Test func `an exception with a flag or a severity that it did not have then is new`() throws {
    let before = try report(made(paid(10, refunded: "5.00")))
    let same = try made(paid(10, refunded: "6.00"), previous: before)
    #expect(same.newCount(from: .note) == 0 && same.renamed == 0)
    let over = try made(paid(10, refunded: "40.00"), previous: before)
    #expect(over.newCount(from: .error) == 1 && over.renamed == 1 && over.closed?.isEmpty == true)
    #expect(try text(over).contains("New: 1, open: 0, resolved: 0, of another code, or more of it, now: 1."))
    let fewer = try made(
      paid(10, refunded: "5.00"), previous: report(made(paid(10, refunded: "5.00", disputed: "1.00"))))
    #expect(fewer.newCount(from: .note) == 0 && fewer.closed?.isEmpty == true)
    let back = try report(made(paid(11, refunded: "39.99", status: "Refunded")))
    #expect(try made(paid(11), previous: back).newCount(from: .error) == 1)
  }
}
