/// `exceptions.csv`: a row for each item that somebody has to look at, oldest first. With `accepted_by` filled in, the
/// same file goes to `--accept`.
public enum ExceptionsTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "exception_id", "category", "flags", "severity", "ident", "line_id", "transaction_id", "stripe_object_id",
    "left_source", "left_index", "right_source", "right_row", "currency", "expected_minor", "paid_minor",
    "refunded_minor", "disputed_minor", "difference_minor", "requested_utc", "paid_utc", "lag_s", "age_days",
    "stripe_status", "invoice", "cost_centre", "explanation", "next_step", "accepted_by", "reason", "until",
  ])

  /// The row of a discrepancy.
  public static func row(_ found: Discrepancy) -> String {
    let head: [CSVCell] = [
      .text(found.id.description), .text(found.category.rawValue),
      .text(found.flags.map(\.rawValue).joined(separator: " ")), .text(found.severity.rawValue), .text(found.ident),
      .text(found.lineID), .text(found.transactionID), .text(found.stripeObjectID), .text(found.leftSource),
      number(found.leftIndex), .text(found.rightSource), number(found.rightRow),
      .text(found.currency?.description ?? ""),
    ]
    let amounts: [CSVCell] = [
      minor(found.expected), minor(found.paid), minor(found.refunded), minor(found.disputed),
      found.difference.map { .digits(String($0)) } ?? .empty,
    ]
    let times: [CSVCell] = [
      .text(found.requested?.description ?? ""), .text(found.paidAt?.description ?? ""), number(found.lag),
      number(found.age),
    ]
    let words: [CSVCell] = [
      .text(found.status), .text(found.invoice), .text(found.costCentre), .text(found.explanation.plain),
      .text(found.nextStep), .text(found.acceptance?.acceptedBy ?? ""), .text(found.acceptance?.reason ?? ""),
      .text(found.acceptance?.until ?? ""),
    ]
    return CSVFormat.row(head + amounts + times + words)
  }

  static func number(_ number: Int?) -> CSVCell { number.map { .number($0) } ?? .empty }

  static func minor(_ amount: Int64?) -> CSVCell { amount.map { .digits(String($0)) } ?? .empty }
}
