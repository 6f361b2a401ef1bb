/// The progress is a percentage, and all of it once the job has ended.
enum ProgressRange: LineRule {
  static let about = RuleInfo(
    code: "progress-range",
    title: "The progress is 0 to 100 percent, and 100 when ended",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .shape("documented as an integer 0…100; ended means that the data file is complete"),
    why: """
      0 ≤ progress ≤ 100. In status ended the data file is complete, so nothing but 100 fits. In other statuses the \
      service leaves progress out.
      """,
    example: "The status is ended and the progress 97: 3 percent of the tokens would be missing from a complete file.",
    meanwhile: "Don't use the tokens before the production line is finished; then audit the list again.",
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, where we expect {expected}. Is the data file \
      complete?
      """)

  static let examples = RuleExamples(
    good: [
      started.with(.progress, "0"), started.with(.progress, "42"), started.with(.progress, "100"),
      ended.with(.progress, "100"), .complete.with(.progress, "42"), started.with(.progress, "42").without(.status),
    ],
    bad: [
      started.with(.progress, "101"), ended.with(.progress, "99"), ended.with(.progress, "0"),
      ended.with(.progress, "101"), .complete.with(.progress, "4294967296"),
      started.with(.progress, "101").with(.status, #""paused""#),
    ],
    notTestable: [
      .complete, started, started.with(.progress, "null"), started.with(.progress, "-1"),
      started.with(.progress, "99.5"), started.with(.progress, "42").twice(.progress, "42"),
    ])

  private static let started = ExampleLine.requested.with(.status, #""started""#)
    .with(.started, #""2024-03-19T12:52:50.425Z""#)
  private static let ended = ExampleLine.complete.with(.status, #""ended""#).without(.finished)

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs(.progress)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    if isEnded(line) { return line.progress == 100 ? .passed : .failed }
    return (0...100).contains(line.progress) ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let message: Prose =
      isEnded(line)
      ? "The progress is \(line.progress) percent, but the status is \(name: Status.ended.name), which takes 100."
      : "The progress is \(line.progress) percent; it goes from 0 to 100."
    return Evidence(
      .progress, expected: isEnded(line) ? "100" : "0 to 100", actual: String(line.progress), unit: "percent",
      message: message)
  }

  @inline(__always)
  private static func isEnded(_ line: ProductionLine) -> Bool {
    line.has(.status) && line.status == .ended
  }
}
