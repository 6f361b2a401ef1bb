/// A rule that failed, with what a report shows of it.
struct FailedRule {
  let rule: RuleInfo
  let severity: Severity
  let tally: RuleTally
  /// How many of its findings were signed off.
  let accepted: Int
  /// How many of its findings the previous report has.
  let known: Int
  /// The earliest day since which one of these is open; empty if it is not known.
  let openSince: String
  /// The first findings that are not accepted: new ones, then known ones.
  let findings: [Finding]

  /// Findings that nobody has accepted: those that count.
  var open: Int { tally.failed - accepted }

  /// Whether the rule fails wherever it can be tested.
  var isSuspected: Bool { WholeFormat.isSuspected(by: rule, tally) }

  /// What failed in an audit: what fails wherever it can be tested, then the most severe first, then by what is at
  /// stake, then in rulebook order.
  static func all(_ audit: Audit, _ settings: AuditSettings) -> [FailedRule] {
    Rulebook.all.indices.compactMap { index in
      let rule = Rulebook.all[index]
      guard audit.tallies[index].failed > 0 else { return nil }
      return FailedRule(
        rule: rule, severity: settings.severity(of: rule), tally: audit.tallies[index],
        accepted: audit.statuses.accepted[index], known: audit.statuses.known[index],
        openSince: audit.statuses.openSince[index],
        findings: audit.firstFindings[index] + audit.firstKnown[index])
    }.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.isSuspected != other.isSuspected { return one.isSuspected }
      if one.severity != other.severity { return one.severity > other.severity }
      return (one.rule.impact.rank, left.offset) < (other.rule.impact.rank, right.offset)
    }.map(\.element)
  }
}
