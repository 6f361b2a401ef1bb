/// The tokens that are available, together with those of the job, are no more than there are.
enum AvailableArithmetic: LineRule {
  static let about = RuleInfo(
    code: "available-arithmetic",
    title: "Tokens produced and tokens available add up",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published example, before and after the job"),
    why: """
      available = T − tokens produced so far, where T = length ^ digits is the number of different tokens. Once the \
      job has ended, T − available − size is what earlier parts of the production line have produced, which can't be \
      negative. Before that, available still counts the tokens of the job: size ≤ available ≤ T.
      """,
    example: """
      DICE with 5 characters per token has 7,776 tokens. A job of 7,000 has ended and 1,000 are said to be available: \
      224 more than there are.
      """,
    meanwhile: "Hold the batch: tokens may stand twice. Compare the file with those of earlier parts.",
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, we expect {expected}. Which tokens does it \
      count, and were any produced twice?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .requested, .complete.with(.size, "1000"), .requested.with(.available, "1000"),
      long.with(.available, "\"\(longTotal.dropLast(5))39625\""), long.with(.available, "0"),
      .partial.with(.digits, "21").with(.available, #""43674252383913877424036476406214949912""#),
    ],
    bad: [
      .complete.with(.available, "1"), .complete.with(.size, "7000").with(.available, "1000"),
      .complete.with(.size, "7777"), .requested.with(.available, "999"), .requested.with(.available, "456977"),
      .requested.with(.size, "456977"), .partial.with(.available, "\"\(longTotal)\""),
      .requested.with(.available, "\"\(longTotal)\""), long.with(.available, "\"\(longTotal.dropLast(5))39626\""),
      .partial.with(.digits, "21").with(.available, #""43674252383913877424036476406214949913""#),
      .requested.of(alphabet: "VOWELS", "AEIOU").with(.digits, "100").with(.available, "\"\(longTotal.dropLast())6\""),
    ],
    notTestable: [
      .complete.with(.alphabet, #""MINE""#), .complete.without(.size), .complete.with(.available, "-1"),
      .complete.without(.ended), .requested.with(.ended, #""2024-03-19T12:52:54.707Z""#),
      .complete.without(.timestamps),
    ])

  /// 5^100.
  private static let longTotal = "7888609052210118054117285652827862296732064351090230047702789306640625"
  private static let long = ExampleLine.partial.of(alphabet: "VOWELS", "AEIOU").with(.digits, "100")

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needsPhase() ?? facts.needs([.size, .available, .digits]) ?? facts.needsAlphabet()
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard let total = line.smallTotal else {
      return checkExactly(line.size, line.available, line.phase, line.alphabet, line.digits, context)
    }
    // What doesn't fit is more than any total that does.
    guard let available = line.available.small else { return .failed }
    let size = Int128(line.size)
    let holds = line.phase == .after ? available + size <= total : size <= available && available <= total
    return holds ? .passed : .failed
  }

  /// The same with numbers of any length. Its values come one by one: a whole production line would be copied for each
  /// call.
  @inline(never)
  private static func checkExactly(
    _ size: Int, _ available: Quantity, _ phase: Phase, _ alphabet: Int?, _ digits: Int, _ context: RuleContext
  ) -> Verdict {
    guard let alphabet else { return .notTestable(.alphabetUnknown) }
    let available = available.exact(in: context.texts)
    let size = DecimalInteger(UInt64(size))
    if phase != .after, available < size { return .failed }
    if context.isBeyondQuantities(alphabet: alphabet, digits: digits) { return .passed }
    let total = context.total(alphabet: alphabet, digits: digits)
    return (phase == .after ? available + size : available) <= total ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let total = context.total(of: line) else { return Evidence(.available, message: "") }
    let size = DecimalInteger(UInt64(line.size))
    let available = line.available.exact(in: context.texts)
    let actual = context.string(line.available.digits)
    // A job that has more tokens than there are leaves no value that would be right.
    let most = total.subtracting(size)
    if line.phase == .after {
      let excess = (available + size).subtracting(total) ?? DecimalInteger(0)
      return Evidence(
        .available, expected: most.map { "at most \($0)" } ?? "a smaller job", actual: actual, unit: "tokens",
        message: """
          \(size, "token") of this job and \(available) still available are \(excess) more than the \(total) that \
          there are.
          """)
    }
    return Evidence(
      .available, expected: most == nil ? "a smaller job" : "\(size) to \(total)", actual: actual, unit: "tokens",
      message: total < available
        ? "\(available, "token") are available before the job, but there are only \(total)."
        : "The job orders \(size, "token"), but only \(available) are available before it.")
  }
}
