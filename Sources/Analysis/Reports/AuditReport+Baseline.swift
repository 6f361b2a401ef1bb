/// How the findings stand to what was known before: what was signed off, and what the previous report had.
extension AuditReport {
  /// Changes of the rules that the first page names.
  private static let changesNamed = 4

  var againstPrevious: [Report.Block] {
    guard let previous = audit.baseline?.previous else { return [] }
    var text: Prose = """
      Against the previous report: \(audit.newFindings) new, \(audit.statuses.known.reduce(0, +)) known, \
      \(AuditReport.closed(previous, isWhole: audit.isWhole(settings))).
      """
    if let oldest = audit.statuses.oldest {
      text = text + " What is known is open since \(words: oldest) at the earliest."
    }
    if previous.notJudged > 0 {
      text = text + " \(previous.notJudged, "finding") of it can't be compared: this audit tested the rule on nothing."
    }
    if previous.newFromRules > 0 {
      let verb = previous.newFromRules == 1 ? "comes" : "come"
      text = text + " Of the new ones, \(previous.newFromRules) \(words: verb) from rules that were off then."
    }
    if !previous.ruleChanges.isEmpty {
      let shown = previous.ruleChanges.prefix(AuditReport.changesNamed).map { "\(data: $0)" as Prose }
      let rest = previous.ruleChanges.count - shown.count
      text = text + " Between the rules differs: \(Prose.joined(shown))\(words: rest > 0 ? " and \(rest) more" : "")."
    }
    if !previous.isComplete { text = text + " That audit was incomplete, so it may have missed what is new here." }
    return [.paragraph(text)]
  }

  /// How many findings of the previous report were not made again, by the reason.
  ///
  /// - Parameter isWhole: whether nothing is missing of the audit.
  static func closed(_ previous: BaselineReport.Previous, isWhole: Bool) -> Prose {
    let counts = FindingClosure.allCases.compactMap { closure -> Prose? in
      let count = previous.closed[closure] ?? 0
      return count > 0 || closure == .resolved ? "\(count) \(words: words(closure, isWhole: isWhole))" : nil
    }
    return Prose.joined(counts)
  }

  /// What became of a finding.
  ///
  /// - Parameter isWhole: whether all was read; else what was not met may stand in the rest.
  static func words(_ closure: FindingClosure, isWhole: Bool) -> String {
    switch closure {
    case .resolved: "resolved"
    case .outOfWindow: "no longer in the window"
    case .notListed: isWhole ? "no longer listed" : "not met in what was read"
    case .notTested: "not testable now"
    }
  }

  /// The findings of the previous report that were not made again.
  var closed: [Report.Block] {
    guard let previous = audit.baseline?.previous, !previous.closed.isEmpty else { return [] }
    var table = Report.Table([.init("why"), .init("rule"), .init("production line or order"), .init("what it was")])
    for (finding, closure) in previous.first {
      table.rows.append([
        "\(words: AuditReport.words(closure, isWhole: audit.isWhole(settings)))", "\(data: finding.rule)",
        AuditReport.value(finding.order.isEmpty ? finding.subject : finding.order),
        "\(data: finding.message)",
      ])
    }
    var blocks: [Report.Block] = [.heading(2, "Not found again since the previous report")]
    if !shortfalls.isEmpty {
      blocks.append(.paragraph("This audit is incomplete, so they may be in what was not read."))
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    let count = previous.closed.values.reduce(0, +)
    if table.rows.count < count { blocks.append(.paragraph("\(table.rows.count) of \(count).")) }
    return blocks
  }

  /// How a finding stands, for its row.
  static func status(_ finding: Finding) -> Prose {
    if finding.openSince.isEmpty { return "\(words: finding.status.rawValue)" }
    return "\(words: finding.status.rawValue), open since \(words: finding.openSince)"
  }

  /// What stands under the findings of a rule if some of them are not new.
  func statuses(of entry: FailedRule) -> [Report.Block] {
    var parts: [Prose] = []
    if entry.accepted > 0 { parts.append("\(entry.accepted) of \(entry.tally.failed) accepted") }
    if entry.known > 0 {
      let since: Prose = entry.openSince.isEmpty ? "" : " (open since \(words: entry.openSince) at the earliest)"
      parts.append("\(entry.known) of \(entry.tally.failed) known from the previous report\(since)")
    }
    if parts.isEmpty { return [] }
    let hint: Prose = entry.accepted > 0 ? "; accepted findings stand in \(name: "findings.csv") only." : "."
    return [.paragraph(Prose.joined(parts) + hint)]
  }

  /// What became of the acceptances, for the provenance.
  var acceptances: [Report.Block] {
    guard let acceptances = audit.baseline?.acceptances else { return [] }
    var text: Prose = """
      \(acceptances.listed, "acceptance") listed, \(audit.statuses.accepted.reduce(0, +), "finding") accepted
      """
    if acceptances.expired > 0 { text = text + ", \(acceptances.expired) expired" }
    if acceptances.unused > 0 { text = text + ", \(acceptances.unused) without a finding" }
    return [.paragraph(text + ".")]
  }
}

extension Audit {
  /// Findings that nobody knew of.
  var newFindings: Int { tallies.indices.reduce(0) { $0 + newFindings(ofRule: $1) } }

  /// Those of the rule at a place of the rulebook.
  func newFindings(ofRule index: Int) -> Int {
    tallies[index].failed - statuses.accepted[index] - statuses.known[index]
  }

  /// How the rules were judged, as a report says.
  func reportedRules(_ settings: AuditSettings) -> [ReportedRule] {
    zip(Rulebook.all, tallies).map { rule, tally in
      ReportedRule(
        code: rule.code, severity: settings.severity(of: rule).rawValue, tested: tally.tested,
        limit: rule.limit?.option(settings))
    }
  }
}
