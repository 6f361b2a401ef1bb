/// What one job may take is what is available, as far as the service's limit of bytes allows.
enum ReachableLimit: LineRule {
  static let about = RuleInfo(
    code: "reachable-limit",
    title: "What is reachable follows from what is available",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .proven("every published example, before and after the job"),
    why: """
      reachable = min(available, floor(2^20 / (digits · bytes))), where bytes is the UTF-8 length of one character: as \
      many tokens as there are, and no more than one job may take. The 2^20 bytes are the service's limit today, \
      --reach-limit sets another. Where the characters of an alphabet differ in length, the service's reckoning is not \
      known.
      """,
    example: """
      BASE62 with 10 characters per token takes 10 bytes a token, so one job may take 104,857; the service states \
      100,000.
      """,
    meanwhile: "Use the tokens; before the next order, ask how many tokens one job may take.",
    limit: .reachLimit,
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, we compute {expected}. Has the limit of one \
      job changed?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .requested, .complete.with(.available, "100").with(.reachable, "100"),
      .complete.with(.digits, "1000").with(.available, huge).with(.reachable, "349"),
      .partial.with(.reachable, "100").under("--reach-limit 1009") { $0.reachLimit = 1009 },
    ],
    bad: [
      .complete.with(.reachable, "1"), .partial.with(.reachable, "100000"), .requested.with(.reachable, "456976"),
      .partial.with(.reachable, huge), .partial.under("--reach-limit 1009") { $0.reachLimit = 1009 },
      .complete.with(.available, "100").with(.reachable, "99"),
    ],
    notTestable: [
      .partial.of(alphabet: "MIXED", "aé⚀"), .partial.with(.alphabet, #""MINE""#), .partial.without(.reachable),
      .partial.with(.available, #""007""#), .partial.without(.ended), .requested.without(.timestamps),
    ])

  /// 10^40 as JSON text, more than fits an Int128.
  private static let huge = "\"1\(String(repeating: "0", count: 40))\""

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needsPhase() ?? facts.needs([.reachable, .available, .digits]) ?? facts.needsAlphabet()
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard let traits = context.traits(of: line) else { return .notTestable(.alphabetUnknown) }
    guard let width = traits.uniformWidth else { return .notTestable(.mixedWidth) }
    return line.reachable.small == expected(line, context, width) ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let width = context.alphabet(of: line)?.uniformWidth else { return Evidence(.reachable, message: "") }
    let token = line.digits * width
    let limit = context.settings.reachLimit
    let expected = expected(line, context, width)
    let available = line.available.exact(in: context.texts)
    return Evidence(
      .reachable, expected: String(expected), actual: context.string(line.reachable.digits), unit: "tokens",
      message: """
        \(available, "token") can still be produced and \(limit, "byte") hold \(limit / token) of \(token, "byte"), so \
        one job may take \(expected); the service states \(line.reachable.exact(in: context.texts)).
        """)
  }

  @inline(__always)
  private static func expected(_ line: ProductionLine, _ context: RuleContext, _ width: Int) -> Int128 {
    let limit = Int128(context.settings.reachLimit / (line.digits * width))
    // What doesn't fit is more than any limit.
    return min(line.available.small ?? limit, limit)
  }
}
