/// The rulebook entries of a reconciliation: what each code means, who acts, and what to do next.
extension Category {
  /// The rulebook entry.
  public var info: RuleInfo { DiscrepancyKind.category(self).entry.info }
}

extension ReconciliationFlag {
  /// The rulebook entry; `timing` is one entry for the category and the flag.
  public var info: RuleInfo { DiscrepancyKind(self).entry.info }
}
