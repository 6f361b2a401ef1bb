/// What was delivered was there in time.
enum OrderLate: Rule, OrderRule {
  static let about = RuleInfo(
    code: "order-late",
    title: "No order was delivered after it was due",
    severity: .note, impact: .tokens, owner: .service,
    basis: .shape("a job has delivered its tokens once it has ended"),
    why: """
      An order is late when it states a due date and the last job that it needed ended after it. A date includes its \
      whole day in UTC. Of an order that is short, it is the last job that has ended.
      """,
    example: "An order was due 2026-01-31; its job ended 2026-02-01T00:10:00.000Z.",
    meanwhile: "Use the tokens; see what the delay has cost, and whether it was agreed.",
    ask: """
      Production line {line}, requested {requested}, was due {expected} and ended {actual}. Why did it take so long?
      """)

  static func check(_ judgement: OrderJudgement) -> Verdict {
    switch judgement.state {
    case .notJudged(let obstacle): return .notTestable(obstacle)
    case .open, .overdue: return .notTestable(judgement.jobs.isEmpty ? .noOrderedJob : .notEnded)
    case .delivered, .short, .over: break
    }
    guard let overdueFrom = judgement.order.overdueFrom else { return .notTestable(.notSaid) }
    switch judgement.end {
    case .success(let end): return end < overdueFrom ? .passed : .failed
    case .failure(let unclear): return .notTestable(unclear.obstacle)
    }
  }

  static func explain(_ judgement: OrderJudgement, _ context: RuleContext, _ finding: inout Finding) {
    let end = (try? judgement.end.get().description) ?? ""
    finding.field = Field.ended.path
    finding.expected = judgement.order.due
    finding.actual = end
    finding.message = """
      Order \(data: judgement.order.name) was due \(data: judgement.order.due), and its last tokens were there \
      \(words: end).
      """
  }
}
