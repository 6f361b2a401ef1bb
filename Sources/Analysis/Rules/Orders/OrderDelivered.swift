/// As many tokens were delivered as were ordered.
enum OrderDelivered: Rule, OrderRule {
  static let about = RuleInfo(
    code: "order-delivered",
    title: "As many tokens were delivered as were ordered",
    severity: .error, impact: .tokens, owner: .service,
    basis: .shape("size is the number of tokens of a job; available is what its production line can still produce"),
    why: """
      Tokens count once their job has ended; where the production line was deleted before, there are none. An order \
      that names a PaymentIntent gets the tokens of the jobs that were paid by it; one that names only a production \
      line gets all its parts together, T − available, also those that no list shows. The service may scale a request \
      down silently: one job takes at most 2^20 = 1,048,576 bytes of token characters (--reach-limit sets another \
      limit), which is floor(1,048,576 / (digits · bytes of a character)) tokens. Whoever orders more gets that many, \
      unless further parts of the production line are requested.
      """,
    example: """
      An order has 100,000 tokens of LOWER_LATIN with 15 characters per token. One job may take \
      floor(1,048,576 / 15) = 69,905 tokens; the list states a size of 69905, so 30,095 tokens are missing. DICE with 10 \
      characters per token needs 30 bytes a token: 34,952 tokens.
      """,
    meanwhile: """
      Short: don't distribute more tokens than there are, and request the missing ones as the next part. Over: find out \
      what the others were meant for.
      """,
    limit: .reachLimit,
    ask: """
      Production line {line}, requested {requested}: we ordered {expected} tokens and {actual} were delivered. Why do \
      these numbers differ?
      """)

  static func check(_ judgement: OrderJudgement) -> Verdict {
    switch judgement.state {
    case .delivered: .passed
    case .short, .over: .failed
    case .open, .overdue: .notTestable(judgement.jobs.isEmpty ? .noOrderedJob : .notEnded)
    case .notJudged(let obstacle): .notTestable(obstacle)
    }
  }

  static func explain(_ judgement: OrderJudgement, _ context: RuleContext, _ finding: inout Finding) {
    let (ordered, delivered) = (judgement.order.size, judgement.delivered ?? 0)
    finding.field = Field.size.path
    finding.expected = String(ordered)
    finding.actual = String(delivered)
    finding.unit = "tokens"
    let name: Prose = "Order \(data: judgement.order.name)"
    finding.message =
      delivered > ordered
      ? "\(name): \(delivered, "token") were delivered, \(delivered - ordered) more than the \(ordered) ordered."
      : """
      \(name): \(delivered) of \(ordered, "token") were delivered, \(ordered - delivered, "token") short. \
      \(reason(judgement, context))
      """
  }

  private static func reason(_ judgement: OrderJudgement, _ context: RuleContext) -> Prose {
    judgement.jobs.contains(where: \.isGivenUp)
      ? "A production line was deleted before its job ended, so nothing more comes of it." : reach(judgement, context)
  }

  /// What the limit of a job says of an order that is short.
  private static func reach(_ judgement: OrderJudgement, _ context: RuleContext) -> Prose {
    let unknown: Prose = """
      The service may have scaled the request down; the limit of a job can't be worked out here, since alphabet or \
      characters per token are not known or the characters differ in length.
      """
    guard let job = judgement.latest, let alphabet = job.alphabet, let digits = job.digits, digits > 0,
      let width = context.catalogue.alphabets[alphabet].uniformWidth
    else { return unknown }
    let limit = context.settings.reachLimit
    let most = limit / (digits * width)
    let basis: Prose = """
      one job takes at most \(most, "token") of \(digits * width, "byte") (\(limit, "byte"))
      """
    if most == 0 || judgement.order.size <= most {
      return "The limit of a job doesn't explain it: \(basis)."
    }
    let jobs = (judgement.order.size + most - 1) / most
    return "The service may have scaled the request down: \(basis), so this order needs \(jobs, "job")."
  }
}
