/// `rules.csv`: a row for each rule with its counts, zeros too.
public enum RulesTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "rule", "severity", "impact", "owner", "tested", "passed", "failed", "accepted", "known", "not_testable", "reasons",
  ])

  /// All rows.
  public static func rows(_ audit: Audit, settings: AuditSettings) -> String {
    zip(Rulebook.all, audit.tallies).enumerated().map { index, pair in
      let (rule, tally) = pair
      let reasons = tally.notTestable.reasons.map { "\($0.obstacle.reason): \($0.count)" }.joined(separator: "; ")
      return CSVFormat.row([
        .text(rule.code), .text(settings.severity(of: rule).rawValue), .text(rule.impact.rawValue),
        .text(rule.owner.rawValue), .number(tally.tested), .number(tally.passed), .number(tally.failed),
        .number(audit.statuses.accepted[index]), .number(audit.statuses.known[index]),
        .number(tally.notTestable.total), .text(reasons),
      ])
    }.joined()
  }
}
