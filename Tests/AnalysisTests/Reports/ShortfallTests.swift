import Testing

@testable import Analysis

/// What makes an audit incomplete, and what the report says of it.
struct ShortfallTests {
  private static let lines = [ExampleLine](repeating: .complete, count: 4).numbered

  private func judge(_ change: (inout AuditSettings) -> Void) -> (audit: Audit, settings: AuditSettings, report: String)
  {
    var settings = AuditSettings()
    change(&settings)
    let audit = audit(list(Self.lines), settings: settings).audit
    return (audit, settings, markdown(audit, settings))
  }

  @Test(arguments: [
    (7, "3 production lines missing", "3 production lines are missing: 7 were expected, 4 were counted."),
    (5, "1 production line missing", "1 production line is missing: 5 were expected, 4 were counted."),
    (
      3, "1 production line more than expected",
      "There is 1 production line more than expected: 3 were expected, 4 were counted."
    ),
    (
      1, "3 production lines more than expected",
      "There are 3 production lines more than expected: 1 was expected, 4 were counted."
    ),
  ])
  func `another number than expected is incomplete and says by how many`(expected: Int, cause: String, text: String) {
    let (audit, settings, report) = judge { $0.expectCount = expected }
    #expect(audit.outcome(settings) == .incomplete)
    #expect(report.hasPrefix("# Token audit: INCOMPLETE — \(cause); 0 of 4 "))
    #expect(report.contains("\nDo not rely on this audit: \(text)\n"))
    #expect(report.contains("| Is the data complete? | no: \(cause); see Coverage and provenance |"))
    #expect(report.contains("| you | \(cause) | Check that every list was saved whole"))
    #expect(report.contains("`--expect-count \(expected)`"))
  }

  @Test func `the expected number is complete and says so`() {
    let (audit, settings, report) = judge { $0.expectCount = 4 }
    #expect(audit.outcome(settings) == .pass)
    #expect(report.contains("yes: 1 source read to the end, and 4 production lines as expected"))
  }

  @Test func `what is expected is counted after the window`() {
    let window = TimeWindow(from: Timestamp("2024-03-20T00:00:00.000Z"))
    let lines = (Self.lines + [.requested]).numbered
    var settings = TimeWindowTests.settings(window)
    settings.expectCount = 1
    #expect(audit(list(lines), settings: settings).audit.outcome(settings) == .pass)
    settings.expectCount = 5
    let five = audit(list(lines), settings: settings).audit
    #expect(five.shortfalls(settings) == [.count(expected: 5, counted: 1, inWindow: true)])
    #expect(markdown(five, settings).contains("5 were expected, 1 was counted for this window."))
  }

  @Test func `an empty window is incomplete until it is accepted`() {
    let window = TimeWindow(to: Timestamp("2020-01-01T00:00:00.000Z"))
    let refused = judge { $0.window = window }
    #expect(refused.audit.outcome(refused.settings) == .incomplete)
    #expect(refused.report.hasPrefix("# Token audit: INCOMPLETE — no production line ended in the window\n"))
    #expect(refused.report.contains("No production line ended in this window. If that is right, say so with"))
    let accepted = judge {
      $0.window = window
      $0.allowEmpty = true
    }
    #expect(accepted.audit.outcome(accepted.settings) == .pass)
    #expect(
      accepted.report.hasPrefix(
        """
        # Token audit: PASS — no production line ended in the window

        No production line ended in this window.
        """))
    #expect(accepted.report.contains("that ended outside it, and left out: 4"))
  }

  @Test func `what has not ended yet fills no window`() {
    var settings = TimeWindowTests.settings(TimeWindow(from: Timestamp("2030-01-01T00:00:00.000Z")))
    settings.severities["line-stuck"] = .off
    for lines: [ExampleLine] in [[.requested], (Self.lines + [.requested]).numbered] {
      let made = audit(list(lines), settings: settings).audit
      #expect(made.productionLines == 1 && made.shortfalls(settings) == [.emptyWindow])
      #expect(
        markdown(made, settings).hasPrefix(
          "# Token audit: INCOMPLETE — no production line ended in the window; "), "\(markdown(made, settings))")
    }
    settings.allowEmpty = true
    let accepted = audit(list([.requested]), settings: settings).audit
    #expect(markdown(accepted, settings).hasPrefix("# Token audit: PASS — 1 production line, nothing found\n"))
  }

  @Test func `rules that could not be tested where they apply are no agreement`() {
    let unknown = ExampleLine.complete.with(.alphabet, #""MINE""#)
    let report = markdown(audit(list([unknown])).audit, AuditSettings())
    #expect(
      report.contains("| Do the service's figures agree? | in part: ") && report.contains("on up to 1 production line"),
      "\(report.prefix(900))")
    #expect(report.contains("mostly as the alphabet is not known, or can't be used"))
    // What is about other production lines is no gap.
    for lines: [ExampleLine] in [[.complete], [.partial], [.complete, .requested].numbered] {
      var settings = AuditSettings()
      settings.severities["line-stuck"] = .off
      let report = markdown(audit(list(lines), settings: settings).audit, settings)
      #expect(report.contains("| Do the service's figures agree? | yes: "), "\(report.prefix(900))")
    }
  }

  @Test func `when no rule could be tested the report says so`() {
    let (audit, settings, report) = judge { settings in
      for rule in Rulebook.all where rule.code != "progress-range" { settings.severities[rule.code] = .off }
    }
    #expect(audit.shortfalls(settings) == [.nothingTestable])
    #expect(report.contains("No rule could be tested, so nothing was proven."))
  }

  @Test func `an error is named beside what is missing`() {
    var settings = AuditSettings()
    settings.expectCount = 2
    let report = markdown(audit(list([.complete.with(.dataSize, "1")]), settings: settings).audit, settings)
    #expect(report.contains("\nDo not rely on this audit: 1 production line is missing"))
    #expect(report.contains("\nDo not release production line"))
  }
}
