/// Every production line belongs to an order.
enum LineWithoutOrder: Rule {
  static let about = RuleInfo(
    code: "line-without-order",
    title: "Every production line belongs to an order",
    severity: .warning, impact: .money, owner: .you,
    basis: .shape("an order names its production line or the PaymentIntent of its job"),
    why: """
      What nobody ordered may have been requested twice or by mistake, and was paid. Or its order is missing in the table.
      """,
    example: "A production line was paid by a PaymentIntent that no order names, and no order names its id.",
    meanwhile: "Find out who requested it, and add the order or ask for the money back.",
    ask: "Production line {line}, requested {requested}: we find no order for it. Who requested it?")
}
