/// What a reconciliation calls an item: each job and each payment has exactly one, the first that fits.
public enum Category: String, CaseIterable, BitwiseCopyable, Sendable {
  /// States of the job, or records of the payment, that contradict each other.
  case conflict
  /// The PaymentIntent is absent, a placeholder or can't be used.
  case badIdent = "bad-ident"
  /// A job that was requested outside the window.
  case outOfScope = "out-of-scope"
  /// A job whose payment no file has.
  case noPayment = "no-payment"
  /// A job whose PaymentIntent another job has too.
  case sharedPayment = "shared-payment"
  /// A job whose payment was never paid.
  case paymentUnpaid = "payment-unpaid"
  /// A job whose payment is not settled yet.
  case paymentPending = "payment-pending"
  /// A payment of another mode than the one that is reconciled.
  case testMode = "test-mode"
  /// A payment that was made outside the window.
  case outOfWindow = "out-of-window"
  /// A payment without a PaymentIntent.
  case noPaymentID = "no-payment-id"
  /// A payment that was made in the window and has no job.
  case paidNoProduction = "paid-no-production"
  /// A payment without a job, so late in the window that its production may still come.
  case timing
  /// A payment that was never paid and has no job.
  case unpaidUnused = "unpaid-unused"
  /// A job with its payment.
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
}
