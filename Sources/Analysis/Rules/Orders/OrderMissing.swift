/// What is overdue has been delivered.
enum OrderMissing: Rule, OrderRule {
  static let about = RuleInfo(
    code: "order-missing",
    title: "No order is overdue",
    severity: .error, impact: .tokens, owner: .you,
    basis: .shape("a job has delivered its tokens once it has ended"),
    why: """
      An order is overdue when its due date is over at --as-of (or at the latest time in the data) and its jobs have not \
      ended, or no production line of it was read. A date includes its whole day in UTC. Until then, and without a due \
      date, order-open notes it.
      """,
    example: "An order is due 2026-01-31; on 2026-02-02 no list has a production line that was paid for it.",
    meanwhile: "Check that the tokens were requested and paid, and that all lists were given.",
    ask: "Our order with the production line {line} is overdue, and we find no tokens of it. Where does it stand?")

  static func check(_ judgement: OrderJudgement) -> Verdict {
    switch judgement.state {
    case .delivered, .short, .over: .passed
    case .overdue: .failed
    case .open: .notTestable(.notDue)
    case .notJudged(let obstacle): .notTestable(obstacle)
    }
  }

  static func explain(_ judgement: OrderJudgement, _ context: RuleContext, _ finding: inout Finding) {
    describe(judgement, &finding)
    finding.message = """
      Order \(data: judgement.order.name) was due \(data: judgement.order.due), and \(standing(judgement)).
      """
  }

  /// What was expected, the same for an order that is not overdue.
  static func describe(_ judgement: OrderJudgement, _ finding: inout Finding) {
    finding.field = Field.ended.path
    finding.expected = "\(judgement.order.size) tokens of order \(judgement.order.name)"
    if let delivered = judgement.delivered { finding.actual = "\(delivered) tokens" }
  }

  /// How far the order has come.
  static func standing(_ judgement: OrderJudgement) -> Prose {
    guard let waiting = judgement.jobs.last(where: \.isWaiting) else {
      return judgement.order.lineID.isEmpty || judgement.order.isForWholeLine
        ? "no production line of it was read" : "no job was read of that production line with that PaymentIntent"
    }
    let status: Prose = waiting.status.map { "; its status is \(name: $0.name)" } ?? ""
    return """
      \(judgement.delivered ?? 0) of \(judgement.order.size, "token") \
      \(words: judgement.order.size == 1 ? "was" : "were") delivered: a job has not ended\(status)
      """
  }
}
