import Analysis

/// A run as numbers, for the textfile collector of Prometheus' node_exporter.
struct RunMetrics {
  /// Findings of a rule that nobody has accepted.
  struct RuleCount {
    let rule: String
    let severity: Severity
    let findings: Int
  }

  /// The run.
  let record: RunRecord
  /// When a run last ended without something new; nil if none ever did.
  let lastSuccess: Timestamp?
  /// The rules that failed.
  let rules: [RuleCount]
  /// Why the run is not complete.
  let gaps: Set<Gap>

  /// The counts of an audit, in the order of the rulebook.
  static func rules(_ audit: Audit, _ settings: AuditSettings) -> [RuleCount] {
    Rulebook.all.indices.compactMap { index in
      let count = audit.tallies[index].failed - audit.statuses.accepted[index]
      let rule = Rulebook.all[index]
      let severity = settings.severity(of: rule)
      return count > 0 && severity != .off ? RuleCount(rule: rule.code, severity: severity, findings: count) : nil
    }
  }

  /// The text of the file. What is not known is left out, never 0.
  var text: String {
    var text = ""
    func add(_ name: String, _ help: String, _ values: [(labels: String, value: String)]) {
      guard !values.isEmpty else { return }
      text += "# HELP tokaudit_\(name) \(help)\n# TYPE tokaudit_\(name) gauge\n"
      for (labels, value) in values {
        text += "tokaudit_\(name){job_name=\"\(record.job)\"\(labels)} \(value)\n"
      }
    }
    add(
      "last_run_timestamp_seconds", "When the last run ended.", [("", RunMetrics.seconds(record.finished.milliseconds))]
    )
    add(
      String(MetricsFile.lastSuccess.dropFirst("tokaudit_".count)),
      "When a run last ended complete and without new findings.",
      lastSuccess.map { [("", RunMetrics.seconds($0.milliseconds))] } ?? [])
    add("complete", "Whether the last run was complete.", [("", gaps.isEmpty && record.isComplete ? "1" : "0")])
    add(
      "incomplete", "Whether this kept the last run from being complete.",
      Gap.allCases.map { (",reason=\"\($0.rawValue)\"", gaps.contains($0) ? "1" : "0") })
    add("exit_code", "The exit code of the last run.", [("", "\(record.exitCode.rawValue)")])
    add(
      "duration_seconds", "How long the last run took.",
      [("", RunMetrics.seconds(record.duration))])
    guard !record.inputs.isEmpty else { return text }
    add("production_lines", "Production lines that counted in the last run.", [("", "\(record.productionLines)")])
    add("new_findings", "Findings of the last run that the run before didn't have.", [("", "\(record.newFindings)")])
    add(
      "payment_exceptions", "Exceptions of the payments in the last run that nobody has accepted.",
      record.openExceptions.map { [("", "\($0)")] } ?? [])
    add(
      "new_payment_exceptions", "Exceptions of the payments in the last run that the run before didn't have.",
      record.newExceptions.map { [("", "\($0)")] } ?? [])
    add(
      "findings", "Findings of the last run that nobody has accepted.",
      rules.map { (",rule=\"\($0.rule)\",severity=\"\($0.severity.rawValue)\"", "\($0.findings)") })
    return text
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
    return "\(milliseconds < 0 ? "-" : "")\(seconds).\(String(repeating: "0", count: 3 - "\(rest)".utf8.count))\(rest)"
  }
}
