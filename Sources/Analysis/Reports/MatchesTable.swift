/// `matches.csv`: a row for each job whose payment was found. `LC_ALL=C sort -u` of its first column has the digest
/// that the report states.
public enum MatchesTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "ident", "line_id", "transaction_id", "stripe_object_id", "job_category", "payment_category", "flags", "currency",
    "paid_minor", "requested_utc", "paid_utc", "left_source", "left_index", "right_source", "right_row",
  ])

  /// The row of a match.
  public static func row(_ match: PaymentMatch) -> String {
    CSVFormat.row([
      .text(match.ident), .text(match.lineID), .text(match.transactionID), .text(match.stripeObjectID),
      .text(match.job.rawValue), .text(match.payment.rawValue),
      .text(match.flags.map(\.rawValue).joined(separator: " ")), .text(match.currency?.description ?? ""),
      ExceptionsTable.minor(match.paid), .text(match.requested?.description ?? ""),
      .text(match.paidAt.description), .text(match.leftSource), .number(match.leftIndex),
      .text(match.rightSource), .number(match.rightRow),
    ])
  }
}
