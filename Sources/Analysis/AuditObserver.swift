/// What wants to hear of findings and production lines while an audit goes on, in input order.
public protocol AuditObserver {
  /// Whether `add(_:_:source:failed:)` is to be called for every production line.
  var wantsLines: Bool { get }

  /// A finding.
  mutating func add(_ finding: Finding)

  /// A production line, with the codes that failed on it.
  mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String])

  /// Whether `hear` is to be called for every production line.
  var wantsAll: Bool { get }

  /// A production line that was read, also one outside the window, but none that a later state stands for.
  mutating func hear(_ line: ProductionLine, _ context: RuleContext)
}

extension AuditObserver {
  public var wantsAll: Bool { false }

  public mutating func hear(_ line: ProductionLine, _ context: RuleContext) {}
}
