/// What one row says of a payment or of an attempt of it, in 136 bytes.
struct PaymentRecord: BitwiseCopyable, Sendable {
  /// What a row says besides, and what it can say at all.
  struct Facts: OptionSet, BitwiseCopyable, Sendable {
    let rawValue: UInt16
    /// A row of an itemised report, which has refunds, disputes and failures in rows of their own.
    static let isOfReport = Facts(rawValue: 1 << 0)
    /// The format says what was refunded.
    static let statesRefunds = Facts(rawValue: 1 << 1)
    /// The format says what was disputed.
    static let statesDisputes = Facts(rawValue: 1 << 2)
    static let isTest = Facts(rawValue: 1 << 3)
    static let isLive = Facts(rawValue: 1 << 4)
    /// The amount is in the currency of the settlement: no figure to compare with an order.
    static let isSettlement = Facts(rawValue: 1 << 5)
    /// Disputed, though no amount is stated.
    static let isDisputed = Facts(rawValue: 1 << 6)
    /// The row itself states what was refunded, or disputed.
    static let hasRefundFigure = Facts(rawValue: 1 << 7)
    static let hasDisputeFigure = Facts(rawValue: 1 << 8)
    /// A row of a ledger.
    static let isLedger = Facts(rawValue: 1 << 9)
    /// Its dispute is won, lost or closed.
    static let isDisputeOver = Facts(rawValue: 1 << 10)
    /// A PaymentIntent that was given up for good.
    static let isCanceled = Facts(rawValue: 1 << 11)
  }

  // In this order the fields fill the gaps behind the ids: 136 bytes.

  /// The PaymentIntent; `none` without one.
  var intent = ObjectID.none
  /// The row in its file: the header is row 1; of a list, the element, from 1.
  var row: UInt32 = 0
  /// The charge, if the row is one of an attempt.
  var charge = ObjectID.none
  /// The place of its file in the book.
  var file: UInt32 = 0
  /// Minor units that were asked for, or authorised if it is paid.
  var amount: Int64 = 0
  /// Minor units of the amount that are known not to have been captured.
  var released: Int64 = 0
  /// Minor units that went back, as the row states them: Stripe counts what was released among them.
  var refunded: Int64 = 0
  /// Minor units that the buyer's bank holds or has taken back.
  var disputed: Int64 = 0
  /// Minor units that Stripe kept, in `feeCurrency`.
  var fee: Int64 = 0
  /// Milliseconds since 1970.
  var created = 0
  /// The place in the book's invoices, 0 for none.
  var extra: UInt32 = 0
  var currency: Currency?
  /// Which moment `created` is.
  var moment = MomentKind.booking
  var feeCurrency: Currency?
  var status = PaymentStatus.unpaid
  var facts: Facts = []
  /// Milliseconds of the shortest time that `created` can tell: a second, a minute or a day.
  var precision: Int32 = 1000

  /// Minor units that were taken.
  var taken: Int64 { amount - released }

  /// Minor units that went back of those that were taken.
  var givenBack: Int64 { refunded >= released ? refunded - released : refunded }

  /// Notes what was taken of an amount that may be larger.
  mutating func take(_ taken: Int64) {
    released = max(0, amount - taken)
    amount = max(amount, taken)
  }

  /// Says that all of it went back, where no sum says it.
  mutating func setRefundedInFull() {
    guard refunded == 0 else { return }
    refunded = amount
    facts.formUnion([.statesRefunds, .hasRefundFigure])
  }

  /// Says that what was authorised is not to be captured any more, if all of it went back: then nothing was taken.
  mutating func setReleased() {
    if status == .pending, amount > 0, refunded >= amount { status = .unpaid }
  }

  /// Says that it is disputed, where no amount says how much of it: the sum of disputes can't be told then.
  mutating func setDisputedWithoutAmount() {
    facts.insert(.isDisputed)
    facts.subtract([.statesDisputes, .hasDisputeFigure])
  }
}

extension Currency: BitwiseCopyable {}
