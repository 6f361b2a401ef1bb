import Testing

@testable import Analysis

/// A rule that fails wherever it can be tested speaks of the format, not of single production lines.
struct WholeFormatTests {
  private static let wrong = ExampleLine.complete.with(.dataSize, "1")
  private static let sentence = "probably the service's format has changed"

  private func report(_ lines: [ExampleLine], _ change: (inout AuditSettings) -> Void = { _ in }) -> String {
    var settings = AuditSettings()
    change(&settings)
    return markdown(audit(list(lines.numbered), settings: settings).audit, settings)
  }

  private func wrong(_ count: Int) -> [ExampleLine] { [ExampleLine](repeating: Self.wrong, count: count) }

  @Test func `20 production lines are enough, 19 are not`() {
    #expect(!report(wrong(19)).contains(Self.sentence))
    let report = report(wrong(20))
    #expect(
      report.contains(
        """
        errors, 0 have warnings

        Rule `data-file-size` fails on all 20 production lines on which it can be tested: probably the service's format \
        has changed, or the rule no longer holds.

        Evidence
        """))
  }

  @Test func `production lines on which the rule can't be tested don't count`() {
    let untestable = [ExampleLine](repeating: .requested, count: 30)
    #expect(!report(wrong(19) + untestable).contains(Self.sentence))
    #expect(report(untestable + wrong(20)).contains("fails on all 20 production lines"))
  }

  @Test func `one production line that passes is enough against it`() {
    #expect(!report(wrong(40) + [.complete]).contains(Self.sentence))
    #expect(report(wrong(40) + [.complete]).contains("\nDo not release production line"))
  }

  @Test func `three examples are shown instead of all, and the table of findings has all`() {
    let shown = report(wrong(25))
    #expect(shown.split(separator: "\n").count { $0.contains("| `test.json`, number") } == 3)
    #expect(
      shown.contains(
        "It fails on all 25 production lines on which it can be tested, so only 3 examples are shown; all with"))
    #expect(audit(list(wrong(25).numbered)).heard.findings.count { $0.rule.code == "data-file-size" } == 25)
    #expect(report(wrong(25)) { $0.maxRows = 1 }.contains("so only 1 example is shown"))
    #expect(report(wrong(25)) { $0.maxRows = 0 }.contains("so no example is shown; all with"))
  }

  @Test func `what to do comes before holding everything`() {
    let row = report(wrong(25)).split(separator: "\n").first { $0.hasPrefix("| you, then the service |") } ?? ""
    #expect(
      row.hasPrefix(
        """
        | you, then the service | `data-file-size` fails on all 25. | Compare with the service's documentation and \
        changelog before you hold everything. If the rule still holds: 
        """))
    #expect(row.hasSuffix("| 25 | yes |"))
  }

  @Test func `a warning about all comes before an error of one, and hides none`() throws {
    let lines = [ExampleLine](repeating: .complete.with(.rate, "20000"), count: 20) + wrong(1).map { $0.without(.rate) }
    let report = report(lines)
    let warning = try #require(report.firstRange(of: "Rule `rate-plausible` fails on all 20"))
    let error = try #require(report.firstRange(of: "Do not release production line"))
    #expect(warning.lowerBound < error.lowerBound)
    let headings = report.split(separator: "\n").filter { $0.hasPrefix("### ") }
    #expect(headings.first?.hasPrefix("### `rate-plausible` (warning)") == true)
    #expect(headings.dropFirst().first?.contains("(error)") == true)
  }

  @Test func `several rules stand in one sentence`() {
    let report = report([ExampleLine](repeating: Self.wrong.with(.partial, "true"), count: 20))
    #expect(report.contains("rules fail on all production lines on which they can be tested (`data-file-size` on 20, "))
  }

  @Test func `a note comes first among the findings, but makes no headline`() {
    let report = report(wrong(20)) { $0.severities["data-file-size"] = .note }
    #expect(!report.contains(Self.sentence))
    #expect(report.contains("only 3 examples are shown"))
  }

  @Test func `a rule that compares with what the user has set says nothing about the format`() {
    let report = report([ExampleLine](repeating: .complete, count: 30)) {
      $0.asOf = Timestamp("2020-01-01T00:00:00.000Z")
    }
    #expect(report.contains("`timestamp-future` (warning)"))
    #expect(!report.contains(Self.sentence))
  }

  @Test func `token files and orders that are missing say nothing about the format`() {
    var tally = RuleTally()
    tally.failed = 40
    let aboutFormat = [TokenShape.about.code, TokenFileSize.about.code]
    for rule in Rulebook.tokenRules + Rulebook.rulesOfOrders where !aboutFormat.contains(rule.about.code) {
      #expect(!WholeFormat.isSuspected(by: rule.about, tally), "\(rule.about.code)")
    }
  }

  @Test func `catalogue entries are no production lines`() {
    var tally = RuleTally()
    tally.failed = 40
    #expect(!WholeFormat.isSuspected(by: AlphabetConsistent.about, tally))
    for rule in [DataFileSize.about, TokenShape.about, TokenFileSize.about] {
      #expect(WholeFormat.isSuspected(by: rule, tally), "\(rule.code)")
    }
  }
}
