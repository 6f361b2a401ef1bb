/// What became of the money, by currency: a table and a picture.
extension ReconciliationReport {
  /// Only what belongs to the window and the mode.
  var money: [Report.Block] {
    var table = Report.Table(
      [.init("currency")]
        + ["paid", "refunded", "disputed", "matched", "timing", "unexplained"].map { .init($0, isNumber: true) })
    var pictures: [Report.Block] = []
    let scope = made.totals.inScope
    for currency in made.totals.currencies {
      let flow = MoneyFlow(made.totals, currency, scope: scope[currency] ?? .init())
      func text(_ minor: Int128) -> String { Money.major(minor, currency, isGrouped: true) }
      table.rows.append(["\(words: currency.description)"] + flow.amounts.map { "\(words: text($0.minor))" })
      pictures.append(
        .picture(
          Picture(
            "What became of the payments in \(words: currency.description)",
            """
            \(Prose.joined(flow.amounts.map { "\(words: $0.name) \(words: Money.text($0.minor, currency))" })). \
            Each bar begins where the one before has ended.
            """,
            WaterfallDrawing(
              steps: flow.steps.map { step in
                WaterfallDrawing.Step(
                  label: "\(words: step.name)", from: step.from, to: step.to, amount: Money.text(step.minor, currency),
                  isAlarm: step.name == MoneyFlow.unexplained && step.minor != 0)
              }))))
    }
    guard !table.rows.isEmpty else { return [] }
    return [
      .heading(2, "What became of the payments"),
      .paragraph(
        """
        Those of the window and mode: paid − refunded − disputed = matched + timing + unexplained. Timing is what the \
        days before or after should explain.
        """), .table(table),
    ] + pictures
  }
}

/// What was paid in a currency, and what it was for.
struct MoneyFlow {
  static let unexplained = "unexplained"

  /// The sums with their names, in minor units.
  let amounts: [(name: String, minor: Int128)]

  /// - Parameter scope: what belongs to the window and the mode.
  init(_ totals: ControlTotals, _ currency: Currency, scope: ControlTotals.Sums) {
    func retained(_ category: Category) -> Int128 {
      totals.sums[.init(category: category, currency: currency)]?.retained ?? 0
    }
    let (matched, timing) = (retained(.matched), retained(.timing))
    amounts = [
      ("paid", scope.paid), ("refunded", scope.refunded), ("disputed", scope.disputed), ("matched", matched),
      ("timing", timing), (MoneyFlow.unexplained, scope.retained - matched - timing),
    ]
  }

  /// The steps of a picture: what was paid goes up from 0, the others come down to 0.
  var steps: [(name: String, minor: Int128, from: Int128, to: Int128)] {
    var level: Int128 = 0
    return amounts.enumerated().map { place, amount in
      let from = level
      level += place == 0 ? amount.minor : -amount.minor
      return (amount.name, amount.minor, from, level)
    }
  }
}
