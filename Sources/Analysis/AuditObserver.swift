/// What wants to hear of findings and production lines while an audit goes on, in input order.
///
/// Of production lines it may hear in two ways: of those that count, once they are judged, and of every one.
public protocol AuditObserver {
  /// A finding.
  mutating func add(_ finding: Finding)

  /// Whether `addCounted` is to be called.
  var wantsCounted: Bool { get }

  /// A production line that counts, with the codes that failed on it.
  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String])

  /// Whether `addEvery` is to be called.
  var wantsEvery: Bool { get }

  /// A production line that was read, also one outside the window, but none that a later state stands for.
  mutating func addEvery(_ line: ProductionLine, _ context: RuleContext)
}

extension AuditObserver {
  public var wantsEvery: Bool { false }

  public mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {}
}
