import Testing

@testable import Analysis

/// Which production lines count when a window is set.
struct TimeWindowTests {
  /// 12:00 to 13:00, of the day on which the examples ended.
  static let hour = TimeWindow(from: Timestamp("2024-03-19T12:00:00.000Z"), to: Timestamp("2024-03-19T13:00:00.000Z"))

  static func settings(_ window: TimeWindow) -> AuditSettings {
    var settings = AuditSettings()
    settings.window = window
    return settings
  }

  /// Production lines that end before, at the first and last moment of, and after the hour; those that have not ended;
  /// and those whose end can't be read.
  static let lines: [ExampleLine] = [
    .complete.ended("11:59:59.999"), .complete.ended("12:00:00.000"), .requested, .complete.ended("12:59:59.999"),
    .complete.ended("13:00:00.000"), .complete.with(.ended, #""today""#), .complete.with(.ended, "7"),
    .complete.with(path: "attributes.timestamps", "[]"), .complete.without(.ended),
  ].numbered

  @Test func `the window begins with its first moment and ends before its last`() {
    let (audit, heard) = audit(list(Self.lines), settings: Self.settings(Self.hour))
    #expect(heard.lines.map(\.line.index) == [1, 2, 3, 5, 6, 7, 8])
    #expect(!heard.findings.contains { [0, 4].contains($0.index) })
    #expect(audit.productionLines == 7)
    #expect(audit.linesRead == 9)
    #expect(audit.sources.map(\.productionLines) == [9])
    #expect(audit.windowCounts.inside == 2)
    #expect(audit.windowCounts.outside == 2)
    #expect(audit.windowCounts.carriedOver == 2)
    #expect(audit.windowCounts.unreadable == 3)
    for tally in audit.tallies.prefix(Rulebook.lineRules.count) where tally.tested > 0 || tally.notTestable.total > 0 {
      #expect(tally.tested + tally.notTestable.total == 7)
    }
  }

  @Test(arguments: ["5", "[]"])
  func `whether it ended can't be told of a production line whose attributes can't be read`(attributes: String) {
    for line: ExampleLine in [.complete.with(.attributes, attributes), .complete.twice(.attributes, attributes)] {
      #expect(audit(list([line]), settings: Self.settings(Self.hour)).audit.windowCounts.unreadable == 1)
    }
  }

  @Test func `what was deleted before it ended counts by the time of that`() {
    let deleted = ExampleLine.requested.with(.status, #""deleted""#)
    let lines = [
      deleted.with(.deleted, #""2024-03-19T12:30:00.000Z""#), deleted.with(.deleted, #""2024-03-19T13:00:00.000Z""#),
      deleted, deleted.with(.deleted, #""today""#), .requested,
    ].numbered
    let counts = audit(list(lines), settings: Self.settings(Self.hour)).audit.windowCounts
    #expect(counts.inside == 0 && counts.deleted == 1 && counts.outside == 1)
    #expect(counts.unreadable == 2 && counts.carriedOver == 1)
    // It is judged, and is none that was delivered.
    let alone = audit(list([lines[0]]), settings: Self.settings(Self.hour)).audit
    #expect(alone.productionLines == 1 && alone.shortfalls(Self.settings(Self.hour)) == [.emptyWindow])
  }

  @Test func `a window may be open at either end`() {
    let late = audit(list(Self.lines), settings: Self.settings(TimeWindow(from: Self.hour.from)))
    #expect(late.audit.windowCounts.outside == 1)
    let early = audit(list(Self.lines), settings: Self.settings(TimeWindow(to: Self.hour.to)))
    #expect(early.audit.windowCounts.outside == 1)
    #expect(early.heard.lines.first?.line.index == 0)
  }

  @Test func `without a window nothing is left out and nothing is said of one`() {
    let (audit, heard) = audit(list(Self.lines))
    #expect(heard.lines.count == 9)
    #expect(audit.windowCounts == WindowCounts())
    #expect(!markdown(audit).contains("Window:"))
  }

  @Test func `what the window leaves is what it leaves however the input is cut`() {
    var many: [ExampleLine] = []
    for number in 0..<700 { many.append(.complete.ended(number % 3 == 0 ? "12:30:00.000" : "15:00:00.000")) }
    let text = list(many.numbered)
    let whole = audit(text, settings: Self.settings(Self.hour))
    let cut = audit(text, settings: Self.settings(Self.hour), windowSize: 4096, piece: 1000)
    #expect(whole.heard.lines.map(\.line.index) == Array(stride(from: 0, to: 700, by: 3)))
    #expect(cut.heard.lines.map(\.line.index) == whole.heard.lines.map(\.line.index))
    #expect(markdown(cut.audit, Self.settings(Self.hour)) == markdown(whole.audit, Self.settings(Self.hour)))
  }

  @Test func `alphabets that are not known outside the window are nobody's concern`() {
    let lines: [ExampleLine] = [.complete.ended("15:00:00.000").with(.alphabet, #""MINE""#), .complete]
    let (audit, _) = audit(list(lines.numbered), settings: Self.settings(Self.hour))
    #expect(audit.unknownAlphabets.total == 0)
    #expect(audit.latest == Timestamp("2024-03-19T15:00:00.000Z"), "the latest time is that of the whole data")
  }

  @Test func `the report says what was left out and names the window`() {
    let settings = Self.settings(Self.hour)
    let report = markdown(audit(list(Self.lines), settings: settings).audit, settings)
    #expect(
      report.contains(
        """
        Window: what ended at or after 2024-03-19T12:00:00.000Z and before 2024-03-19T13:00:00.000Z. Production lines \
        that ended in it: 2; that ended outside it, and left out: 2; that have not ended, and carried over: 2; whose \
        end can't be read, and kept: 3.
        """))
    #expect(report.contains("`--from 2024-03-19T12:00:00.000Z`, `--to 2024-03-19T13:00:00.000Z`"))
  }
}
