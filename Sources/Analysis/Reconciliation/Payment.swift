/// A payment put together from all rows of its PaymentIntent, attempts and copies of them.
struct Payment: BitwiseCopyable, Sendable {
  /// What happened twice, as its rows tell together.
  struct Twice: OptionSet, BitwiseCopyable, Sendable {
    let rawValue: UInt8
    /// Ledgers book the payment more than once.
    static let booked = Twice(rawValue: 1 << 0)
    /// Several charges of the PaymentIntent took money.
    static let charged = Twice(rawValue: 1 << 1)
  }

  /// Minor units that were taken, or asked for if it is not paid.
  var amount: Int64 = 0
  /// Minor units that are known to have been authorised besides, and not captured.
  var released: Int64 = 0
  /// Minor units that went back of those that were taken.
  var refunded: Int64 = 0
  /// Minor units that are held back or were taken back.
  var disputed: Int64 = 0
  /// Milliseconds since 1970.
  var created = 0
  /// The record that reports name: the one that took the money, or the first by file and row.
  var record: Int32 = -1
  var currency: Currency?
  var twice: Twice = []
  var facts: PaymentRecord.Facts = []
  var precision: Int32 = 1000
  var status = PaymentStatus.unpaid
  /// What it is called, once it is judged.
  var category = Category.matched
  var flags = FlagSet()
  /// Whether it has a PaymentIntent, by which a job may name it.
  var hasIntent = false
  /// Whether two records disagree.
  var isConflicting = false
  /// Whether a job names it.
  var isUsed = false
  /// Whether an exception of a job tells of it already.
  var isTold = false

  /// What was kept of it: nothing unless it was paid.
  var retained: Int128 { status == .paid ? Int128(amount) - Int128(refunded) - Int128(disputed) : 0 }
}
