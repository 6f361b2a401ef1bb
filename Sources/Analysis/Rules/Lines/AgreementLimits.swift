/// A job is within the limits of the basic agreement.
enum AgreementLimits: LineRule {
  static let about = RuleInfo(
    code: "agreement-limits",
    title: "A job is within the basic agreement",
    severity: .off, impact: .bookkeeping, owner: .you,
    basis: .consistent("the limits of the basic agreement; other agreements have others, so the rule is off"),
    why: """
      The basic agreement has jobs of 1,000 to 100,000 tokens with 3 to 100 characters per token. Switch the rule on \
      with --agreement basic if that is yours.
      """,
    example: "A job of 500 tokens is half of the 1,000 that the basic agreement begins with.",
    meanwhile: "Use the tokens; look up which agreement this job was ordered under.",
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, and the basic agreement has {expected}. \
      Which agreement does this job belong to?
      """)

  /// Tokens of a job in the basic agreement.
  private static let sizes = 1000...100_000
  /// Characters per token in the basic agreement.
  private static let lengths = 3...100

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .requested, .partial.with(.size, "100000"), .partial.with(.digits, "3"),
      .partial.with(.digits, "100"), .complete.with(.alphabet, #""MINE""#),
    ],
    bad: [
      .complete.with(.size, "999"), .complete.with(.size, "100001"), .partial.with(.digits, "2"),
      .partial.with(.digits, "101"),
    ],
    notTestable: [.complete.without(.size), .complete.with(.digits, "5.0")])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs([.size, .digits])
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    sizes.contains(line.size) && lengths.contains(line.digits) ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    if !sizes.contains(line.size) {
      return Evidence(
        .size, expected: "\(sizes.lowerBound) to \(sizes.upperBound)", actual: String(line.size), unit: "tokens",
        message: """
          The job has \(line.size, "token"); the basic agreement has \(sizes.lowerBound) to \(sizes.upperBound).
          """)
    }
    return Evidence(
      .digits, expected: "\(lengths.lowerBound) to \(lengths.upperBound)", actual: String(line.digits),
      unit: "characters",
      message: """
        A token has \(line.digits, "character"); the basic agreement has \(lengths.lowerBound) to \
        \(lengths.upperBound).
        """)
  }
}
