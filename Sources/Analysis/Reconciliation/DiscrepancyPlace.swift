/// Where the particulars of a discrepancy are found; they are put together when they are written.
struct DiscrepancyPlace: Sendable {
  enum Subject: Sendable {
    /// The place of a job.
    case job(Int)
    /// The number of a payment.
    case payment(Int)
    /// The place of a refund or dispute.
    case movement(Int)
  }

  let subject: Subject
  let category: Category
  let severity: Severity
  /// When it was requested or paid, in milliseconds since 1970; nil if that isn't known.
  let moment: Int?
  /// The id that stays the same.
  let id: Fingerprint
  /// The acceptance of it, by its place among those given.
  var acceptance: Int?
  /// The acceptance that names it and doesn't cover it, by its place among those given.
  var outgrown: Int?
  /// Whether the prior report has it too, and no less of it; nil if there is none.
  var isKnown: Bool?
}
