/// The comparison of two JSON reports, for people and for programs.
extension ReportComparison: Comparison {
  /// Whether there is a new finding.
  public var hasNews: Bool { !new.isEmpty }

  public var title: Prose {
    let others = gone.count - resolved
    let untold: Prose = others == 0 ? "" : ", \(others) gone but not resolved"
    return """
      \(words: word(oldVerdict)), then \(words: word(newVerdict)): \(new.count) new, \(known) known, \
      \(resolved) resolved\(untold)
      """
  }

  public var report: Report {
    var blocks: [Report.Block] = [.heading(1, "Comparison: \(title)")]
    if !isComplete {
      blocks.append(.paragraph("Not both audits are complete, so findings may only have been overlooked."))
    }
    return Report(first: blocks, rest: RuleSetChange.section(ruleChanges) + table)
  }

  public static var sides: String { "reports" }

  public var members: [(key: String, value: JSONValue?, levels: Int)] {
    [
      ("old", .object([("verdict", oldVerdict.map { .text($0.rawValue) })]), 0),
      ("new", .object([("verdict", newVerdict.map { .text($0.rawValue) })]), 0),
      ("ruleChanges", .list(ruleChanges.map { .text($0) }), 1),
      (
        "findings",
        .object([
          ("new", .number(new.count)), ("known", .number(known)), ("resolved", .number(resolved)),
          ("notTested", .number(gone.count - resolved)),
          ("firstNew", .list(new.map { ComparisonJSON.value($0, isFromRules: isFromRules(new: $0)) })),
          (
            "firstClosed",
            .list(gone.map { ComparisonJSON.value($0, isFromRules: isFromRules(gone: $0)) })
          ),
        ]), 2
      ),
    ]
  }

  private func word(_ verdict: Outcome?) -> String { verdict?.rawValue.uppercased() ?? "n/a" }

  private var table: [Report.Block] {
    guard !new.isEmpty || !gone.isEmpty else { return [] }
    var table = Report.Table([
      .init(""), .init("rule"), .init("production line"), .init("member"), .init("what is wrong"), .init("fingerprint"),
    ])
    for finding in new {
      table.rows.append(row(isFromRules(new: finding) ? "new, not tested before" : "new", finding))
    }
    for finding in gone {
      let isUntested = isFromRules(gone: finding)
      table.rows.append(
        row(
          isResolved(finding) ? "resolved" : isUntested ? "gone, no longer tested" : "gone, perhaps not read", finding))
    }
    var blocks: [Report.Block] = [.heading(2, "Findings"), .table(table)]
    if resolved > 0 {
      blocks.append(
        .paragraph(
          """
          Resolved is what only the older report has, of rules that the newer one tested. Whether they were tested \
          again on the same production line, reports don't say; an audit with \(name: "--previous") does.
          """))
    }
    return blocks
  }

  private func row(_ word: Prose, _ finding: PreviousFinding) -> [Prose] {
    [
      word, "\(data: finding.rule)", AuditReport.value(finding.subject), AuditReport.value(finding.field),
      AuditReport.value(finding.message), "\(data: "\(finding.fingerprint)")",
    ]
  }
}
