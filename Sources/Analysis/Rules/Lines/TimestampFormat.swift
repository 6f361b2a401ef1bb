/// Every stamp has the documented form and names a moment that exists.
enum TimestampFormat: FactRule {
  static let about = RuleInfo(
    code: "timestamp-format",
    title: "Every stamp is a moment written YYYY-MM-DDTHH:MM:SS.mmmZ",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .shape("the documented form, kept in every published example"),
    why: """
      Only one form is read: date, time to the millisecond, and Z for UTC, all with leading zeros; the day must exist in \
      the Gregorian calendar. An offset, a missing fraction or a space instead of T may mean another clock or another \
      zone, and guessing would shift every time that is computed from it.
      """,
    example: "ended is 2024-03-19T12:52:54Z, 20 bytes instead of 24: the milliseconds are absent.",
    meanwhile: "Use the tokens, but don't rely on run times, rates and waiting times of this production line.",
    ask: """
      Production line {line}: {field} is {actual}, where we expect the form {expected}. Which moment is meant, and has \
      the form of the stamps changed?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .requested, .requested.with(.requested, #""2024-02-29T23:59:59.999Z""#),
      .complete.with(.started, "3").with(.finished, "null"),
    ],
    bad: [
      .complete.with(.ended, #""2024-03-19T12:52:54Z""#), .complete.with(.ended, #""2024-03-19 12:52:54.707Z""#),
      .complete.with(.ended, #""2024-03-19T12:52:54.707+00:00""#),
      .complete.with(.ended, #""2024-03-19t12:52:54.707z""#),
      .complete.with(.ended, #""2023-02-29T12:52:54.707Z""#), .complete.with(.ended, #""2024-03-19T24:00:00.000Z""#),
      .complete.with(.ended, #""2024-03-19T12:52:60.000Z""#), .complete.with(.finished, "\"\""),
      .requested.with(.requested, #""2024-13-01T00:00:00.000Z""#),
      .analyzed.with(.analyzed, #""soon""#), .complete.with(.deleted, #""never""#),
    ],
    notTestable: [
      .requested.without(.timestamps), .complete.with(.timestamps, "{}"), .complete.with(.timestamps, "3"),
      .requested.with(.requested, "1710852770388"), .requested.twice(.requested, #""2024-03-19T12:52:50.388Z""#),
    ])

  static func check(_ facts: LineFacts) -> Verdict {
    let stamps = facts.usable.intersection(Lifecycle.allStamps)
    if stamps.isEmpty { return .notTestable(facts.obstacle(Lifecycle.allStamps)) }
    return facts.readableStamps == stamps ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let fields = line.usable.intersection(line.unreadableStamps).fields
    let names = Prose.joined(fields.map { "\(name: $0.name)" })
    return Evidence(
      fields.first, expected: "YYYY-MM-DDTHH:MM:SS.mmmZ",
      message: """
        \(names) \(words: fields.count == 1 ? "has" : "have") another form than \(name: "YYYY-MM-DDTHH:MM:SS.mmmZ"), or \
        a day or time that doesn't exist.
        """)
  }
}
