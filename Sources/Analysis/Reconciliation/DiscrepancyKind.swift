/// What can be said of an item: its category, or a flag.
enum DiscrepancyKind: Hashable, Sendable {
  case category(Category)
  case flag(ReconciliationFlag)

  /// What a flag says; `timing` is one for the category and the flag.
  init(_ flag: ReconciliationFlag) {
    self = flag == .timing ? .category(.timing) : .flag(flag)
  }

  /// The code in reports.
  var code: String {
    switch self {
    case .category(let category): category.rawValue
    case .flag(let flag): flag.rawValue
    }
  }

  /// The place among all entries.
  var place: Int {
    guard let place = ReconciliationRules.places[self] else { preconditionFailure("\(code) has no entry") }
    return place
  }

  /// What the one list says of it.
  var entry: ReconciliationEntry { ReconciliationRules.all[place] }
}
