/// What jobs that share a payment should have cost together.
struct SharedAmount: Sendable {
  /// In the smallest units of their currencies; a job of which nobody says what it should cost adds nothing.
  private(set) var sum: Int128 = 0
  /// The currency of all; nil if they differ, or if not all amounts are known.
  var currency: Currency? { isComplete ? first : nil }

  private var first: Currency?
  private var isComplete = true

  /// Adds a job; nil if nobody says what it should cost.
  mutating func add(_ amount: ExpectedAmounts.Amount?) {
    guard let amount else {
      isComplete = false
      return
    }
    sum += Int128(amount.minor)
    if let first, first != amount.currency { isComplete = false }
    first = amount.currency
  }
}
