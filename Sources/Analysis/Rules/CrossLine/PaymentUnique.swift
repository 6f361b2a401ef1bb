/// A PaymentIntent pays for one production line.
enum PaymentUnique: CrossLineRule {
  static let about = RuleInfo(
    code: "payment-unique",
    title: "A PaymentIntent stands on one production line only",
    severity: .warning, impact: .money, owner: .service,
    basis: .consistent("every published job has a PaymentIntent of its own, though none is promised"),
    why: """
      Each job carries the PaymentIntent that paid it. One PaymentIntent on two production lines means that one of them \
      was not paid, or that a payment was booked on the wrong one. PaymentIntents are compared byte for byte.
      """,
    example: "pi_3Ol… stands on two production lines of 100,000 tokens each: one payment for two deliveries.",
    meanwhile: "Use the tokens; hold the invoice of both until it is clear what was paid.",
    ask: """
      Production line {line}, requested {requested}, states the payment {actual}, which another production line states \
      too. Which of the two did it pay?
      """)

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    try verdicts.failOnOtherLines(.payment, &lines)
    try verdicts.countCounted(&lines, of: Self.self)
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? {
    entry.obstacle(.payment) ?? entry.obstacle(.id)
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    let ident = try lines.index.text(.payment, of: lines.index.entry(failure.place))
    return [
      Evidence(
        .paymentIntent, expected: "on one production line only", actual: ident,
        message: "\(data: ident) also pays for production line \(try lines.name(failure.other)).")
    ]
  }
}

extension CrossLineVerdicts {
  /// Fails those production lines whose key stands on one with another id too: each is compared with the first.
  mutating func failOnOtherLines(_ kind: LineEntry.Kind, _ lines: inout LinesTogether) throws(SourceFailure) {
    let groups = try lines.sharing(kind)
    for group in 0..<groups.count {
      guard let first = try lines.first(of: groups[group], having: .id) else { continue }
      for place in groups[group] {
        let entry = try lines.index.entry(place)
        if entry.has(.id), try !lines.index.isSame(.id, first.entry, entry) { try fail(place, because: first.place) }
      }
    }
  }

  /// Counts the production lines that count and can be judged: those that did not fail have passed.
  mutating func countCounted(_ lines: inout LinesTogether, of rule: any CrossLineRule.Type) throws(SourceFailure) {
    let census = try lines.countedCensus()
    var tested = 0
    census.visit { [lines] entry, count in
      if let obstacle = rule.obstacle(to: entry, lines) {
        tally.notTestable[obstacle] += count
      } else {
        tested += count
      }
    }
    tally.passed = tested - failed
  }
}
