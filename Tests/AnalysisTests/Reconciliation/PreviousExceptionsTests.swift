import Testing

@testable import Analysis

/// Exceptions of a prior report: which are told once more, and which are resolved.
struct PreviousExceptionsTests {
  private func made(
    _ rows: [String], _ settings: ReconciliationSettings = ReconciliationSettings(),
    accepted: AcceptedExceptions? = nil, previous: PreviousExceptions? = nil
  ) throws -> Reconciliation {
    try reconcile(
      [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(rows))], settings,
      accepted: accepted, previous: previous)
  }

  private func report(_ made: Reconciliation) throws -> PreviousExceptions {
    let rows = try made.discrepancies.map { ReconciliationJSON.row($0) }.joined(separator: ",")
    let head = try ReconciliationJSON.head(ReconciliationReport(made))
    return try PreviousExceptions(MemorySource(head + rows + JSONFormat.tail(isEmpty: rows.isEmpty)))
  }

  @Test func `what was accepted then is new once when the acceptance has ended`() throws {
    let rows = [paid(10), paid(11)]
    let open = try made(rows)
    let table = ExceptionsTable.header + (try open.discrepancies.map { ExceptionsTable.row($0) }.joined())
    let accepted = try made(
      rows,
      accepted: AcceptedExceptions(
        MemorySource(table.replacing(",,,\r\n", with: ",me,agreed,\r\n")), asOf: nil), previous: try report(open))
    #expect(accepted.newCount(from: .error) == 0 && accepted.openCount(from: .error) == 0)
    #expect(try accepted.discrepancies.map(\.isKnown) == [true])
    let ended = try made(rows, previous: try report(accepted))
    #expect(ended.newCount(from: .error) == 1 && ended.resolvedCount == 0)
    let next = try made(rows, previous: try report(ended))
    #expect(next.newCount(from: .error) == 0 && next.openCount(from: .error) == 1)
  }

  @Test func `what has left the window is not resolved`() throws {
    func day(_ number: Int) -> ReconciliationSettings {
      var settings = ReconciliationSettings()
      settings.window = TimeWindow(
        from: Timestamp("2024-03-\(number)T00:00:00.000Z"), to: Timestamp("2024-03-\(number + 1)T00:00:00.000Z"))
      return settings
    }
    let open = try made([paid(10), paid(11)], day(19))
    #expect(open.count == 1 && open.resolvedCount == nil)
    #expect(try made([paid(10)], day(19), previous: try report(open)).resolvedCount == 1)
    let later = try made(
      [paid(10), paid(11), paid(12, at: "2024-03-20 11:00:00")], day(20), previous: try report(open))
    #expect(later.resolved?.count == 1 && later.resolvedCount == 0)
  }
}
