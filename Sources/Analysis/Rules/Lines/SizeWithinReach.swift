/// A job is no larger than the service's limit for one job.
enum SizeWithinReach: LineRule {
  static let about = RuleInfo(
    code: "size-within-reach",
    title: "A job is within the service's limit of bytes",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published example"),
    why: """
      size · digits · bytes ≤ 2^20, where bytes is the UTF-8 length of one character: no job may take more than \
      reachable. The 2^20 bytes are the service's limit today, --reach-limit sets another. Newlines don't count. Where \
      the characters of an alphabet differ in length, the service's reckoning is not known.
      """,
    example: """
      DICE with 10 characters per token takes 30 bytes a token, so one job may have 34,952 tokens; a job of 50,000 \
      takes 1,500,000 bytes instead of at most 1,048,576.
      """,
    meanwhile: "Hold the batch: download the file and count its rows, because the job may have been cut at the limit.",
    limit: .reachLimit,
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, we expect {expected} for one job. Has the \
      limit of a job changed, or was this one cut?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .requested, .complete.with(.digits, "10").with(.size, "34952"),
      .requested.with(.size, "262144"), .complete.under("--reach-limit 116640") { $0.reachLimit = 116_640 },
      .complete.without(.timestamps),
    ],
    bad: [
      .complete.with(.digits, "10").with(.size, "34953"), .requested.with(.size, "262145"),
      .complete.under("--reach-limit 116639") { $0.reachLimit = 116_639 },
      .partial.with(.digits, "4096").with(.size, "999999999999999999"),
    ],
    notTestable: [
      .complete.of(alphabet: "MIXED", "aé⚀"), .complete.with(.alphabet, #""MINE""#), .complete.without(.digits),
      .complete.with(.size, "-1"),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs([.size, .digits]) ?? facts.needsAlphabet()
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard let traits = context.traits(of: line) else { return .notTestable(.alphabetUnknown) }
    guard let width = traits.uniformWidth else { return .notTestable(.mixedWidth) }
    // Below 10^18 · 2^14.
    let bytes = Int128(line.size) &* Int128(line.digits &* width)
    return bytes <= Int128(context.settings.reachLimit) ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let width = context.alphabet(of: line)?.uniformWidth else { return Evidence(.size, message: "") }
    let token = line.digits * width
    let limit = context.settings.reachLimit
    return Evidence(
      .size, expected: "at most \(limit / token)", actual: String(line.size), unit: "tokens",
      message: """
        \(line.size, "token") of \(token, "byte") \(words: line.size == 1 ? "takes" : "take") \(Int128(line.size) * Int128(token), "byte"); one job may take \
        \(limit, "byte"), which is \(limit / token, "token").
        """)
  }
}
