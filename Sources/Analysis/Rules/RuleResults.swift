/// What came of the rules: their verdicts as counts, and the first findings of each, in the order of `Rulebook.all`.
struct RuleResults: Mergeable, Sendable {
  /// The counts of verdicts.
  var tallies = [RuleTally](repeating: RuleTally(), count: Rulebook.all.count)
  /// The first new findings of each rule, in input order.
  private(set) var firstNew = [[Finding]](repeating: [], count: Rulebook.all.count)
  /// The first findings of each rule that a previous report has, in input order.
  private(set) var firstKnown = [[Finding]](repeating: [], count: Rulebook.all.count)
  /// How many findings are not new.
  private(set) var statuses = StatusCounts()
  /// Findings of each rule that are kept in `firstNew`, and in `firstKnown`.
  private var kept = 0

  /// Findings of each rule that are kept even if no rows are to be shown: headlines and questions quote them.
  private static let leastKept = 3

  init() {}

  /// Sets how many findings of each rule reports show, before the first is added.
  mutating func keep(_ rows: Int) {
    kept = max(kept, rows, RuleResults.leastKept)
  }

  /// Adds a finding: gives it its status, counts and keeps it, and tells the observer. Its failure is in the tally.
  mutating func add(
    _ finding: Finding, ruleAt index: Int, baseline: inout Baseline, observer: inout some AuditObserver
  ) -> Finding.Status {
    var finding = finding
    baseline.judge(&finding)
    statuses.add(finding.status, since: finding.openSince, ruleAt: index)
    switch finding.status {
    case .new: if firstNew[index].count < kept { firstNew[index].append(finding) }
    case .known: if firstKnown[index].count < kept { firstKnown[index].append(finding) }
    case .accepted: break
    }
    observer.add(finding)
    return finding.status
  }

  mutating func merge(_ next: RuleResults) {
    kept = max(kept, next.kept)
    for index in tallies.indices {
      tallies[index].merge(next.tallies[index])
      firstNew[index] += next.firstNew[index].prefix(max(0, kept - firstNew[index].count))
      firstKnown[index] += next.firstKnown[index].prefix(max(0, kept - firstKnown[index].count))
    }
    statuses.merge(next.statuses)
  }
}
