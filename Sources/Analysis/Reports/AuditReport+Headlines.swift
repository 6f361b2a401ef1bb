/// The sentences that stand above everything else.
extension AuditReport {
  /// What a reader must not miss, a sentence each: what is missing, what all production lines have in common, and else
  /// the worst of single ones; then what is wrong with the payments.
  var headlines: [Prose] {
    var list = shortfalls.map { shortfall -> Prose in
      guard let source = firstSource(of: shortfall), let problem = source.problems.first else {
        return "Do not rely on this audit: \(shortfall.text)"
      }
      return "Do not rely on this audit: \(data: source.name): \(problem.text)"
    }
    let (suspected, single) = (suspectedFormat, open.filter { !$0.isSuspected && $0.severity >= .warning })
    if !suspected.isEmpty { list.append(WholeFormat.headline(suspected)) }
    let worst = single.first.flatMap { $0.severity == .error || list.isEmpty ? headline($0) : nil }
    if let worst, audit.sources.allSatisfy(\.isComplete) { list.append(worst) }
    if let headline = reconciled?.headline { list.append(headline) }
    if !list.isEmpty { return outcome == .pass ? list + [unexamined].compactMap(\.self) : list }
    if audit.productionLines == 0 {
      return [
        audit.isEmptyWindow ? "No production line ended in this window." : "There is no production line to judge."
      ]
    }
    return [clearance]
  }

  /// The first source that a shortfall is about; nil if it is about something else.
  private func firstSource(of shortfall: Shortfall) -> SourceReport? {
    switch shortfall {
    case .sources: audit.sources.first { !$0.isComplete && !$0.isTokenFile }
    case .tokenFiles: audit.sources.first { !$0.isComplete && $0.isTokenFile }
    case .count, .emptyWindow, .notCompared, .ordersUntold, .nothingTestable: nil
    }
  }

  /// What is missing.
  var shortfalls: [Shortfall] { audit.shortfalls(settings) }

  /// Rules from warnings on that fail wherever they can be tested.
  private var suspectedFormat: [(code: String, failed: Int)] {
    open.filter { $0.isSuspected && $0.severity >= .warning }.map { ($0.rule.code, $0.tally.failed) }
  }

  private func headline(_ worst: FailedRule) -> Prose? {
    guard let finding = worst.findings.first else { return nil }
    let subject: Prose = "\(AuditReport.subject(finding))"
    let hasNone = finding.subject.isEmpty && !finding.order.isEmpty
    // What was not delivered can't be released.
    if worst.severity < .error || hasNone || worst.rule.code == OrderMissing.about.code {
      return "Look at \(subject): \(finding.message)"
    }
    let advice = AuditReport.isAboutAlphabet(finding) ? "Do not rely on" : "Do not release"
    return "\(words: advice) \(subject): \(finding.message)"
  }
}
