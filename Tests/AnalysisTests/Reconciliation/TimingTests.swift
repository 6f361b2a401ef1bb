import Testing

@testable import Analysis

/// `timing` as a category, which the end of the window decides, and as a flag, which has a step of its own.
struct TimingTests {
  private func made(
    _ rows: [String], _ lines: [ExampleLine] = [.complete.numbered(10)], _ settings: ReconciliationSettings = .init()
  ) throws -> Reconciliation {
    try reconcile([("1.json", list(lines))], [("a.csv", .payments, dashboard(rows))], settings)
  }

  @Test func `the moment at which ages are counted changes no category`() throws {
    let rows = [paid(10), paid(11, at: "2024-03-19 11:00:00")]
    let latest = try #require(try made(rows).asOf)
    for window in [nil, TimeWindow(from: Timestamp("2024-03-19T00:00:00.000Z"), to: nil)] {
      for moment in [latest, Timestamp("2024-03-19T11:00:00.000Z"), Timestamp("2024-06-01T00:00:00.000Z")] {
        var settings = ReconciliationSettings()
        settings.window = window
        let standard = try made(rows, [.complete.numbered(10)], settings)
        settings.asOf = moment
        let given = try made(rows, [.complete.numbered(10)], settings)
        #expect(try given.words == ["paid-no-production 11 "] && given.outcome == .exceptions)
        #expect(given.counts == standard.counts)
        guard moment == latest else { continue }
        #expect(
          try given.discrepancies.map { ExceptionsTable.row($0) }
            == standard.discrepancies.map { ExceptionsTable.row($0) })
      }
    }
  }

  @Test func `shortly before the end of the window production may still come, whenever ages are counted`() throws {
    var settings = ReconciliationSettings()
    settings.window = TimeWindow(from: nil, to: Timestamp("2024-03-22T00:00:00.000Z"))
    for moment in [nil, Timestamp("2024-03-19T13:00:00.000Z"), Timestamp("2024-06-01T00:00:00.000Z")] {
      settings.asOf = moment
      let rows = [paid(10), paid(11, at: "2024-03-18 23:59:59"), paid(12, at: "2024-03-19 00:00:00")]
      #expect(try made(rows, [.complete.numbered(10)], settings).words == ["paid-no-production 11 ", "timing 12 "])
    }
  }

  @Test func `production that is there and started at another time has a step of its own`() throws {
    let settings = ReconciliationTests.day
    let late = ReconciliationRules.stepOfLateStart
    let awaited = "Look for the production in the next reconciliation"
    for start in ["2024-03-19 12:53:00", "2024-03-19 06:00:00"] {
      let made = try made(
        [paid(10, at: start), paid(11, at: "2024-03-19 23:30:00")], [.complete.numbered(10)], settings)
      #expect(try made.words == ["matched+timing 10 10", "timing 11 "])
      #expect(try made.discrepancies.map(\.nextStep) == [late, awaited])
      let groups = try ReconciliationReport(made).groups
      #expect(groups.map(\.code) == ["timing", "timing"] && groups.map(\.nextStep) == [awaited, late])
      #expect(
        groups.map(\.headline.plain) == [
          "1 payment, EUR 39.99, whose production may still come",
          "1 production line, EUR 39.99, with a start before its payment, or long after it",
        ])
    }
    #expect(ReconciliationRules.all.count { $0.info.code == "timing" } == 1)
  }
}
