/// What was known before an audit: findings that somebody has signed off, and those of a previous report.
///
/// Both are multisets of fingerprints: of three equal findings, of which two are accepted, one is new. Every finding
/// takes its occurrence out, in the order in which findings are reported; what is left of the previous report at the
/// end was not found again. A copy made before the audit begins it anew.
///
/// Without either, no fingerprint is computed. Memory grows with the number of different fingerprints, by less than 100
/// bytes for each that is accepted and less than 400 for each of the previous report.
public struct Baseline {
  private var accepted: [Fingerprint: Int]
  private var previous: [Fingerprint: KnownFinding]
  /// Findings of the previous report that would be made again, had their production lines not left the window.
  private var outside: [Fingerprint: Int] = [:]
  private let acceptances: AcceptedFindings?
  private let report: PreviousReport?

  /// A baseline of what was given; of nothing, every finding is new.
  public init(accepted: AcceptedFindings? = nil, previous: PreviousReport? = nil) {
    acceptances = accepted
    report = previous
    self.accepted = accepted?.counts ?? [:]
    self.previous = previous?.counts ?? [:]
  }

  /// Takes a finding out, and gives it its status, and the day since which it is open.
  ///
  /// An accepted finding that the previous report has is taken out of that too: it is still there, so not resolved. One
  /// that was accepted then and no longer is, as its acceptance has ended, is new once more, so that somebody hears of
  /// it.
  public mutating func judge(_ finding: inout Finding) {
    guard !accepted.isEmpty || !previous.isEmpty else {
      finding.status = .new
      return
    }
    guard let fingerprint = Fingerprint(finding.fingerprint.utf8) else {
      preconditionFailure("\(finding.fingerprint) is no fingerprint")
    }
    let isAccepted = accepted.take(fingerprint)
    let known = previous.take(fingerprint, accepted: isAccepted)
    let isKnown = known.map { !$0.wasAccepted } ?? false
    finding.status = isAccepted ? .accepted : isKnown ? .known : .new
    finding.openSince = finding.status == .new ? "" : known?.since ?? ""
  }

  /// Whether a previous report was given.
  public var hasPrevious: Bool { report != nil }

  /// What the findings of the previous report are about; nothing without one.
  var watched: WatchedSubjects { report?.watched ?? WatchedSubjects() }

  /// Notes a finding that is not made since all that it is about ended outside the window: it is not resolved.
  mutating func leaveOut(_ finding: Finding) {
    guard let fingerprint = Fingerprint(finding.fingerprint.utf8), previous[fingerprint] != nil else { return }
    outside[fingerprint, default: 0] += 1
  }

  /// What the audit leaves of the baseline; nil if nothing was given.
  ///
  /// Call it when all findings have been taken out.
  ///
  /// - Parameters:
  ///   - audit: the whole of it; a rule that was tested nowhere has resolved nothing.
  ///   - settings: `maxRows` limits how many resolved findings are named.
  /// - Throws: `SourceProblem` where the previous report, which was kept aside, can't be read back.
  public func summary(of audit: Audit, _ settings: AuditSettings) throws(SourceProblem) -> BaselineReport? {
    guard acceptances != nil || report != nil else { return nil }
    var summary = BaselineReport()
    if let acceptances {
      summary.acceptances = BaselineReport.Acceptances(
        listed: acceptances.listed, expired: acceptances.expired, unused: accepted.values.reduce(0, +))
    }
    if let report {
      let change = RuleSetChange(report.rules, (audit.reportedRules(settings), Version.current))
      let fromRules = Rulebook.all.indices.reduce(0) {
        $0 + (change.offBefore.contains(Rulebook.all[$1].code) ? audit.newFindings(ofRule: $1) : 0)
      }
      var ended = BaselineReport.Previous(
        isComplete: report.isComplete, ruleChanges: change.sentences, newFromRules: fromRules)
      var rest = unfound(of: report)
      let presence = try LinePresence(
        of: audit, failingWith: { SourceProblem($0) }, { () throws(SourceProblem) in try rest.next()?.line })
      let judge = ClosureJudge(audit, settings, presence)
      rest = unfound(of: report)
      var outside = outside
      while let finding = try rest.next() {
        if outside.take(finding.fingerprint) {
          ended.add(finding, .outOfWindow, maxRows: settings.maxRows)
        } else if let closure = judge.closure(of: finding) {
          ended.add(finding, closure, maxRows: settings.maxRows)
        } else {
          ended.addNotJudged()
        }
      }
      summary.previous = ended
    }
    return summary
  }
}

extension Baseline {
  /// The findings of a report that were not made again, one after another.
  private struct Unfound: ~Copyable {
    var left: [Fingerprint: KnownFinding]
    var reader: PreviousReportReader<PreviousFinding.Draft, StoreSource>

    mutating func next() throws(SourceProblem) -> PreviousFinding? {
      while !left.isEmpty, let finding = try reader.next() {
        if left.take(finding.fingerprint, accepted: finding.wasAccepted) != nil { return finding }
      }
      return nil
    }
  }

  private func unfound(of report: PreviousReport) -> Unfound { Unfound(left: previous, reader: report.findings) }
}

extension [Fingerprint: Int] {
  /// Takes one occurrence out, and says whether there was one.
  fileprivate mutating func take(_ fingerprint: Fingerprint) -> Bool {
    guard let count = self[fingerprint] else { return false }
    self[fingerprint] = count > 1 ? count - 1 : nil
    return true
  }
}
