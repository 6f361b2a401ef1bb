/// What differs between the rules of two reports.
struct RuleSetChange {
  /// Codes that only the newer report has tested.
  private(set) var untestedBefore: Set<String> = []
  /// Codes that only the older report has tested.
  private(set) var untestedNow: Set<String> = []
  /// Codes that were off in the older report, or no rules yet, and are judged now.
  private(set) var offBefore: Set<String> = []
  /// What differs, in the order of the newer report.
  private(set) var sentences: [String] = []

  /// The rules of a report, and the version that wrote it.
  typealias Side = (rules: [ReportedRule], version: String?)

  /// Compares two reports; without rules in both, nothing can be told.
  init(_ old: Side, _ new: Side) {
    if let one = old.version, let other = new.version, one != other {
      sentences.append("written by version \(one), then by version \(other)")
    }
    guard !old.rules.isEmpty, !new.rules.isEmpty else { return }
    let before = Dictionary(old.rules.map { ($0.code, $0) }) { first, _ in first }
    let now = Dictionary(new.rules.map { ($0.code, $0) }) { first, _ in first }
    for rule in new.rules {
      guard let known = before[rule.code] else {
        sentences.append("\(rule.code) is a new rule")
        if rule.isJudged {
          untestedBefore.insert(rule.code)
          offBefore.insert(rule.code)
        }
        continue
      }
      if known.isOff, rule.isJudged { offBefore.insert(rule.code) }
      if known.severity != rule.severity {
        sentences.append("\(rule.code) was \(known.severity), is \(rule.severity)")
      }
      if let one = known.limit, let other = rule.limit, one != other {
        sentences.append("\(rule.code) was judged by \(one), is by \(other)")
      }
      if rule.isJudged, !known.isJudged { untestedBefore.insert(rule.code) }
      if !rule.isJudged, known.isJudged { untestedNow.insert(rule.code) }
    }
    for rule in old.rules where now[rule.code] == nil {
      sentences.append("\(rule.code) is no longer a rule")
      if rule.isJudged { untestedNow.insert(rule.code) }
    }
  }

  /// The sentences as a section of a report; none if nothing differs.
  static func section(_ sentences: [String]) -> [Report.Block] {
    guard !sentences.isEmpty else { return [] }
    var table = Report.Table([.init("what differs between the rules")])
    for sentence in sentences { table.rows.append(["\(data: sentence)"]) }
    return [.heading(2, "Rules"), .table(table)]
  }
}
