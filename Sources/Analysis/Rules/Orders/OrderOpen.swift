/// Nothing is still to be delivered.
enum OrderOpen: Rule, OrderRule {
  static let about = RuleInfo(
    code: "order-open",
    title: "No order is still to be delivered",
    severity: .note, impact: .tokens, owner: .you,
    basis: .shape("a job has delivered its tokens once it has ended"),
    why: """
      The counterpart of order-missing for orders that are not overdue at --as-of (or at the latest time in the data), \
      or that have no due date: nothing is wrong, but not everything is there.
      """,
    example: "An order is due 2026-01-31; on 2026-01-30 its job is still started.",
    meanwhile: "Wait, and audit again when it is due.",
    isRoutine: true,
    ask: "When will the tokens of production line {line} be ready?")

  static func check(_ judgement: OrderJudgement) -> Verdict {
    switch judgement.state {
    case .delivered, .short, .over, .overdue: .passed
    case .open: .failed
    case .notJudged(let obstacle): .notTestable(obstacle)
    }
  }

  static func explain(_ judgement: OrderJudgement, _ context: RuleContext, _ finding: inout Finding) {
    OrderMissing.describe(judgement, &finding)
    let unknown: Prose =
      judgement.moment == nil ? ", but no list has a time to judge that by (give one with \(name: "--as-of"))" : ""
    let due: Prose =
      judgement.order.due.isEmpty ? "has no due date" : "is due \(data: judgement.order.due)" + unknown
    finding.message = """
      Order \(data: judgement.order.name) \(due), and \(OrderMissing.standing(judgement)).
      """
  }
}
