/// Money that moves after a payment: a refund, a dispute, a failure, as a row of its own tells it.
struct PaymentMovement: BitwiseCopyable, Sendable {
  enum Kind: UInt8, Sendable {
    case refund, dispute
    /// A payment that failed after it was booked, or the part of an authorisation that was not captured.
    case reversal
  }

  var kind = Kind.refund
  /// Whether it is a row of an itemised report, which names it by another id than a file of refunds.
  var isOfReport = false
  /// Its own id, by which it is counted once.
  var id = ObjectID.none
  var intent = ObjectID.none
  var charge = ObjectID.none
  /// Minor units, positive for what leaves the account, negative for what comes back.
  var amount: Int64 = 0
  var currency: Currency?
  var row: UInt32 = 0
  var file: UInt32 = 0

  /// Whether what both state is the same.
  func agrees(with other: PaymentMovement) -> Bool {
    func isSame(_ one: ObjectID, _ other: ObjectID) -> Bool { one == other || one.isNone || other.isNone }
    return (amount, currency) == (other.amount, other.currency) && isSame(intent, other.intent)
      && isSame(charge, other.charge)
  }
}
