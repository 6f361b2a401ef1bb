/// What is wrong with several items for the same reason: a category, or a flag.
struct DiscrepancyGroup {
  let kind: DiscrepancyKind
  var severity = Severity.off
  var items = 0
  /// Sums by currency, in minor units.
  var sums: [Currency: Int128] = [:]
  /// Whose money was counted: several items may share a payment, or an amount.
  private var owners: Set<Reconciliation.MoneyOwner> = []
  /// Whole days of the oldest item.
  var oldest: Int?
  /// What to do next: of all items, if they ask for the same.
  private(set) var nextStep = ""

  private init(_ kind: DiscrepancyKind) { self.kind = kind }

  /// The rulebook entry.
  private var info: RuleInfo { kind.entry.info }
  private var words: DiscrepancyWords { kind.words }

  var code: String { kind.code }
  var owner: RuleInfo.Owner { info.owner }

  /// What is told apart.
  private struct Key: Hashable {
    let kind: DiscrepancyKind
    /// A note, as a payment that was refunded in full, is told apart from errors of the same kind.
    let isNote: Bool

    /// The place among groups of one severity; a category stands before the flag of the same code.
    var order: (Int, Int, Int) {
      let isFlag = if case .flag = kind { 1 } else { 0 }
      return (kind.place, isFlag, isNote ? 1 : 0)
    }
  }

  /// The groups of what nobody has accepted, the gravest first.
  static func all(_ made: Reconciliation) throws(SourceFailure) -> [DiscrepancyGroup] {
    var groups: [Key: DiscrepancyGroup] = [:]
    for place in made.places.indices where made.places[place].acceptance == nil {
      let found = try made.discrepancy(place)
      // An item stands under its category, unless it is matched, and under each of its flags.
      for (kind, severity) in found.faults {
        let owner = made.owner(of: kind.words.amount, at: place)
        groups[Key(kind: kind, isNote: severity == .note), default: DiscrepancyGroup(kind)]
          .add(found, severity, sharing: owner)
      }
    }
    return groups.sorted { one, other in
      if one.value.severity != other.value.severity { return one.value.severity > other.value.severity }
      return one.key.order < other.key.order
    }.map(\.value)
  }

  /// - Parameter owner: whose money the item names; nil for money of its own.
  private mutating func add(_ found: Discrepancy, _ severity: Severity, sharing owner: Reconciliation.MoneyOwner?) {
    self.severity = max(self.severity, severity)
    let step = found.nextStep(of: kind)
    nextStep = items == 0 || nextStep == step ? step : kind.nextStep
    items += 1
    if let currency = found.currency, let amount = amount(of: found),
      owner.map({ owners.insert($0).inserted }) ?? true
    {
      sums[currency, default: 0] += amount
    }
    if let age = found.age { oldest = max(oldest ?? 0, age) }
  }

  /// The money that is in question.
  private func amount(of found: Discrepancy) -> Int128? {
    switch words.amount {
    case .paid: found.paid.map { Int128($0) }
    case .expected: found.expected.map { Int128($0) }
    case .refunded: found.refunded.map { Int128($0) }
    case .disputed: found.disputed.map { Int128($0) }
    case .refundedOrDisputed: (found.refunded ?? found.disputed).map { Int128($0) }
    case .difference: found.difference
    }
  }

  /// What is wrong, as a table names it.
  var what: Prose { "\(words: words.what) (\(name: code))" }

  /// "EUR 79.98, USD 5.00", or "n/a": never a sum over currencies.
  var amounts: Prose {
    if sums.isEmpty { return "n/a" }
    return Prose.joined(sums.sorted { $0.key < $1.key }.map { "\(words: Money.text($0.value, $0.key))" })
  }

  /// "2 payments, EUR 79.98, without production".
  var headline: Prose {
    switch words.headline {
    case .items(let one, let plural, let rest, let hasMoney):
      let count: Prose = plural.map { "\(items) \(words: items == 1 ? one : $0)" } ?? "\(items, one)"
      return "\(count)\(hasMoney && !sums.isEmpty ? ", \(amounts)," : "") \(words: rest)"
    case .what:
      return "\(items, "item")\(sums.isEmpty ? "" : ", \(amounts)"): \(words: words.what)"
    case .difference:
      // The sum is one of differences; where two amounts are expected, there is none.
      return "\(items, "item") with another amount than expected\(sums.isEmpty ? "" : ", the difference is \(amounts)")"
    }
  }
}
