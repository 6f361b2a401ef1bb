/// How the findings stand to what was known before: what was signed off, and what the previous report had.
extension AuditReport {
  var againstPrevious: [Report.Block] {
    guard let previous = audit.baseline?.previous else { return [] }
    var text: Prose = """
      Against the previous report: \(audit.newFindings) new, \(audit.statuses.known.reduce(0, +)) known, \
      \(previous.resolved) resolved.
      """
    if let oldest = audit.statuses.oldest {
      text = text + " What is known is open since \(words: oldest) at the earliest."
    }
    if previous.notJudged > 0 {
      text = text + " \(previous.notJudged, "finding") of it can't be compared: this audit didn't test the rule."
    }
    if !previous.isComplete { text = text + " That audit was incomplete, so it may have missed what is new here." }
    return [.paragraph(text)]
  }

  var resolved: [Report.Block] {
    guard let previous = audit.baseline?.previous, previous.resolved > 0 else { return [] }
    var table = Report.Table([.init("rule"), .init("production line"), .init("what it was")])
    for finding in previous.first {
      table.rows.append([
        "\(data: finding.rule)", AuditReport.value(finding.subject), "\(data: finding.message)",
      ])
    }
    var blocks: [Report.Block] = [
      .heading(2, "Resolved since the previous report"),
      .paragraph(
        shortfalls.isEmpty
          ? "This audit didn't find these again. It can't tell whether they were corrected or are no longer listed."
          : "This audit didn't find these again. It is incomplete, so they may be in what was not read."),
    ]
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    if table.rows.count < previous.resolved {
      blocks.append(.paragraph("\(table.rows.count) of \(previous.resolved)."))
    }
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
  var newFindings: Int {
    tallies.reduce(0) { $0 + $1.failed } - statuses.accepted.reduce(0, +) - statuses.known.reduce(0, +)
  }
}
