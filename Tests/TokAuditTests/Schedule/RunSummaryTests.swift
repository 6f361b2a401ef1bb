import Testing

@testable import Analysis
@testable import TokAudit

/// The three rows that can be a page.
struct RunSummaryTests {
  private var record: RunRecord {
    var record = RunRecord()
    (record.job, record.day, record.outcome) = ("nightly", "2026-11-22", .fail)
    (record.newFindings, record.newBySeverity, record.productionLines) = (1, [.error: 1], 412)
    return record
  }

  private var finding: Finding {
    var finding = Finding(rule: DataFileSize.about, severity: .error)
    (finding.subject, finding.field) = ("6f0c", "filesizes.data")
    (finding.expected, finding.actual, finding.unit) = ("124415", "124399", "bytes")
    return finding
  }

  @Test func `a page says how it ended, what is wrong, who acts, and where to read on`() {
    let text = RunSummary.text(record, was: .pass, finding: finding, place: "/r/nightly/2026-11-22/report.md")
    #expect(
      text == """
        tokaudit nightly 2026-11-22 FAIL (was PASS): 1 new error, 0 resolved, 412 production lines
        data-file-size: production line 6f0c, filesizes.data 124415 → 124399 bytes; who acts: you, then the service; urgent: tokens affected
        report: /r/nightly/2026-11-22/report.md; tokaudit rules data-file-size

        """)
  }

  @Test func `counts are by severity, and nothing new is said so`() {
    var record = record
    record.newBySeverity = [.error: 0, .warning: 2, .note: 1, .off: 0]
    (record.newFindings, record.resolved, record.productionLines, record.outcome) = (3, 5, 1, .pass)
    let text = RunSummary.text(record, was: nil, finding: nil, place: "r")
    #expect(
      text.hasPrefix("tokaudit nightly 2026-11-22 PASS: 2 new warnings, 1 new note, 5 resolved, 1 production line\n"))
    record.resolvedExceptions = 1
    #expect(
      RunSummary.text(record, was: nil, finding: nil, place: "r")
        .contains(", 5 resolved, 1 payment exception resolved, 1 production line\n"))
    record.resolvedExceptions = 0
    record.newBySeverity = [:]
    record.newFindings = 0
    #expect(
      RunSummary.text(record, was: .incomplete, finding: nil, place: "r")
        == "tokaudit nightly 2026-11-22 PASS (was INCOMPLETE): 0 new findings, 5 resolved, 1 production line\n"
        + "nothing new\nreport: r\n")
  }

  @Test func `what only comes from a rule that was off is said`() {
    var record = record
    record.newFromRules = 1
    let text = RunSummary.text(record, was: .pass, finding: nil, place: "r")
    #expect(text.contains(": 1 new error, of these 1 by a rule that was off before, 0 resolved, "), "\(text)")
  }

  @Test func `without a report there are no counts, and a reason goes before a finding`() {
    var record = record
    (record.outcome, record.reason) = (.incomplete, "nothing was audited: acc.csv: it has no column")
    #expect(
      RunSummary.text(record, was: .pass, finding: nil, place: nil)
        == "tokaudit nightly 2026-11-22 INCOMPLETE (was PASS)\nnothing was audited: acc.csv: it has no column\n"
        + "no report was written\n")
    let rows = RunSummary.text(record, was: .pass, finding: finding, place: "r").split(separator: "\n")
    #expect(rows[0].hasSuffix(": 1 new error, 0 resolved, 412 production lines") && rows[1] == record.reason ?? "")
  }

  @Test func `there are three rows whatever the data hold`() {
    var finding = finding
    (finding.subject, finding.actual) = ("a\nb", "\u{202E}" + String(repeating: "1", count: 5_000))
    let text = RunSummary.text(record, was: .pass, finding: finding, place: "/a\nb/report.md")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
    #expect(!text.contains("\u{202E}") && text.utf8.count < 1_000)
  }

  @Test func `of the gravest findings the first that affects tokens is shown`() {
    let warning = Finding(rule: DataFileSize.about, severity: .warning)
    let untidy = Finding(rule: PaymentPresent.about, severity: .error)
    #expect(PaymentPresent.about.impact != .tokens)
    #expect(RunSummary.gravest([warning, untidy])?.rule.code == PaymentPresent.about.code)
    #expect(RunSummary.gravest([untidy, finding])?.rule.code == DataFileSize.about.code)
    #expect(RunSummary.gravest([]) == nil)
  }

  @Test func `a page and its report agree on who acts and on what can wait`() throws {
    for rule in Rulebook.all {
      for severity in [Severity.error, .warning] {
        let row = RunSummary.text(record, was: nil, finding: Finding(rule: rule, severity: severity), place: "r")
          .split(separator: "\n")[1]
        let isUrgent = severity == .error && rule.impact != .bookkeeping
        #expect(row.hasSuffix(isUrgent ? "; urgent: \(rule.impact.rawValue) affected" : "; not urgent"), "\(row)")
        #expect(
          row.contains("; who acts: \(rule.owner == .service ? "you, then the service" : rule.owner.rawValue); "),
          "\(row)")
      }
    }
  }

  @Test func `words are no value that became another`() {
    var finding = Finding(rule: PaymentUnique.about, severity: .error)
    (finding.subject, finding.field, finding.message) = ("6f0c", "ident", "pi_1 also pays for another.")
    (finding.expected, finding.actual) = ("on one production line only", "pi_1")
    let text = RunSummary.text(record, was: nil, finding: finding, place: "r")
    #expect(text.contains("\npayment-unique: production line 6f0c, pi_1 also pays for another; who acts: "), "\(text)")
  }

  @Test func `a finding without values shows its message`() {
    var finding = Finding(rule: LineRepeated.about, severity: .error)
    (finding.subject, finding.field, finding.message) = ("6f0c", "id", "It stands twice.")
    let text = RunSummary.text(record, was: nil, finding: finding, place: "r")
    #expect(text.contains("\nline-repeated: production line 6f0c, It stands twice; who acts: "), "\(text)")
  }
}
