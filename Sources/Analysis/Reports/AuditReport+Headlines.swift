/// The sentences that stand above everything else.
extension AuditReport {
  /// What a reader must not miss, a sentence each: what is missing, and the worst finding.
  var headlines: [Prose] {
    var list = shortfalls.map { shortfall -> Prose in
      guard case .sources = shortfall, let source = audit.sources.first(where: { !$0.isComplete }),
        let problem = source.problems.first
      else { return "Do not rely on this audit: \(shortfall.text)" }
      return "Do not rely on this audit: \(data: source.name): \(problem.text)"
    }
    let worst = failed.first { $0.severity >= .warning }.flatMap {
      $0.severity == .error || list.isEmpty ? headline($0) : nil
    }
    if let worst, audit.sources.allSatisfy(\.isComplete) { list.append(worst) }
    if !list.isEmpty { return list }
    if audit.isEmptyWindow { return ["No production line ended in this window."] }
    return [
      audit.productionLines == 0
        ? "There is no production line to judge."
        : "Nothing in the list contradicts the rules below. What they can't tell stands under Not covered."
    ]
  }

  /// What is missing.
  var shortfalls: [Shortfall] { audit.shortfalls(settings) }

  private func headline(_ worst: Failed) -> Prose? {
    guard let finding = worst.findings.first else { return nil }
    let subject: Prose = "\(AuditReport.subject(finding))"
    if worst.severity < .error { return "Look at \(subject): \(finding.message)" }
    let advice = AuditReport.isAboutAlphabet(finding) ? "Do not rely on" : "Do not release"
    return "\(words: advice) \(subject): \(finding.message)"
  }
}
