/// `totals.csv`: counts and sums by side, category and currency, in minor units; then what Stripe kept.
public enum TotalsTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "side", "category", "currency", "items", "paid_minor", "refunded_minor", "disputed_minor", "retained_minor",
  ])

  /// A row for each category of jobs, and for each category and currency of payments.
  public static func rows(_ reconciliation: Reconciliation) -> String {
    let totals = reconciliation.totals
    var rows = Category.ofJobs.map { category in
      CSVFormat.row([
        .text("job"), .text(category.rawValue), .empty, .number(totals.jobsByCategory[category] ?? 0), .empty, .empty,
        .empty, .empty,
      ])
    }
    for category in Category.ofPayments {
      let currencies: [Currency?] = totals.currencies
      for currency in currencies + [nil] {
        guard let sums = totals.sums[.init(category: category, currency: currency)] else { continue }
        rows.append(
          CSVFormat.row([
            .text("payment"), .text(category.rawValue), .text(currency?.description ?? ""), .number(sums.items),
            .digits(String(sums.paid)), amount(sums.refunded, isKnown: sums.statesRefunds),
            amount(sums.disputed, isKnown: sums.statesDisputes), .digits(String(sums.retained)),
          ]))
      }
    }
    for (currency, fee) in totals.fees.sorted(by: { $0.key < $1.key }) {
      rows.append(
        CSVFormat.row([
          .text("fees"), .empty, .text(currency.description), .empty, .digits(String(fee)), .empty, .empty, .empty,
        ]))
    }
    return rows.joined()
  }

  /// A sum, empty where formats don't state it.
  private static func amount(_ sum: Int128, isKnown: Bool) -> CSVCell {
    isKnown ? .digits(String(sum)) : .empty
  }
}
