/// No member that TokAudit knows stands twice in its object.
enum JSONDuplicateKey: FactRule {
  static let about = RuleInfo(
    code: "json-duplicate-key",
    title: "No member stands twice",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .shape("RFC 8259, section 4: names within an object should be unique"),
    why: """
      Of two members with the same name some programs take the first, some the last, and some refuse: two readers of \
      the same answer see different figures. TokAudit uses neither, so the rules that need the member are not testable. \
      Names are compared after escapes are resolved.
      """,
    example: "attributes.size stands twice, first 7776, then 1000: was the job paid for 7,776 tokens or for 1,000?",
    meanwhile: """
      Find out which of the two values holds before you rely on this production line. Look whether a program merged or \
      edited the answer when it was saved.
      """,
    ask:
      "Production line {line}, requested {requested}: {field} stands more than once in its object. Which value holds?")

  static let examples = RuleExamples(
    good: [.complete, .partial, .requested, .complete.with(.rate, "9086.0")],
    bad: [
      .complete.twice(.size, #""1000""#), .complete.twice(.size, #""7776""#), .complete.twice(.id, #""x""#),
      .complete.twice(.ended, #""2024-03-19T12:52:54.707Z""#), .complete.twice(.dataSize, "124415"),
      .complete.twice(.timestamps, "{}"), .complete.twice(.attributes, "{}"),
      .complete.twice(.paymentIntent, #""pi_3OxYzA2eZvKYlo2C0AbCdEfG""#),
      .complete.with(path: #"attributes.r\u0061te"#, "9086"),
    ],
    notTestable: [])

  static func check(_ facts: LineFacts) -> Verdict {
    facts.doubtful.isEmpty ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let fields = line.doubtful.fields
    let names = Prose.joined(fields.map { "\(name: $0.path)" })
    return Evidence(
      fields.first, expected: "once",
      message: """
        \(names) \(words: fields.count == 1 ? "stands" : "stand") more than once; which value holds can't be told, so \
        none is used.
        """)
  }
}
