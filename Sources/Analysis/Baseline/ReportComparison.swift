/// What changed between two JSON reports: findings by their fingerprints, as multisets, and the verdicts.
public struct ReportComparison: Sendable {
  /// Findings of both.
  public private(set) var known = 0
  /// Findings of the new report only, in its order.
  public private(set) var new: [PreviousFinding] = []
  /// Findings of the old report only, in its order.
  public private(set) var gone: [PreviousFinding] = []
  /// The verdict of the old report; nil if it states none.
  public let oldVerdict: Outcome?
  /// The verdict of the new report; nil if it states none.
  public let newVerdict: Outcome?

  /// What differs between the rules of both reports, a sentence each; empty if nothing does, or if a report doesn't
  /// say.
  public let ruleChanges: [String]
  /// Rules that only the new report has tested: their findings may be old.
  private let untestedBefore: Set<String>
  /// Rules that only the old report has tested: what became of their findings nobody knows.
  private let untestedNow: Set<String>

  /// Whether a new finding comes from a rule that the old report didn't test.
  func isFromRules(new finding: PreviousFinding) -> Bool { untestedBefore.contains(finding.rule) }

  /// Whether a finding is gone because the new report doesn't test its rule.
  func isFromRules(gone finding: PreviousFinding) -> Bool { untestedNow.contains(finding.rule) }

  /// Whether a finding is resolved, as far as reports tell: the newer one is complete and tests its rule.
  func isResolved(_ finding: PreviousFinding) -> Bool {
    newVerdict != nil && newVerdict != .incomplete && !isFromRules(gone: finding)
  }

  /// Findings of the old report that are resolved; what became of the others that are gone can't be told.
  public var resolved: Int { gone.count(where: isResolved) }

  /// Whether both audits were complete; if not, what is new may only have been overlooked.
  public var isComplete: Bool { ![oldVerdict, newVerdict].contains { $0 == nil || $0 == .incomplete } }

  /// Compares two reports, which were read before.
  public init(_ old: Side, _ new: Side) {
    oldVerdict = old.verdict
    newVerdict = new.verdict
    let changes = RuleSetChange((old.rules, old.version), (new.rules, new.version))
    ruleChanges = changes.sentences
    untestedBefore = changes.untestedBefore
    untestedNow = changes.untestedNow
    var left: [Fingerprint: Int] = [:]
    for finding in old.findings { left[finding.fingerprint, default: 0] += 1 }
    for finding in new.findings {
      if let count = left[finding.fingerprint], count > 0 {
        left[finding.fingerprint] = count - 1
        known += 1
      } else {
        self.new.append(finding)
      }
    }
    // The first of several equal findings counts as found again.
    var again: [Fingerprint: Int] = [:]
    for finding in old.findings { again[finding.fingerprint, default: 0] += 1 }
    for (fingerprint, count) in left { again[fingerprint, default: 0] -= count }
    for finding in old.findings {
      if let count = again[finding.fingerprint], count > 0 {
        again[finding.fingerprint] = count - 1
      } else {
        gone.append(finding)
      }
    }
  }

  /// One of the two reports.
  public struct Side: Sendable {
    /// Its findings in their order.
    public let findings: [PreviousFinding]
    /// Its verdict; nil if it states none.
    public let verdict: Outcome?
    let rules: [ReportedRule]
    let version: String?

    /// Reads a report to its end.
    ///
    /// - Throws: `SourceProblem` if it is no whole report of a form that is known.
    public init<Source: ByteSource & ~Copyable>(_ source: consuming Source) throws(SourceProblem) {
      var findings: [PreviousFinding] = []
      var reader = PreviousReportReader<PreviousFinding.Draft, Source>(source)
      while let finding = try reader.next() { findings.append(finding) }
      self.findings = findings
      verdict = reader.verdict.flatMap { Outcome(rawValue: $0) }
      rules = reader.rules
      version = reader.toolVersion
    }
  }
}
