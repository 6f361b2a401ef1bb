/// Every production line names the transaction and the PaymentIntent that paid it.
enum PaymentPresent: FactRule {
  static let about = RuleInfo(
    code: "payment-present",
    title: "The payment of the job is named",
    severity: .error, impact: .money, owner: .service,
    basis: .shape("documented for every status, and there in every published example"),
    why: """
      The service checks the payment just before it starts the job, so relationships.payment.data is there in every \
      status, with the id of the transaction and the ident of the PaymentIntent. Without them the job can't be matched \
      with what was paid.
      """,
    example: "1 of 412 production lines has relationships.payment null: 7,776 tokens, and nothing says who paid them.",
    meanwhile: "The tokens may be used; don't close the books for this job before the payment is known.",
    ask: """
      Production line {line}, requested {requested}: {field} is absent. Which PaymentIntent paid this job, or was it \
      made without payment?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .requested, .complete.with(.paymentIntent, "3"),
      .complete.twice(.transactionID, #""a3b1c2d4-5e6f-4711-8899-aabbccddeeff""#), .complete.without(.paymentType),
      .complete.with(.attributes, "3"),
    ],
    bad: [
      .complete.without(.relationships), .complete.with(.relationships, "null"), .complete.with(.relationships, "{}"),
      .complete.with(.payment, "null"), .complete.with(.payment, "{}"), .complete.with(.paymentData, "null"),
      .complete.with(.paymentData, "{}"), .complete.without(.transactionID), .complete.without(.paymentIntent),
      .requested.with(.paymentIntent, "null"), .complete.with(.transactionID, "3").without(.paymentIntent),
    ],
    notTestable: [
      .complete.with(.relationships, "[]"), .complete.with(.payment, "3"), .complete.with(.paymentData, "[]"),
      .complete.twice(.relationships, "{}"), .complete.twice(.payment, "{}"), .complete.twice(.paymentData, "{}"),
    ])

  private static let containers = FieldSet([.relationships, .payment, .paymentData])
  private static let all = containers.union(FieldSet([.transactionID, .paymentIntent]))

  static func check(_ facts: LineFacts) -> Verdict {
    if facts.hasAll(all) { return .passed }
    guard facts.isObject else { return .notTestable(.unusable) }
    // From the outside in: what can't be used hides all below it, and what is absent is a fact.
    let hiding = facts.unsure.intersection(containers)
    for field in all.fields {
      if hiding.has(field) { return .notTestable(.unusable) }
      if absent(facts).has(field) { return .failed }
    }
    return .passed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let absent = absent(line.facts).fields
    guard let first = absent.first else { return Evidence(nil, message: "") }
    // Whatever is below an absent member is absent too, and goes without saying.
    let fields = containers.has(first) ? [first] : absent
    let names = Prose.joined(fields.map { "\(name: $0.path)" }, by: " and ")
    return Evidence(
      first, expected: "present",
      message: "\(names) \(words: fields.count == 1 ? "is" : "are") absent, so the job can't be matched with a payment."
    )
  }

  /// What must be there and isn't.
  private static func absent(_ facts: LineFacts) -> FieldSet {
    all.subtracting(facts.present).subtracting(facts.unsure)
  }
}
