/// The status is one of the steps that are known.
enum StatusKnown: FactRule {
  static let about = RuleInfo(
    code: "status-known",
    title: "The status is a known step",
    severity: .warning, impact: .bookkeeping, owner: .tool,
    basis: .shape("the six documented words: requested, started, ended, finished, analyzed, deleted"),
    why: """
      The status says which members and stamps must be there. With another word only the stamps tell how far the job \
      has come, and the rules that need the status can't be tested.
      """,
    example: "The status is \"paused\", which is none of the 6 known steps.",
    meanwhile: """
      Treat the batch as not finished unless the stamp finished is there. If the word is new in the service, look for a \
      newer TokAudit.
      """,
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}. We know {expected}. Where in the life cycle \
      does this step stand, and which stamps does it set?
      """)

  static let examples = RuleExamples(
    good: [
      .requested, .complete, .analyzed, .requested.with(.status, #""started""#),
      .complete.with(.status, #""ended""#), .complete.with(.status, #""deleted""#),
    ],
    bad: [
      .complete.with(.status, #""paused""#), .complete.with(.status, #""Finished""#),
      .complete.with(.status, #""finished ""#), .complete.with(.status, "\"\""),
    ],
    notTestable: [
      .complete.without(.status), .complete.with(.status, "null"), .complete.with(.status, "4"),
      .complete.twice(.status, #""finished""#), .complete.with(.attributes, "3"),
    ])

  static func check(_ facts: LineFacts) -> Verdict {
    facts.needs(.status) ?? (facts.status == nil ? .failed : .passed)
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let known = Status.allCases.map(\.name).joined(separator: ", ")
    let actual = context.string(line.statusWord)
    return Evidence(
      .status, expected: known, actual: actual,
      message: "The status \(data: actual) is not known; known are \(words: known).")
  }
}
