/// Tokens have the alphabet and the characters per token that were ordered.
enum OrderAlphabet: Rule, OrderRule {
  static let about = RuleInfo(
    code: "order-alphabet",
    title: "Alphabet and characters per token are those ordered",
    severity: .error, impact: .tokens, owner: .service,
    basis: .shape("a production line names its alphabet and its characters per token"),
    why: """
      Tokens of another alphabet or length can't be used for what they were ordered for. Names of alphabets are compared \
      byte for byte; two known alphabets with the same characters in the same order are one, such as BASE16 and \
      LOWER_HEX. What an order leaves empty is not compared.
      """,
    example: "The order says UPPER_HEX with 16 characters per token, the production line LOWER_HEX with 16.",
    meanwhile: "Don't use the tokens before you know which is right, the order or the request.",
    ask: """
      Production line {line}, requested {requested}: we ordered {expected}, the list states {actual}. What was requested?
      """)

  static func check(_ judgement: OrderJudgement) -> Verdict {
    if judgement.deviating != nil { return .failed }
    return judgement.obstacleToAlphabet.map { .notTestable($0) } ?? .passed
  }

  static func explain(_ judgement: OrderJudgement, _ context: RuleContext, _ finding: inout Finding) {
    guard let job = judgement.deviating else { return }
    let order = judgement.order
    let isLength = order.digits.map { digits in job.digits.map { $0 != digits } ?? false } ?? false
    finding.field = isLength ? Field.digits.path : Field.alphabet.path
    finding.expected = Self.design(order.alphabet, order.digits)
    finding.actual = Self.design(job.alphabetID, job.digits)
    finding.message = """
      Order \(data: order.name) is for \(data: finding.expected), the production line states \(data: finding.actual).
      """
  }

  private static func design(_ alphabet: String?, _ digits: Int?) -> String {
    [alphabet, digits.map { "\($0) characters per token" }].compactMap(\.self).joined(separator: ", ")
  }
}
