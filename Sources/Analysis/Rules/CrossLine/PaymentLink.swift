/// A PaymentIntent and a transaction id belong to each other.
enum PaymentLink: CrossLineRule {
  static let about = RuleInfo(
    code: "payment-link",
    title: "A PaymentIntent always stands with the same transaction id, and the reverse",
    severity: .warning, impact: .money, owner: .service,
    basis: .consistent("every published payment has one transaction id"),
    why: """
      The payment of a job has two names: Stripe's PaymentIntent, and the service's own transaction id. A name that \
      stands with two different others makes it unclear which payment is meant. Transaction ids are compared as UUIDs, \
      PaymentIntents byte for byte.
      """,
    example: "pi_3Ol… stands with transaction 8a1f… on Monday's job and with 77c2… on Tuesday's.",
    meanwhile: "Use the tokens; keep both records for the reconciliation of payments.",
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, elsewhere the same payment stands with \
      {expected}. Which is right?
      """)

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    var failed = BitSet()
    for (kind, partner) in [(LineEntry.Kind.payment, LineEntry.Kind.transaction), (.transaction, .payment)] {
      let groups = try lines.sharing(kind)
      for group in 0..<groups.count {
        try judge(groups[group], partner, lines, &failed, &verdicts)
      }
    }
    try verdicts.countCounted(&lines, of: Self.self)
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? {
    entry.obstacle(.payment) ?? entry.obstacle(.transaction)
  }

  /// Compares the partners of production lines that share the other name with that of the first which has both.
  private static func judge(
    _ places: ArraySlice<Int>, _ partner: LineEntry.Kind, _ lines: LinesTogether, _ failed: inout BitSet,
    _ verdicts: inout CrossLineVerdicts
  ) throws(SourceFailure) {
    guard let first = try lines.first(of: places, having: partner) else { return }
    for place in places {
      let entry = try lines.index.entry(place)
      guard entry.has(partner), try !lines.index.isSame(partner, first.entry, entry), !failed.contains(place)
      else { continue }
      failed.insert(place)
      try verdicts.fail(place, because: first.place)
    }
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    let index = lines.index
    let (one, other) = (try index.entry(failure.place), try index.entry(failure.other))
    let isSamePayment = try index.isSame(.payment, one, other)
    let partner = isSamePayment ? LineEntry.Kind.transaction : .payment
    let shared = isSamePayment ? LineEntry.Kind.payment : .transaction
    let (actual, expected) = (try index.text(partner, of: one), try index.text(partner, of: other))
    return [
      Evidence(
        isSamePayment ? .transactionID : .paymentIntent, expected: expected, actual: actual,
        message: """
          \(data: try index.text(shared, of: one)) stands here with \(data: actual), and with \(data: expected) on \
          production line \(try lines.name(failure.other)).
          """)
    ]
  }
}
