import Analysis

/// Three rows that can be a page: how it ended, what is new, and where to read on.
enum RunSummary {
  /// The most characters of a value, such as a checksum, in a page.
  private static let limit = 60
  /// The most missing production lines that a page names.
  private static let shownMissing = 3

  /// The text, with its newlines.
  ///
  /// - Parameters:
  ///   - finding: the first of the gravest new findings.
  ///   - exception: the first of the gravest new exceptions of the payments.
  ///   - place: the report, nil if none was written.
  ///   - payments: the report of the payments, nil if none was written.
  static func text(
    _ record: RunRecord, was: Outcome?, finding: Finding?, exception: Discrepancy? = nil, place: String?,
    payments: String? = nil
  ) -> String {
    let before = was.map { " (was \($0.rawValue.uppercased()))" } ?? ""
    // Without a report nothing was judged, or nobody can look at it: then 0 would be no number but a lie.
    let counts = place == nil ? "" : ": \(counts(record).joined(separator: ", "))"
    var rows = ["tokaudit \(record.job) \(record.day) \(record.outcome.rawValue.uppercased())\(before)\(counts)"]
    if let reason = record.reason {
      rows.append(reason)
    } else if let exception, exception.severity > finding?.severity ?? .off {
      rows.append(sentence(exception))
    } else if let finding {
      rows.append(sentence(finding))
    } else {
      rows.append(record.missingLines > 0 ? missing(record) : "nothing new")
    }
    if let first = record.lostRuns.first {
      let others = record.lostRuns.count - 1
      rows[1] +=
        "; not covered: changes of what only \(first)\(others > 0 ? " and \(others) more" : "") saw, "
        + "\(StateFiles.name) is gone"
    }
    let explain = finding.map { "; tokaudit rules \($0.rule.code)" } ?? ""
    let places =
      [place.map { "report: \($0)" } ?? "no report was written"]
      + [payments].compactMap { $0.map { "payments: \($0)" } }
    rows.append(places.joined(separator: "; ") + explain)
    return rows.map { Visible.text($0, limit: 1_000) + "\n" }.joined()
  }

  /// The finding that a page shows, of the first new one of each rule: the gravest, of those the first that affects
  /// tokens, of those the first in the order of the rulebook.
  static func gravest(_ findings: [Finding]) -> Finding? {
    func rank(_ finding: Finding) -> (Severity, Int) { (finding.severity, finding.rule.impact == .tokens ? 1 : 0) }
    guard let best = findings.map(rank).max(by: <) else { return nil }
    return findings.first { rank($0) == best }
  }

  private static func counts(_ record: RunRecord) -> [String] {
    var counts: [Prose] = []
    for (severity, noun) in [(Severity.error, "new error"), (.warning, "new warning"), (.note, "new note")] {
      if let count = record.newBySeverity[severity], count > 0 { counts.append("\(count, noun)") }
    }
    if counts.isEmpty { counts.append("\(record.newFindings, "new finding")") }
    if record.newFromRules > 0 {
      let rules = record.newFromRules == 1 ? "a rule that was" : "rules that were"
      counts.append("of these \(record.newFromRules) by \(words: rules) off before")
    }
    if let count = record.newExceptions, count > 0 { counts.append("\(count, "new payment exception")") }
    if record.missingLines > 0 { counts.append("\(record.missingLines, "production line") missing") }
    counts.append("\(record.resolved) resolved")
    if record.notTested > 0 { counts.append("\(record.notTested) not testable now") }
    if let count = record.resolvedExceptions, count > 0 { counts.append("\(count, "payment exception") resolved") }
    counts.append("\(record.productionLines, "production line")")
    return counts.map(\.plain)
  }

  /// What, which production line, from what it should be to what it is or what is wrong, who acts, and whether it is
  /// urgent.
  private static func sentence(_ finding: Finding) -> String {
    let isAlphabet = finding.rule.code == Rulebook.alphabetConsistent.code
    let subject = finding.subject.isEmpty ? "" : "\(isAlphabet ? "alphabet" : "production line") \(finding.subject)"
    let change: String
    // Words such as "on one production line only" are no value that became another.
    if !finding.field.isEmpty, [finding.expected, finding.actual].allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) {
      let unit = finding.unit.isEmpty ? "" : " \(finding.unit)"
      change = "\(finding.field) \(shown(finding.expected)) → \(shown(finding.actual))\(unit)"
    } else {
      let message = finding.message.plain
      change = Visible.text(message.hasSuffix(".") ? String(message.dropLast()) : message, limit: 4 * limit)
    }
    let place = [subject, change].filter { !$0.isEmpty }.joined(separator: ", ")
    let urgency = finding.rule.urgentImpact(at: finding.severity).map { "urgent: \($0.rawValue) affected" }
    return "\(finding.rule.code)\(place.isEmpty ? "" : ": \(place)"); \(acts(finding.rule.owner)); "
      + (urgency ?? "not urgent")
  }

  /// What is wrong with which payment or production line, and who acts.
  private static func sentence(_ exception: Discrepancy) -> String {
    let subjects = [("payment", exception.ident), ("production line", exception.lineID)].filter { !$0.1.isEmpty }
    let place = subjects.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let what = Visible.text(exception.explanation.plain, limit: 4 * limit)
    return "\(exception.category.rawValue)\(place.isEmpty ? "" : ": \(place)"); \(acts(exception.owner)); \(what)"
  }

  /// What no list has any more, and who acts.
  private static func missing(_ record: RunRecord) -> String {
    let ids = record.missingIDs.prefix(shownMissing)
    let more = record.missingLines - ids.count
    let lines = record.missingLines == 1 ? "a finished production line is" : "finished production lines are"
    return "\(lines) in no list any more: \(ids.map(shown).joined(separator: ", "))"
      + "\(more > 0 ? " and \(more) more" : ""); \(acts(.service)); \(EarlierRun.name) says more"
  }

  private static func acts(_ owner: RuleInfo.Owner) -> String { "who acts: \(owner.actors)" }

  private static func shown(_ value: String) -> String { Visible.text(value, limit: limit) }
}
