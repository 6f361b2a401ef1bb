/// What a reconciliation calls an item: each job and each payment has exactly one, the first that fits.
public enum Category: String, CaseIterable, Sendable {
  case conflict
  case badIdent = "bad-ident"
  case outOfScope = "out-of-scope"
  case noPayment = "no-payment"
  case sharedPayment = "shared-payment"
  case paymentUnpaid = "payment-unpaid"
  case paymentPending = "payment-pending"
  case testMode = "test-mode"
  case outOfWindow = "out-of-window"
  case noPaymentID = "no-payment-id"
  case paidNoProduction = "paid-no-production"
  case timing
  case unpaidUnused = "unpaid-unused"
  case matched
  /// A refund or dispute whose payment no file has: no item of either side.
  case refundUnlinked = "refund-unlinked"

  /// The categories of jobs, in the order in which they are tried.
  public static let ofJobs: [Category] = [
    .conflict, .badIdent, .outOfScope, .noPayment, .sharedPayment, .paymentUnpaid, .paymentPending, .matched,
  ]
  /// The categories of payments, in the order in which they are tried.
  public static let ofPayments: [Category] = [
    .conflict, .testMode, .outOfWindow, .noPaymentID, .paidNoProduction, .timing, .unpaidUnused, .matched,
  ]

  /// The severity unless something of the item changes it.
  public var severity: Severity { info.severity }

  /// The place in reports and in hashes of what is kept.
  var rank: UInt8 { UInt8(Category.allCases.firstIndex(of: self) ?? 0) }

  init(rank: UInt8) { self = Category.allCases[Int(rank)] }
}
