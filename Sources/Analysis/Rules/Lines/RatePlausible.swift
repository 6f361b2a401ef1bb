/// The job took not much longer than its characters need at the stated rate.
enum RatePlausible: LineRule {
  /// Milliseconds that a job may always take besides: start-up, which weighs on short ones (438 ms were seen).
  private static let allowance: Int128 = 500

  static let about = RuleInfo(
    code: "rate-plausible",
    title: "The job took about as long as the stated rate says",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .consistent("3 published figures, with 2.9, 5.0 and 438 ms besides; the tolerance is TokAudit's"),
    why: """
      With N = digits · size, W = ended − started in ms and g = W − 1000 · N / rate, the time that the rate doesn't \
      explain: g ≤ max(500, W · tol / (100 + tol)), where tol is --rate-tolerance, 15 unless set. More means that the \
      rate is overstated or that fewer tokens were made than stated.
      """,
    example: """
      38,880 characters at 12,000 per second take 3,240 ms; the job ran for 4,282 ms, 1,042 ms more, where 558 ms are \
      allowed.
      """,
    meanwhile: "Use the tokens, but don't rely on the rate of this production line when you plan the next order.",
    limit: .rateTolerance,
    ask: """
      Production line {line}, ended {ended}: {field} is {actual} characters per second, but size, digits and the stamps \
      give {expected}. Did the job wait, or is the rate measured in another way?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .complete.with(.rate, "10441"), .partial.with(.rate, "6644"), .complete.with(.rate, "1"),
      .complete.with(.rate, "10000").under("--rate-tolerance 0") { $0.rateTolerance = 0 },
      .complete.with(.rate, "10442").under("--rate-tolerance 16") { $0.rateTolerance = 16 },
      .complete.with(.started, #""2024-03-19T12:52:54.707Z""#),
    ],
    bad: [
      .complete.with(.rate, "10442"), .partial.with(.rate, "6645"), .complete.with(.rate, "12000"),
      .complete.with(.rate, "10441").under("--rate-tolerance 14") { $0.rateTolerance = 14 },
      .complete.with(.ended, #""2024-03-19T12:53:54.707Z""#),
      .complete.with(.rate, "999999999999999999").with(.ended, #""9999-12-31T23:59:59.999Z""#),
    ],
    notTestable: [
      .requested, .complete.with(.rate, "0"), .complete.without(.started), .complete.with(.rate, "9086.0"),
      .complete.with(.ended, #""2024-03-19T12:52:54Z""#), .complete.with(.started, #""2024-03-19T12:52:54.708Z""#),
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    JobRun.needs(facts)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    let run = JobRun(line)
    if run.milliseconds < 0 { return .notTestable(.negativeRunTime) }
    if run.rate == 0 { return .notTestable(.rateZero) }
    // g, W and 500 ms, all multiplied by the rate.
    let unexplained = run.milliseconds &* run.rate &- 1000 &* run.characters
    if unexplained <= allowance &* run.rate { return .passed }
    let tolerance = Int128(context.settings.rateTolerance)
    return unexplained * (100 + tolerance) > run.milliseconds * run.rate * tolerance ? .failed : .passed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let run = JobRun(line)
    // A job that took no time never fails, nor does one at rate 0.
    guard let implied = run.impliedRate, run.rate > 0 else { return Evidence(.rate, message: "") }
    return Evidence(
      .rate, expected: String(implied), actual: String(run.rate), unit: "characters per second",
      message: """
        \(run.characters) characters at \(run.rate) per second take \(1000 * run.characters / run.rate) ms; the job ran \
        for \(run.milliseconds) ms, that is \(implied) characters per second.
        """)
  }
}
