/// What two records say of the same object.
extension PaymentRecord {
  /// Whether the other says nothing else: a copy, wherever it stands.
  func saysTheSame(as other: PaymentRecord) -> Bool {
    (intent, charge, amount, refunded, disputed, fee) == (
      other.intent, other.charge, other.amount, other.refunded, other.disputed, other.fee
    )
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
  /// since formats state different ones.
  func relation(to other: PaymentRecord) -> Relation {
    let shared = facts.intersection(other.facts)
    let all = facts.union(other.facts)
    let isSettlement = all.contains(.isSettlement)
    if shared.contains(.hasAmount), !isSettlement, (amount, currency) != (other.amount, other.currency) {
      return .contrary
    }
    // One payment can't be of both modes.
    if all.contains([.isTest, .isLive]) { return .contrary }
    var relations = [statusRelation(to: other)]
    if shared.contains(.hasRefundFigure) { relations.append(Self.growth(refunded, other.refunded)) }
    if shared.contains(.hasDisputeFigure) { relations.append(disputeRelation(to: other)) }
    relations.removeAll { $0 == .same }
    guard let first = relations.first else { return .same }
    let step = Int(max(precision, other.precision))
    let isOneTime = created / step == other.created / step
    // A ledger has bookings, and no states.
    let isCourse = isOneTime && !all.contains(.isLedger) && relations.allSatisfy { $0 == first }
    return isCourse ? first : .contrary
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
    refunded = max(refunded, other.refunded)
    let wasSettlement = facts.contains(.isSettlement)
    facts.formUnion(other.facts)
    if !wasSettlement { facts.remove(.isSettlement) }
    if feeCurrency == nil || fee == 0 {
      fee = other.fee
      feeCurrency = other.feeCurrency
    }
    if extra == 0 { extra = other.extra }
  }
}

extension Payment {
  /// A payment of one record.
  mutating func take(_ record: PaymentRecord, at place: Int32) {
    amount = record.amount
    refunded = record.refunded
    disputed = record.disputed
    created = record.created
    self.record = place
    currency = record.currency
    facts = record.facts
    precision = record.precision
    status = record.status
  }

  /// A payment of several objects: attempts, and perhaps the PaymentIntent itself.
  ///
  /// - Parameter objects: each object once, the best first.
  mutating func take(_ objects: [(record: PaymentRecord, place: Int32)]) {
    let attempts = objects.filter { !$0.record.charge.isNone }
    let whole = objects.first { $0.record.charge.isNone }?.record
    let paid = attempts.filter { $0.record.status == .paid }
    // Of attempts that were not paid, the first by their order stands for all.
    guard let main = paid.first ?? attempts.first ?? objects.first else { return }
    take(main.record, at: main.place)
    for attempt in paid.dropFirst() {
      if attempt.record.currency != currency {
        isConflicting = true
        continue
      }
      amount = saturated(amount, attempt.record.amount)
      refunded = saturated(refunded, attempt.record.refunded)
      disputed = saturated(disputed, attempt.record.disputed)
    }
    for object in objects {
      facts.formUnion(object.record.facts.intersection([.isTest, .isLive, .isDisputed, .hasRefundFigure]))
    }
    if facts.contains([.isTest, .isLive]) { isConflicting = true }
    if let whole, !attempts.isEmpty { hold(against: whole, hasPaid: !paid.isEmpty) }
  }

  /// Holds what the attempts say against the PaymentIntent itself.
  private mutating func hold(against whole: PaymentRecord, hasPaid: Bool) {
    if hasPaid {
      let isComparable = !facts.contains(.isSettlement) && whole.facts.contains(.hasAmount)
      let step = Int(max(precision, whole.precision))
      // It is paid last, so what shows it unpaid is older than the attempt; but it was made before it, and a ledger has
      // no states.
      let isOlder = whole.created / step <= created / step && !whole.facts.contains(.isLedger)
      let isContrary = whole.status != .paid && !isOlder
      if isContrary || isComparable && (whole.amount, whole.currency) != (amount, currency) {
        isConflicting = true
      }
      if facts.contains(.isSettlement) {
        amount = whole.amount
        currency = whole.currency
        facts.remove(.isSettlement)
      }
    } else if whole.status > status {
      // The attempt that succeeded is in no file.
      status = whole.status
      amount = whole.amount
      created = whole.created
      precision = whole.precision
    }
  }

  /// Adds what moved afterwards; what the payment itself states of refunds and disputes is not counted twice.
  mutating func move(_ sums: MovementSums) {
    refunded = max(refunded, clamped(max(sums.refunded, sums.refundedByFile)))
    disputed = max(disputed, clamped(max(sums.disputed, sums.disputedByFile)))
    if sums.refunded != 0 || sums.refundedByFile != 0 { facts.insert(.statesRefunds) }
    if sums.hasDispute { facts.insert(.statesDisputes) }
    if sums.hasDispute { facts.insert(.isDisputed) }
    let reversed = clamped(sums.reversed)
    if reversed > 0 {
      amount = max(0, amount - reversed)
      if amount == 0 { status = .unpaid }
    }
  }

  private func saturated(_ one: Int64, _ other: Int64) -> Int64 { clamped(Int128(one) + Int128(other)) }

  private func clamped(_ sum: Int128) -> Int64 { Int64(clamping: max(0, sum)) }
}
