/// The payment of a job is a transaction with a UUID.
enum TransactionIDShape: LineRule {
  static let about = RuleInfo(
    code: "transaction-id-shape",
    title: "The payment is of type \"transaction\" and its id a UUID",
    severity: .warning, impact: .money, owner: .service,
    basis: .shape("the documented type and form, 8-4-4-4-12 hexadecimal digits of either case"),
    why: """
      relationships.payment.data is a JSON:API resource identifier: only type and id together name the transaction. A \
      placeholder, in which every digit is an X, is how the documentation hides real ids: it identifies nothing and is \
      left out of all comparisons of ids.
      """,
    example: "The id of the transaction is XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX: 32 times X instead of digits.",
    meanwhile: """
      Match the job with its payment by the PaymentIntent, which doesn't need this id. If it is a placeholder, audit the \
      answer that the service gave instead of a sample.
      """,
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, where we expect {expected}. Which transaction \
      paid this job?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .requested, .complete.with(.transactionID, #""A3B1C2D4-5E6F-4711-8899-AABBCCDDEEFF""#),
    ],
    bad: [
      .complete.with(.transactionID, #""XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX""#),
      .complete.with(.transactionID, #""a3b1c2d4-5e6f-4711-8899-aabbccddeef""#),
      .complete.with(.transactionID, #""pi_3OxYzA2eZvKYlo2C0AbCdEfG""#), .complete.without(.paymentType),
      .complete.with(.paymentType, "null"), .complete.with(.paymentType, #""payment""#),
      .complete.with(.paymentType, #""Transaction""#), .complete.with(.transactionID, #""7""#).with(.paymentType, "7"),
    ],
    notTestable: [
      .complete.without(.transactionID), .complete.with(.payment, "null"), .complete.with(.transactionID, "7"),
      .complete.twice(.transactionID, #""a3b1c2d4-5e6f-4711-8899-aabbccddeeff""#), .complete.with(.paymentType, "7"),
      .complete.twice(.paymentType, #""transaction""#),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs(.transactionID) ?? (facts.areUsual(members) ? .passed : nil)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    if shape(line, context) != .usual { return .failed }
    guard line.has(.paymentType) else {
      let obstacle = line.obstacle(FieldSet(.paymentType))
      return obstacle == .absent ? .failed : .notTestable(obstacle)
    }
    return context.texts.withBytes(of: line.paymentType) { $0.equals("transaction") } ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let id = context.string(line.transactionID)
    switch shape(line, context) {
    case .placeholder:
      return Evidence(
        .transactionID, expected: "a UUID", actual: id,
        message: "The id of the transaction is a placeholder of the documentation: it identifies nothing.")
    case .other:
      return Evidence(
        .transactionID, expected: "a UUID", actual: id,
        message: "The id of the transaction, \(data: id), is no UUID (8-4-4-4-12 hexadecimal digits).")
    case .usual:
      let type = line.has(.paymentType) ? context.string(line.paymentType) : nil
      let stated: Prose = if let type { "is \(data: type)" } else { "is absent" }
      return Evidence(
        .paymentType, expected: "transaction", actual: type ?? "",
        message: "The type of the payment \(stated), where \(name: "transaction") is expected.")
    }
  }

  private static let members = FieldSet([.transactionID, .paymentType])

  @inline(__always)
  private static func shape(_ line: ProductionLine, _ context: RuleContext) -> IdentifierShape {
    IdentifierShape.of(.transactionID, line.transactionID, of: line, in: context.texts)
  }
}
