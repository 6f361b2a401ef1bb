/// How rows become a payment, and what moves after it.
extension Payment {
  /// A payment of one record.
  mutating func take(_ record: PaymentRecord, at place: Int32) {
    amount = record.taken
    released = record.released
    refunded = record.givenBack
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
      amount = saturated(amount, attempt.record.taken)
      released = saturated(released, attempt.record.released)
      refunded = saturated(refunded, attempt.record.givenBack)
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
      let step = Int(max(precision, whole.precision))
      // It is paid last, so what shows it unpaid is older than the attempt; but it was made before it, and a ledger has
      // no states.
      let isOlder = whole.created / step <= created / step && !whole.facts.contains(.isLedger)
      let isContrary = whole.status != .paid && !isOlder
      if isContrary || !hasSameAmount(as: whole) { isConflicting = true }
      if facts.contains(.isSettlement) {
        amount = whole.taken
        released = whole.released
        currency = whole.currency
        facts.remove(.isSettlement)
      } else if whole.status == .paid {
        release(whole.released)
      }
    } else if whole.facts.contains(.isCanceled) {
      // It was given up after its attempts.
      status = .unpaid
    } else if whole.status > status {
      // The attempt that succeeded is in no file.
      status = whole.status
      amount = whole.taken
      released = whole.released
      created = whole.created
      precision = whole.precision
    }
  }

  /// Whether the PaymentIntent itself states what its attempts do, as far as that can be compared.
  private func hasSameAmount(as whole: PaymentRecord) -> Bool {
    if currency != whole.currency { return facts.contains(.isSettlement) }
    return amount == whole.taken || saturated(amount, released) == whole.amount
  }

  /// Whether it states itself what a movement in another currency, that of the settlement, tells.
  func states(_ movement: PaymentMovement) -> Bool {
    switch movement.kind {
    case .refund: movement.isSettlement && facts.contains(.hasRefundFigure)
    case .dispute: movement.isSettlement && facts.contains(.hasDisputeFigure)
    case .failure, .release: false
    }
  }

  /// Notes how much of what was authorised was not captured. Where that was not known, it stands among what the payment
  /// states as refunded.
  mutating func release(_ sum: Int64) {
    let more = sum - released
    guard more > 0 else { return }
    released = sum
    amount = max(0, amount - more)
    if refunded >= more { refunded -= more }
  }

  /// Adds what moved afterwards; what the payment itself states of refunds and disputes is not counted twice.
  mutating func move(_ sums: MovementSums) {
    refunded = max(refunded, clamped(max(sums.keptOfReport, sums.keptByFile(of: self))))
    if sums.hasRefund { facts.insert(.statesRefunds) }
    if sums.hasDispute { settle(sums) }
    amount = max(0, amount - clamped(sums.failed))
    if amount == 0, sums.failed > 0 || sums.released > 0 { status = .unpaid }
  }

  /// Of what is said of disputes, that counts which knows how they ended; of several such, and without any, the
  /// largest.
  private mutating func settle(_ sums: MovementSums) {
    let own = facts.contains(.hasDisputeFigure) ? (amount: disputed, isOver: facts.contains(.isDisputeOver)) : nil
    facts.formUnion([.statesDisputes, .isDisputed])
    let told = [own, sums.disputesOfReport, sums.disputesByFile].compactMap(\.self)
    let ended = told.filter(\.isOver)
    disputed = (ended.isEmpty ? told : ended).map(\.amount).max() ?? 0
    guard !ended.isEmpty else { return }
    facts.insert(.isDisputeOver)
    if disputed == 0 { facts.remove(.isDisputed) }
  }

  private func saturated(_ one: Int64, _ other: Int64) -> Int64 { clamped(Int128(one) + Int128(other)) }

  private func clamped(_ sum: Int128) -> Int64 { Int64(clamping: max(0, sum)) }
}
