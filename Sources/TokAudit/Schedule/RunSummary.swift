import Analysis

/// Three rows that can be a page: how it ended, what is new, and where to read on.
enum RunSummary {
  /// The text, with its newlines.
  ///
  /// - Parameters:
  ///   - finding: the first of the gravest new findings.
  ///   - place: the report, nil if none was written.
  static func text(_ record: RunRecord, was: Outcome?, finding: Finding?, place: String?) -> String {
    let before = was.map { " (was \($0.rawValue.uppercased()))" } ?? ""
    let severity = finding.map { " \($0.severity.rawValue)" } ?? ""
    let noun = record.newFindings == 1 ? "finding" : "findings"
    var rows = [
      "tokaudit \(record.job) \(record.day) \(record.outcome.rawValue.uppercased())\(before): \(record.newFindings) new \(noun)"
        + "\(severity.isEmpty ? "" : ", the gravest:\(severity)"), \(record.resolved) resolved, "
        + "\(record.productionLines) production lines"
    ]
    if let reason = record.reason {
      rows.append(reason)
    } else if let finding {
      let subject = finding.subject.isEmpty ? "" : " on \(finding.subject)"
      let change =
        finding.field.isEmpty ? "" : ", \(finding.field): \(shown(finding.actual)), expected \(shown(finding.expected))"
      let urgency = finding.rule.impact == .tokens ? "tokens affected" : "no tokens affected"
      rows.append("\(finding.rule.code)\(subject)\(change); \(finding.rule.owner.rawValue) acts, \(urgency)")
    } else {
      rows.append(record.isComplete ? "nothing new" : "not complete; the report says what is missing")
    }
    let explain = finding.map { "; tokaudit rules \($0.rule.code)" } ?? ""
    rows.append((place.map { "report: \($0)" } ?? "no report was written") + explain)
    return rows.map { Visible.text($0, limit: 1_000) + "\n" }.joined()
  }

  private static func shown(_ value: String) -> String { value.isEmpty ? "n/a" : value }
}
