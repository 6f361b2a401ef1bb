/// What two records say of the same object.
extension PaymentRecord {
  /// Whether the other says nothing else: a copy, wherever it stands.
  func saysTheSame(as other: PaymentRecord) -> Bool {
    (intent, charge, amount, refunded, disputed, fee) == (
      other.intent, other.charge, other.amount, other.refunded, other.disputed, other.fee
    ) && released == other.released
      && (created, currency, status, facts, extra) == (
        other.created, other.currency, other.status, other.facts, other.extra
      )
  }

  /// How two records of the same object stand to each other.
  enum Relation {
    /// What both state is the same.
    case same
    /// The first shows an earlier state, which became that of the other.
    case earlier
    case later
    /// No course of events has both.
    case contrary
  }

  /// How this record stands to another; between states that differ their times must be the same, between others not,
  /// since formats state different ones; of one format, `contradictsTime` tells.
  func relation(to other: PaymentRecord) -> Relation {
    let shared = facts.intersection(other.facts)
    let all = facts.union(other.facts)
    if !hasSameAmount(as: other) { return .contrary }
    // One payment can't be of both modes.
    if all.contains([.isTest, .isLive]) { return .contrary }
    var relations = [statusRelation(to: other)]
    if shared.contains(.hasRefundFigure) { relations.append(Self.growth(refunded, other.refunded)) }
    if shared.contains(.hasDisputeFigure) { relations.append(disputeRelation(to: other)) }
    relations.removeAll { $0 == .same }
    guard let first = relations.first else { return .same }
    // A ledger has bookings, and no states.
    let isCourse = hasSameTime(as: other) && !all.contains(.isLedger) && relations.allSatisfy { $0 == first }
    return isCourse ? first : .contrary
  }

  /// Whether the times are the same, as far as both can tell.
  private func hasSameTime(as other: PaymentRecord) -> Bool {
    let step = Int(max(precision, other.precision))
    return created / step == other.created / step
  }

  /// Whether both state the same moment of the object, and not the same time: no state of it explains that. Bookings
  /// are moments of their own.
  func contradictsTime(of other: PaymentRecord) -> Bool {
    moment == other.moment && moment != .booking && !hasSameTime(as: other)
  }

  /// Whether the amounts agree, of which one may be that which was authorised and the other that which was taken; of
  /// what is stated in the currency of the settlement, only an amount in the same currency can be compared.
  private func hasSameAmount(as other: PaymentRecord) -> Bool {
    if currency != other.currency { return facts.union(other.facts).contains(.isSettlement) }
    return amount == other.amount || taken == other.taken || released(by: other) != nil
      || other.released(by: self) != nil
  }

  /// What was not captured, if a report has less than was authorised, and this row states the rest among its refunds.
  private func released(by report: PaymentRecord) -> Int64? {
    guard report.facts.contains(.isOfReport), facts.contains(.hasRefundFigure), report.amount < amount else {
      return nil
    }
    let rest = amount - report.amount
    return rest <= refunded ? rest : nil
  }

  /// Adds what the other knows of what was authorised, and what was taken of it.
  private mutating func addCapture(_ other: PaymentRecord) {
    guard currency == other.currency else { return }
    if let rest = other.released(by: self) {
      (amount, released) = (other.amount, rest)
    } else if let rest = released(by: other) {
      released = max(released, rest)
    } else if amount == other.amount {
      released = max(released, other.released)
    } else if amount < other.amount, taken == other.taken {
      (amount, released) = (other.amount, other.released)
    }
  }

  /// An attempt is pending first, and then paid or not; a PaymentIntent is paid last.
  private func statusRelation(to other: PaymentRecord) -> Relation {
    if status == other.status { return .same }
    if charge.isNone { return status == .paid ? .later : other.status == .paid ? .earlier : .contrary }
    return status == .pending ? .earlier : other.status == .pending ? .later : .contrary
  }

  /// A dispute begins, perhaps as an inquiry, by which nothing moves, and then it is won, lost or closed.
  private func disputeRelation(to other: PaymentRecord) -> Relation {
    if disputed == other.disputed { return .same }
    if disputed > 0, other.disputed > 0 { return .contrary }
    let areOver = [self, other].map { $0.facts.contains(.isDisputeOver) }
    if areOver[0] != areOver[1] { return areOver[0] ? .later : .earlier }
    return areOver[0] ? .contrary : Self.growth(disputed, other.disputed)
  }

  private static func growth(_ one: Int64, _ other: Int64) -> Relation {
    one == other ? .same : one < other ? .earlier : .later
  }

  /// Adds what only the other states, and what the later of both does.
  mutating func add(_ other: PaymentRecord, _ relation: Relation) {
    let haveDispute = facts.intersection(other.facts).contains(.hasDisputeFigure)
    switch relation {
    case .later where haveDispute: break
    case .earlier where haveDispute: disputed = other.disputed
    default: disputed = max(disputed, other.disputed)
    }
    switch relation {
    case .later: break
    case .earlier: status = other.status
    case .same, .contrary: status = max(status, other.status)
    }
    if facts.contains(.isSettlement), !other.facts.contains(.isSettlement) {
      amount = other.amount
      currency = other.currency
      facts.remove(.isSettlement)
    }
    addCapture(other)
    refunded = max(refunded, other.refunded)
    let wasSettlement = facts.contains(.isSettlement)
    facts.formUnion(other.facts)
    if !wasSettlement { facts.remove(.isSettlement) }
    // Figures of a row speak for themselves, and with them no report alone tells what was taken.
    if !facts.isDisjoint(with: [.hasRefundFigure, .hasDisputeFigure]) { facts.remove(.isOfReport) }
    if facts.isSuperset(of: [.isDisputeOver, .hasDisputeFigure]), disputed == 0 { facts.remove(.isDisputed) }
    if feeCurrency == nil || fee == 0 {
      fee = other.fee
      feeCurrency = other.feeCurrency
    }
    if extra == 0 { extra = other.extra }
  }
}
