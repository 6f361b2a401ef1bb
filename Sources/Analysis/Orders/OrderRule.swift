/// A rule of an order and its jobs.
protocol OrderRule: Rule {
  /// Judges one order.
  static func check(_ judgement: OrderJudgement) -> Verdict

  /// Says what is wrong with an order that failed; its place is filled in.
  static func explain(_ judgement: OrderJudgement, _ context: RuleContext, _ finding: inout Finding)
}
