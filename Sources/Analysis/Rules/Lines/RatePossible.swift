/// The stated rate is high enough for the characters that were made in the time between the stamps.
enum RatePossible: LineRule {
  /// Milliseconds by which the service's own clock and the stamps may differ, rounding included.
  private static let allowance: Int128 = 10

  static let about = RuleInfo(
    code: "rate-possible",
    title: "The job had time for its characters at the stated rate",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .consistent(
      "3 published figures: the service's own clock ran 2.9, 5.0 and 438 ms less than the stamps show"),
    why: """
      rate is in characters per second of the service's own clock, which runs inside started…ended. With N = digits · \
      size and W = ended − started in ms, (rate + 1) · (W + 10) ≥ 1000 · N: the rate was rounded down, and 10 ms are \
      allowed for the stamps.
      """,
    example: """
      38,880 characters in 4,282 ms are 9,079 characters per second; the stated rate is 9,000, at which they take \
      4,320 ms.
      """,
    meanwhile: """
      Hold the batch until its data file was counted: fewer tokens than stated would explain the rate. If the file is \
      whole, only rate or stamps are wrong.
      """,
    ask: """
      Production line {line}, ended {ended}: {field} is {actual} characters per second, but size, digits and the stamps \
      give {expected}. Which of these figures is right, and were all tokens produced?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .analyzed, .complete.with(.rate, "9058"), .complete.with(.rate, "1000000"),
      .complete.with(.started, #""2024-03-19T12:52:54.707Z""#).with(.rate, "3887999"),
      .complete.with(.size, "0").with(.rate, "0"),
    ],
    bad: [
      .complete.with(.rate, "9057"), .complete.with(.rate, "0"), .partial.with(.rate, "4961"),
      .complete.with(.started, #""2024-03-19T12:52:54.707Z""#).with(.rate, "3887998"),
      .complete.with(.digits, "4096").with(.size, "999999999999999999"),
    ],
    notTestable: [
      .requested, .complete.without(.started), .complete.with(.rate, "9086.0"), .complete.with(.size, #""-1""#),
      .complete.with(.ended, #""2024-03-19T12:52:54Z""#), .complete.twice(.ended, #""2024-03-19T12:52:54.707Z""#),
      .complete.with(.started, #""2024-03-19T12:52:54.708Z""#),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    JobRun.needs(facts)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    let run = JobRun(line)
    if run.milliseconds < 0 { return .notTestable(.negativeRunTime) }
    // Below 2^60 · 2^50, and below 2^82.
    return (run.rate &+ 1) &* (run.milliseconds &+ allowance) < 1000 &* run.characters ? .failed : .passed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let run = JobRun(line)
    let implied: Prose =
      if let rate = run.impliedRate { "that is \(rate) characters per second" } else { "no time at all" }
    return Evidence(
      .rate, expected: run.impliedRate.map { String($0) } ?? "", actual: String(run.rate),
      unit: "characters per second",
      message: """
        \(run.characters) characters were made in \(run.milliseconds) ms, \(implied); the service states a rate of \
        only \(run.rate).
        """)
  }
}
