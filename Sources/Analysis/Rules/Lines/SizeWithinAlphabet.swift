/// A job has at least one token and no more than its alphabet and characters per token allow.
enum SizeWithinAlphabet: LineRule {
  static let about = RuleInfo(
    code: "size-within-alphabet",
    title: "A job has no more tokens than there are",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published example; it follows from the promise that no token comes twice"),
    why: """
      1 ≤ size ≤ T, where T = length ^ digits is the number of different tokens. A production line never produces a \
      token twice, so a job can't have more than T, and a job without tokens is none.
      """,
    example: """
      DICE with 5 characters per token has 6^5 = 7,776 different tokens; a job of 7,777 must hold one of them twice.
      """,
    meanwhile: "Hold the batch: download the file, count its rows and look for tokens that stand twice.",
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, we expect {expected}. How many tokens does the job have, and are they all different?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .requested, .complete.with(.size, "1"), .partial.with(.size, "839299365868340224"),
      .partial.with(.digits, "4096").with(.size, "999999999999999999"), .complete.without(.timestamps),
    ],
    bad: [
      .complete.with(.size, "7777"), .complete.with(.size, "0"), .requested.with(.size, "456977"),
      .partial.with(.size, "839299365868340225"), .partial.with(.digits, "4096").with(.size, "0"),
    ],
    notTestable: [
      .complete.with(.alphabet, #""MINE""#), .complete.without(.size), .complete.without(.digits),
      .complete.with(.size, "7776.0"),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs([.size, .digits]) ?? facts.needsAlphabet()
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    // A total that is not kept has more digits than any size.
    let isWithin = line.smallTotal.map { Int128(line.size) <= $0 } ?? true
    return isWithin && line.size >= 1 ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let actual = String(line.size)
    guard line.size >= 1, let total = line.smallTotal, let alphabet = context.alphabet(of: line) else {
      return Evidence(
        .size, expected: "at least 1", actual: actual, unit: "tokens",
        message: "The size is 0 tokens; a job has at least 1.")
    }
    return Evidence(
      .size, expected: "1 to \(total)", actual: actual, unit: "tokens",
      message: """
        The job has \(line.size, "token"), but \(data: alphabet.id) with \(line.digits, "character") per token has \
        only \(total): \(Int128(line.size) - total) too many.
        """)
  }
}
