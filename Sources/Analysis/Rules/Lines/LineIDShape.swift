/// The id of a production line is a UUID.
enum LineIDShape: LineRule {
  static let about = RuleInfo(
    code: "line-id-shape",
    title: "The id of a production line is a UUID",
    severity: .warning, impact: .bookkeeping, owner: .you,
    basis: .shape("the documented form, 8-4-4-4-12 hexadecimal digits of either case"),
    why: """
      The id is what a batch, a payment and a question to the service are tied to. A placeholder, in which every digit \
      is an X, is how the documentation hides real ids: it identifies nothing and is left out of all comparisons of ids.
      """,
    example: "The published list has XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX, 32 times X, as the id of every line.",
    meanwhile: """
      Audit the answer that the service gave instead of a sample or an edited copy. If it did give this id, the \
      findings are valid all the same: look the batch up by its time of request.
      """,
    ask: """
      The list has a production line requested {requested} whose {field} is {actual}. Is that its real id? We know only \
      UUIDs there.
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .complete.with(.id, #""6F0C0D7E-0B1C-4A52-9F5E-2F1D3C4B5A69""#),
      .complete.with(.id, #""00000000-0000-0000-ffff-FFFFFFFFFFFF""#),
    ],
    bad: [
      .complete.with(.id, #""XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX""#),
      .complete.with(.id, #""xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx""#),
      .complete.with(.id, #""6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a6""#),
      .complete.with(.id, #""6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a6g""#),
      .complete.with(.id, #""6f0c0d7e-0b1c-4a52-9f5e2-f1d3c4b5a69""#),
      .complete.with(.id, #""6f0c0d7e-0b1c-4a-2-9f5e-2f1d3c4b5a69""#),
      .complete.with(.id, #""6f0c0d7e0b1c4a529f5e2f1d3c4b5a69""#), .complete.with(.id, "\"\""),
    ],
    notTestable: [
      .complete.without(.id), .complete.with(.id, "7"), .complete.twice(.id, #""6f0c""#),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs(.id) ?? (facts.areUsual(FieldSet(.id)) ? .passed : nil)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    shape(line, context) == .usual ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let actual = context.string(line.id)
    return Evidence(
      .id, expected: "a UUID", actual: actual,
      message: shape(line, context) == .placeholder
        ? "The id is a placeholder of the documentation: it identifies no production line."
        : "The id \(data: actual) is no UUID (8-4-4-4-12 hexadecimal digits).")
  }

  private static func shape(_ line: ProductionLine, _ context: RuleContext) -> IdentifierShape {
    IdentifierShape.of(.id, line.id, of: line, in: context.texts)
  }
}
