/// Money that moves after a payment: a refund, a dispute, a failure, as a row of its own tells it.
struct PaymentMovement: BitwiseCopyable, Sendable {
  enum Kind: UInt8, Sendable {
    case refund, dispute
    /// A payment that failed after it was booked.
    case failure
    /// The part of an authorisation that was not captured.
    case release
  }

  var kind = Kind.refund
  /// Whether it is a row of an itemised report, which names it by another id than a file of refunds.
  var isOfReport = false
  /// Whether the amount is in the currency of the settlement.
  var isSettlement = false
  /// Its own id, by which it is counted once.
  var id = ObjectID.none
  var intent = ObjectID.none
  var charge = ObjectID.none
  /// Minor units that the row states, positive for what leaves the account, negative for what comes back.
  var stated: Int64 = 0
  /// Whether nothing of that moves: the refund was not made, or the dispute cost nothing.
  var isVoid = false
  /// Whether it was begun, and may still fail.
  var isPending = false
  /// How far it has come, see `MovementStatus`.
  var stage = MovementStatus("").stage
  var currency: Currency?
  var row: UInt32 = 0
  var file: UInt32 = 0

  /// Minor units that move.
  var amount: Int64 { isVoid ? 0 : stated }

  /// Takes over what a status says.
  mutating func take(_ status: MovementStatus) {
    isVoid = status.isVoid
    isPending = status.isPending
    stage = status.stage
  }
}
