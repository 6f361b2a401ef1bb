/// What an audit made of its baseline, besides the status of its findings.
public struct BaselineReport: Sendable {
  /// What became of the findings that were signed off.
  public struct Acceptances: Equatable, Sendable {
    /// Acceptances in the file.
    public let listed: Int
    /// Those that no longer hold at the moment of the audit.
    public let expired: Int
    /// Those that hold, but that no finding needed.
    public let unused: Int
  }

  /// What became of the previous report.
  public struct Previous: Sendable {
    /// Whether that audit was complete; if not, what is new may only have been overlooked.
    public let isComplete: Bool
    /// Findings that were not made again, and why.
    public private(set) var closed: [FindingClosure: Int] = [:]
    /// Findings of rules that this audit doesn't apply, or could test on nothing: nobody knows what became of them.
    public private(set) var notJudged = 0
    /// The first findings that were not made again, in the order of the previous report.
    public private(set) var first: [(finding: PreviousFinding, closure: FindingClosure)] = []

    /// What differs between the rules of both audits, a sentence each.
    public let ruleChanges: [String]
    /// New findings of rules that were off in that audit, or that it didn't have.
    public let newFromRules: Int

    init(isComplete: Bool, ruleChanges: [String], newFromRules: Int) {
      self.isComplete = isComplete
      self.ruleChanges = ruleChanges
      self.newFromRules = newFromRules
    }

    /// Findings whose production lines, or whatever they are about, were judged again and are right.
    public var resolved: Int { closed[.resolved] ?? 0 }

    mutating func add(_ finding: PreviousFinding, _ closure: FindingClosure, maxRows: Int) {
      closed[closure, default: 0] += 1
      if first.count < maxRows { first.append((finding, closure)) }
    }

    mutating func addNotJudged() { notJudged += 1 }
  }

  /// Nil if no acceptances were given.
  public internal(set) var acceptances: Acceptances?
  /// Nil if no previous report was given.
  public internal(set) var previous: Previous?

  init() {}
}
