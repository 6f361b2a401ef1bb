/// The ident of a payment has the usual form of a Stripe PaymentIntent.
///
/// An ident of another form is still matched with payments byte for byte; a placeholder is not.
enum PaymentIdentShape: LineRule {
  static let about = RuleInfo(
    code: "payment-ident-shape",
    title: "The PaymentIntent is pi_ and 24 letters or digits",
    severity: .warning, impact: .money, owner: .you,
    basis: .shape("the usual form today; Stripe promises neither prefix nor length, but at most 255 bytes"),
    why: """
      The ident ties the job to what was paid. One that was cut, typed or mixed up with another kind of id finds no \
      payment. A placeholder, in which every letter and digit after pi_ is an X, is how the documentation hides real \
      ones: like an empty ident it identifies nothing, and is left out of all comparisons of idents.
      """,
    example: "The ident pi_3OxYzA2eZvKYlo2C0AbCdEf has 23 letters and digits after pi_, one fewer than usual.",
    meanwhile: """
      Look the ident up at Stripe. If it is known there, ignore this warning: idents of other forms are still matched \
      byte for byte.
      """,
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, where we know {expected}. Is that the whole \
      PaymentIntent that paid this job?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .complete.with(.paymentIntent, #""pi_000000000000000000000000""#),
      .complete.with(.paymentIntent, #""pi_XXXXXXXXXXXXXXXXXXXXXXX1""#),
    ],
    bad: [
      .complete.with(.paymentIntent, #""pi_XXXXXXXXXXXXXXXXXXXXXXXX""#),
      .complete.with(.paymentIntent, #""pi_XXXX…""#), .complete.with(.paymentIntent, #""pi_""#),
      .complete.with(.paymentIntent, #""pi_3OxYzA2eZvKYlo2C0AbCdEf""#),
      .complete.with(.paymentIntent, #""pi_3OxYzA2eZvKYlo2C0AbCdEfGh""#),
      .complete.with(.paymentIntent, #""pi_3OxYzA2eZvKY-o2C0AbCdEfG""#),
      .complete.with(.paymentIntent, #""ch_3OxYzA2eZvKYlo2C0AbCdEfG""#),
      .complete.with(.paymentIntent, #""PI_3OxYzA2eZvKYlo2C0AbCdEfG""#), .complete.with(.paymentIntent, "\"\""),
    ],
    notTestable: [
      .complete.without(.paymentIntent), .complete.with(.relationships, "null"), .complete.with(.paymentIntent, "3"),
      .complete.twice(.paymentIntent, #""pi_3OxYzA2eZvKYlo2C0AbCdEfG""#),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs(.paymentIntent) ?? (facts.areUsual(FieldSet(.paymentIntent)) ? .passed : nil)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    shape(line, context) == .usual ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let actual = context.string(line.paymentIntent)
    let message: Prose =
      if shape(line, context) == .placeholder {
        "The PaymentIntent is a placeholder of the documentation: it identifies no payment."
      } else if actual.isEmpty {
        "The PaymentIntent is empty: it identifies no payment."
      } else {
        """
        The PaymentIntent \(data: actual) is not \(name: "pi_") and 24 letters or digits; it is still matched byte for byte.
        """
      }
    return Evidence(
      .paymentIntent, expected: "pi_ and 24 letters or digits", actual: actual, message: message)
  }

  private static func shape(_ line: ProductionLine, _ context: RuleContext) -> IdentifierShape {
    IdentifierShape.of(.paymentIntent, line.paymentIntent, of: line, in: context.texts)
  }
}
