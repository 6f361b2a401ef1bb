/// What the one list has of a category or flag.
struct ReconciliationEntry: Sendable {
  let kind: DiscrepancyKind
  /// The rulebook entry.
  let info: RuleInfo
  /// How a report puts it.
  let words: DiscrepancyWords
}
