/// Who acts on a finding, and whether it can wait: the same in reports and in the rows that page somebody.
extension RuleInfo.Owner {
  /// Who acts, the first first: whoever reads of it asks the service.
  public var actors: String { self == .service ? "you, then the service" : rawValue }
}

extension RuleInfo {
  /// What is at stake so that a finding of this severity can't wait; nil if it can.
  public func urgentImpact(at severity: Severity) -> Impact? {
    severity == .error && impact != .bookkeeping ? impact : nil
  }
}
