/// A production line is partial exactly if tokens remain.
enum PartialFlag: FactRule {
  static let about = RuleInfo(
    code: "partial-flag",
    title: "A production line is partial exactly if tokens remain",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .proven("every published example that has ended"),
    why: "partial = (available > 0) once the job has ended. Before that there is no such member.",
    example: "6,776 of the 7,776 tokens of a DICE production line are still available, but partial is false.",
    meanwhile: "Use the tokens; don't order the next part of this production line.",
    ask: """
      Production line {line}, ended {ended}: {field} is {actual}, but by what is available we expect {expected}. Can \
      this production line be continued?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .analyzed, .partial.with(.available, "\"1\(String(repeating: "0", count: 40))\""),
    ],
    bad: [
      .complete.with(.partial, "true"), .partial.with(.partial, "false"), .complete.with(.available, "1"),
      .partial.with(.available, "0"),
      .partial.with(.partial, "false").with(.available, "\"1\(String(repeating: "0", count: 40))\""),
    ],
    notTestable: [
      .requested, .complete.without(.partial), .complete.without(.available), .complete.with(.partial, "0"),
      .complete.without(.ended),
    ])

  static func check(_ facts: LineFacts) -> Verdict {
    facts.needsEnd() ?? facts.needs([.partial, .available])
      ?? (facts.isPartial == !facts.hasNoneAvailable ? .passed : .failed)
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    Evidence(
      .partial, expected: String(!line.partial), actual: String(line.partial),
      message: """
        With \(line.available.exact(in: context.texts), "token") still available, \(name: Field.partial.name) is \
        \(words: line.partial ? "true" : "false").
        """)
  }
}
