extension Category {
  /// The rulebook entry: what the code means, who acts, and what to do next.
  public var info: RuleInfo { DiscrepancyKind.category(self).entry.info }
}
