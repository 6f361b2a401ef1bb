/// What can be said of an item: its category, or a flag.
enum DiscrepancyKind: Hashable, Sendable {
  case category(Category)
  case flag(ReconciliationFlag)

  /// The code in reports.
  var code: String {
    switch self {
    case .category(let category): category.rawValue
    case .flag(let flag): flag.rawValue
    }
  }

  /// The place among all entries.
  var place: Int {
    // The category and the flag have one entry, since they have one code.
    let listed = self == .flag(.timing) ? .category(.timing) : self
    guard let place = ReconciliationRules.places[listed] else { preconditionFailure("\(code) has no entry") }
    return place
  }

  /// What the one list says of it.
  var entry: ReconciliationEntry { ReconciliationRules.all[place] }

  /// How a report puts it.
  var words: DiscrepancyWords { self == .flag(.timing) ? ReconciliationRules.wordsOfLateStart : entry.words }

  /// What to do next.
  var nextStep: String {
    self == .flag(.timing) ? ReconciliationRules.stepOfLateStart : entry.info.meanwhile
  }
}
