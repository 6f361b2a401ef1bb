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
      func major(_ minor: Int128) -> String { Money.major(minor, currency, isGrouped: true) }
      func text(_ sum: MoneyFlow.Sum) -> String { sum.isKnown ? Money.text(sum.minor, currency) : "n/a" }
      table.rows.append(
        ["\(words: currency.description)"] + flow.sums.map { "\(words: $0.isKnown ? major($0.minor) : "n/a")" })
      pictures.append(
        .picture(
          Picture(
            "What became of the payments in \(words: currency.description)",
            """
            \(Prose.joined(flow.sums.map { "\(words: $0.name) \(words: text($0))" })). \
            Each bar begins where the one before has ended.
            """,
            WaterfallDrawing(
              steps: flow.steps.map { step in
                WaterfallDrawing.Step(
                  label: "\(words: step.sum.name)", from: step.from, to: step.to, amount: text(step.sum),
                  isAlarm: step.sum.name == MoneyFlow.unexplained && step.sum.minor != 0)
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

  /// A sum with its name, in minor units.
  struct Sum {
    let name: String
    let minor: Int128
    /// Whether a format of the files states it.
    var isKnown = true
  }

  let sums: [Sum]

  /// - Parameter scope: what belongs to the window and the mode.
  init(_ totals: ControlTotals, _ currency: Currency, scope: ControlTotals.Sums) {
    func retained(_ category: Category) -> Int128 {
      totals.sums[.init(category: category, currency: currency)]?.retained ?? 0
    }
    let (matched, timing) = (retained(.matched), retained(.timing))
    sums = [
      Sum(name: "paid", minor: scope.paid),
      Sum(name: "refunded", minor: scope.refunded, isKnown: scope.statesRefunds),
      Sum(name: "disputed", minor: scope.disputed, isKnown: scope.statesDisputes),
      Sum(name: "matched", minor: matched), Sum(name: "timing", minor: timing),
      Sum(name: MoneyFlow.unexplained, minor: scope.retained - matched - timing),
    ]
  }

  /// The steps of a picture: what was paid goes up from 0, the others come down to 0.
  var steps: [(sum: Sum, from: Int128, to: Int128)] {
    var level: Int128 = 0
    return sums.enumerated().map { place, sum in
      let from = level
      level += place == 0 ? sum.minor : -sum.minor
      return (sum, from, level)
    }
  }
}
