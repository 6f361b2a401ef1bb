/// What is wrong with several items for the same reason: a category, or a flag of what is otherwise matched.
struct DiscrepancyGroup {
  let code: String
  let owner: RuleInfo.Owner
  let nextStep: String
  var severity = Severity.off
  var items = 0
  /// Sums by currency, in minor units.
  var sums: [Currency: Int128] = [:]
  /// PaymentIntents that were counted, where several items share one.
  private var payments: Set<String> = []
  /// Whole days of the oldest item.
  var oldest: Int?

  init(_ info: RuleInfo) {
    code = info.code
    owner = info.owner
    nextStep = info.meanwhile
  }

  /// The groups of what nobody has accepted, the gravest first.
  static func all(_ made: Reconciliation) throws(SourceFailure) -> [DiscrepancyGroup] {
    var groups: [String: DiscrepancyGroup] = [:]
    for place in made.places.indices where made.places[place].acceptance == nil {
      let found = try made.discrepancy(place)
      // A matched item stands under each of its flags, all others under their category.
      let infos = found.category == .matched ? found.flags.map(\.info) : [found.category.info]
      for info in infos {
        // A note, as a payment that was refunded in full, is told apart from errors of the same code.
        let key = found.severity == .note ? "\(info.code) note" : info.code
        var group =
          groups[key]
          ?? DiscrepancyGroup(info)
        group.add(found, info)
        groups[key] = group
      }
    }
    let order = Dictionary(uniqueKeysWithValues: ReconciliationRules.all.enumerated().map { ($1.code, $0) })
    return groups.values.sorted {
      $0.severity == $1.severity
        ? order[$0.code, default: 0] < order[$1.code, default: 0] : $0.severity > $1.severity
    }
  }

  private mutating func add(_ found: Discrepancy, _ info: RuleInfo) {
    let own = found.category == .matched ? info.severity : found.severity
    severity = max(severity, own)
    items += 1
    let isFirst = code != Category.sharedPayment.rawValue || payments.insert(found.ident).inserted
    if isFirst, let currency = found.currency, let amount = amount(of: found) { sums[currency, default: 0] += amount }
    if let age = found.age { oldest = max(oldest ?? 0, age) }
  }

  /// The money that is in question.
  private func amount(of found: Discrepancy) -> Int128? {
    switch code {
    case ReconciliationFlag.refundedFull.rawValue, ReconciliationFlag.refundedPart.rawValue,
      ReconciliationFlag.refundedOver.rawValue, ReconciliationFlag.refundsDiffer.rawValue:
      found.refunded.map { Int128($0) }
    case ReconciliationFlag.disputed.rawValue: found.disputed.map { Int128($0) }
    case ReconciliationFlag.amountMismatch.rawValue: found.difference
    case Category.refundUnlinked.rawValue: (found.refunded ?? found.disputed).map { Int128($0) }
    case Category.paymentUnpaid.rawValue, Category.noPayment.rawValue: found.expected.map { Int128($0) }
    default: found.paid.map { Int128($0) }
    }
  }

  /// What is wrong, as a table names it.
  var what: Prose { "\(words: words) (\(name: code))" }

  private var words: String {
    switch code {
    case Category.conflict.rawValue: "described in two ways"
    case Category.badIdent.rawValue: "production without a PaymentIntent"
    case Category.noPayment.rawValue: "production without payment"
    case Category.sharedPayment.rawValue: "several jobs with one payment"
    case Category.paymentUnpaid.rawValue: "production whose payment was not paid"
    case Category.paymentPending.rawValue: "production whose payment is pending"
    case Category.noPaymentID.rawValue: "payment without a PaymentIntent"
    case Category.paidNoProduction.rawValue: "payment without production"
    case Category.timing.rawValue: "production long after, or before, its payment; or still to come"
    case Category.refundUnlinked.rawValue: "refund or dispute of an unknown payment"
    case ReconciliationFlag.refundedFull.rawValue: "produced, and refunded in full"
    case ReconciliationFlag.refundedPart.rawValue: "refunded in part"
    case ReconciliationFlag.refundedOver.rawValue: "more refunded than paid"
    case ReconciliationFlag.refundsDiffer.rawValue: "refunds on which payments and refunds disagree"
    case ReconciliationFlag.bookedTwice.rawValue: "payment that stands twice in the books"
    case ReconciliationFlag.chargedTwice.rawValue: "payment of more than one charge"
    case ReconciliationFlag.disputed.rawValue: "disputed"
    case ReconciliationFlag.amountMismatch.rawValue: "another amount than expected (the difference is shown)"
    case ReconciliationFlag.currencyMismatch.rawValue: "another currency than expected"
    case ReconciliationFlag.idLink.rawValue: "payment and transaction ids that stand with others elsewhere"
    default: code
    }
  }

  /// "EUR 79.98, USD 5.00", or "n/a": never a sum over currencies.
  var amounts: Prose {
    if sums.isEmpty { return "n/a" }
    return Prose.joined(sums.sorted { $0.key < $1.key }.map { "\(words: Money.text($0.value, $0.key))" })
  }

  /// "2 payments, EUR 79.98, without production".
  var headline: Prose {
    let money: Prose = sums.isEmpty ? "" : ", \(amounts),"
    switch code {
    case Category.paidNoProduction.rawValue: return "\(items, "payment")\(money) without production"
    case Category.noPayment.rawValue: return "\(items, "production line")\(money) without payment"
    case Category.badIdent.rawValue: return "\(items, "production line") without a PaymentIntent"
    case Category.conflict.rawValue: return "\(items, "item") described in two ways"
    case Category.sharedPayment.rawValue: return "\(items, "production line")\(money) with a shared payment"
    case Category.paymentUnpaid.rawValue: return "\(items, "production line") whose payment was not paid"
    case Category.paymentPending.rawValue: return "\(items, "production line") whose payment is pending"
    case Category.noPaymentID.rawValue: return "\(items, "payment")\(money) without a PaymentIntent"
    case Category.timing.rawValue: return "\(items, "item")\(money) at the edge of time"
    case Category.refundUnlinked.rawValue:
      return "\(items) \(words: items == 1 ? "refund or dispute" : "refunds or disputes")\(money) not linked"
    case ReconciliationFlag.amountMismatch.rawValue:
      // The sum is one of differences; where two amounts are expected, there is none.
      return "\(items, "item") with another amount than expected\(sums.isEmpty ? "" : ", the difference is \(amounts)")"
    default: return "\(items, "item")\(words: sums.isEmpty ? "" : ", ")\(sums.isEmpty ? "" : amounts): \(words: words)"
    }
  }
}
