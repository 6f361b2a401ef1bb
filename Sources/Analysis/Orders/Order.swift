/// What was ordered: a row of a table of orders.
public struct Order: Equatable, Sendable {
  /// The name that the buyer gave it.
  public let name: String
  /// The id of the production line; empty if the payment tells.
  public let lineID: String
  /// The PaymentIntent of the job; empty if all parts of the production line belong to the order.
  public let paymentIntent: String
  /// The alphabet; nil if the order doesn't say.
  public let alphabet: String?
  /// Characters per token; nil if the order doesn't say.
  public let digits: Int?
  /// Tokens.
  public let size: Int
  /// The date or time until which it is due, as the table says it; empty if the order doesn't say.
  public let due: String
  /// The first moment at which it is overdue; nil if the order doesn't say.
  public let overdueFrom: Timestamp?
  /// Where its row begins.
  let location: Location
  /// The 0-based place among the rows of the table, without the header.
  let index: Int

  /// What its production line is found by; empty without one. UUIDs are compared in lower case.
  var lineKey: [UInt8] { lineID.utf8.comparedAsID }
  /// What its payment is found by; empty without one.
  var paymentKey: [UInt8] { Array(paymentIntent.utf8) }

  /// Whether it is for the production line as a whole, with all its parts.
  var isForWholeLine: Bool { paymentIntent.isEmpty }

  /// Whether it should have been delivered at a moment; never if the order or the moment doesn't say.
  func isOverdue(at moment: Timestamp?) -> Bool {
    guard let overdueFrom, let moment else { return false }
    return moment >= overdueFrom
  }
}
