/// What moved after a payment, in minor units.
struct MovementSums {
  /// Refunds by rows of itemised reports, by files of refunds, and what these call failed or canceled.
  private var refundedOfReport: Int128 = 0
  private var refundedByFile: Int128 = 0
  private var failedByFile: Int128 = 0
  private(set) var hasRefund = false
  /// What of the refunds is still pending.
  private(set) var pending: Int128 = 0
  /// What failed after it was booked, and what was authorised and not captured.
  private(set) var failed: Int128 = 0
  private(set) var released: Int128 = 0
  private var ofReport = Disputes()
  private var byFile = Disputes()

  /// Disputes, and whether all of them have ended.
  private struct Disputes {
    var sum: Int128 = 0
    var count = 0
    var hasEnded = true

    mutating func add(_ amount: Int64, hasEnded: Bool) {
      sum += Int128(amount)
      count += 1
      if !hasEnded { self.hasEnded = false }
    }

    var told: (amount: Int64, isOver: Bool)? { count == 0 ? nil : (Int64(clamping: max(0, sum)), hasEnded) }
  }

  /// Adds a movement of the payment.
  mutating func add(_ movement: PaymentMovement) {
    let amount = Int128(movement.amount)
    switch movement.kind {
    case .refund where movement.isOfReport: refundedOfReport += amount
    case .refund:
      refundedByFile += amount
      if movement.isVoid { failedByFile += Int128(movement.stated) }
      if movement.isPending { pending += amount }
    case .dispute where movement.isOfReport: ofReport.add(movement.amount, hasEnded: false)
    case .dispute: byFile.add(movement.amount, hasEnded: movement.stage == MovementStatus.lastStage)
    case .failure: failed += amount
    case .release: released += amount
    }
    if movement.kind == .refund { hasRefund = true }
  }

  var hasDispute: Bool { ofReport.count + byFile.count > 0 }

  /// What files of disputes say.
  var disputesByFile: (amount: Int64, isOver: Bool)? { byFile.told }

  /// What itemised reports say. A dispute whose money came back has ended; of the others the report doesn't say, nor
  /// which of several it was.
  var disputesOfReport: (amount: Int64, isOver: Bool)? {
    ofReport.told.map { ($0.amount, isOver: $0.amount == 0 && byFile.count < 2) }
  }

  /// What reports have as refunded, but for what is known to have failed: they may be older than that.
  var keptOfReport: Int128 { max(0, refundedOfReport - failedByFile) }

  /// What files of refunds have as given back of what a payment took: like the payment's own row, they may have what
  /// was not captured among it.
  func keptByFile(of payment: Payment) -> Int128 {
    let stated = Int128(payment.refunded) + Int128(payment.released)
    return payment.facts.contains(.hasRefundFigure) && refundedByFile == stated
      ? Int128(payment.refunded) : refundedByFile
  }
}
