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

  private static let byRank = Category.allCases

  /// The place in reports, and what is kept of an item.
  var rank: UInt8 {
    switch self {
    case .conflict: 0
    case .badIdent: 1
    case .outOfScope: 2
    case .noPayment: 3
    case .sharedPayment: 4
    case .paymentUnpaid: 5
    case .paymentPending: 6
    case .testMode: 7
    case .outOfWindow: 8
    case .noPaymentID: 9
    case .paidNoProduction: 10
    case .timing: 11
    case .unpaidUnused: 12
    case .matched: 13
    case .refundUnlinked: 14
    }
  }

  init(rank: UInt8) { self = Category.byRank[Int(rank)] }
}
