/// The evidence: control totals, and what is in each category.
extension ReconciliationReport {
  var totals: [Report.Block] {
    var table = Report.Table([.init("control total"), .init("equation"), .init("result")])
    for equation in made.equations {
      table.rows.append([equation.name, equation.text, "\(words: equation.result.rawValue)"])
    }
    var blocks: [Report.Block] = [.heading(2, "Control totals"), .table(table)]
    blocks.append(
      .paragraph(
        """
        The digest is the SHA-256 of the PaymentIntents that both sides have, sorted by bytes: the first column of \
        \(name: "matches.csv") without its header through \(name: "LC_ALL=C sort -u | sha256sum").
        """))
    let fees = made.totals.fees.sorted { $0.key < $1.key }.map { "\(words: Money.text($0.value, $0.key))" as Prose }
    if !fees.isEmpty {
      blocks.append(
        .paragraph(
          """
          Fees of all payments in the files, whatever the window, but for those of another mode, as the rows of the \
          payments state them in the currency of the settlement: \(Prose.joined(fees)). Fees of disputes and refunds, and fees in rows of their own, are not \
          among them.
          """))
    }
    return blocks
  }

  var categories: [Report.Block] {
    var jobs = Report.Table([.init("jobs"), .init("items", isNumber: true), .init("what must hold")])
    for category in Category.ofJobs {
      jobs.rows.append([
        "\(name: category.rawValue)", "\(made.totals.jobsByCategory[category] ?? 0)", "\(words: category.info.title)",
      ])
    }
    var payments = Report.Table(
      [.init("payments"), .init("currency")]
        + ["items", "paid", "refunded", "disputed", "retained"].map { .init($0, isNumber: true) }
        + [.init("what must hold")])
    for category in Category.ofPayments {
      let sums = made.totals.sums.filter { $0.key.category == category }
      let title: Prose = "\(words: category.info.title)"
      if sums.isEmpty {
        payments.rows.append(["\(name: category.rawValue)", "", "0", "", "", "", "", title])
      }
      for (key, value) in sums.sorted(by: { ReconciliationReport.isBefore($0.key.currency, $1.key.currency) }) {
        payments.rows.append([
          "\(name: category.rawValue)", "\(words: key.currency?.description ?? "n/a")", "\(value.items)",
          amount(value.paid, key.currency), amount(value.refunded, key.currency, isKnown: value.statesRefunds),
          amount(value.disputed, key.currency, isKnown: value.statesDisputes), amount(value.retained, key.currency),
          title,
        ])
      }
    }
    return [.heading(2, "Categories"), .table(jobs), .table(payments)]
  }

  private static func isBefore(_ one: Currency?, _ other: Currency?) -> Bool {
    guard let one, let other else { return one != nil }
    return one < other
  }

  private func amount(_ minor: Int128, _ currency: Currency?, isKnown: Bool = true) -> Prose {
    guard let currency, isKnown else { return "n/a" }
    return "\(words: Money.major(minor, currency, isGrouped: true))"
  }
}
