/// An element of the list is a production line by its type.
enum LineType: LineRule {
  static let about = RuleInfo(
    code: "line-type",
    title: "The type of a production line is \"tokens\"",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .shape("the documented JSON:API type, in every published example"),
    why: """
      JSON:API gives every resource a type, and the members of a resource mean what its type says. Only type \
      "tokens" is a production line; the figures of anything else would be judged by rules that are not made for it.
      """,
    example: "The third element of a list of 412 has type \"token\", one letter short of \"tokens\".",
    meanwhile: "Hold what this element stands for, and look whether the export was put together from several answers.",
    ask: """
      The list of production lines has an element {line} whose {field} is {actual} instead of {expected}. What kind of \
      resource is it, and why is it in this list?
      """)

  static let examples = RuleExamples(
    good: [.complete, .requested],
    bad: [
      .complete.with(.type, #""token""#), .complete.with(.type, #""Tokens""#), .complete.with(.type, #""alphabet""#),
      .complete.with(.type, "\"\""),
    ],
    notTestable: [
      .complete.without(.type), .complete.with(.type, "null"), .complete.with(.type, "1"),
      .complete.twice(.type, #""tokens""#),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs(.type) ?? (facts.areUsual(FieldSet(.type)) ? .passed : nil)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    return context.texts.withBytes(of: line.type) { $0.equals("tokens") } ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let actual = context.string(line.type)
    return Evidence(
      .type, expected: "tokens", actual: actual,
      message: "The type is \(data: actual), where a production line has \(name: "tokens").")
  }
}
