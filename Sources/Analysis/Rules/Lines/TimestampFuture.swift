/// No stamp is later than the moment of the audit.
///
/// Tested only with `--as-of`: a report must not change with the clock of the machine it is made on.
enum TimestampFuture: LineRule {
  static let about = RuleInfo(
    code: "timestamp-future",
    title: "No stamp is later than the moment of the audit",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .shape("a stamp is set when its step is reached, so none lies in the future"),
    why: """
      Every readable stamp ≤ the moment given with --as-of. A later one means that a clock is wrong, the service's or \
      the one that the moment was taken from, or that the moment is older than the export.
      """,
    example: "As of 2024-03-19T12:00:00.000Z a production line ended at 2024-03-19T12:52:54.707Z, 3,174,707 ms later.",
    meanwhile: """
      Check that --as-of is not earlier than the moment at which the list was saved. If it isn't, use the tokens, but \
      don't rely on the times of this production line.
      """,
    expectsMoment: true,
    ask: """
      Production line {line}: {field} is {actual}, but the list was saved no later than {expected}. Was the clock of a \
      machine fast?
      """)

  static let examples = RuleExamples(
    good: [
      .complete.under("--as-of 2024-03-19T12:52:54.708Z") { $0.asOf = Timestamp("2024-03-19T12:52:54.708Z") },
      .requested.under("--as-of 2030-01-01T00:00:00.000Z") { $0.asOf = Timestamp("2030-01-01T00:00:00.000Z") },
      .complete.with(.ended, #""tomorrow""#).under("--as-of 2024-03-19T12:52:54.708Z") {
        $0.asOf = Timestamp("2024-03-19T12:52:54.708Z")
      },
    ],
    bad: [
      .complete.under("--as-of 2024-03-19T12:52:54.707Z") { $0.asOf = Timestamp("2024-03-19T12:52:54.707Z") },
      .requested.under("--as-of 2024-03-19T12:52:50.387Z") { $0.asOf = Timestamp("2024-03-19T12:52:50.387Z") },
      .complete.with(.started, #""2124-03-19T12:52:50.425Z""#).under("--as-of 2024-03-20T00:00:00.000Z") {
        $0.asOf = Timestamp("2024-03-20T00:00:00.000Z")
      },
    ],
    notTestable: [
      .complete,
      .complete.without(.timestamps).under("--as-of 2024-03-19T12:00:00.000Z") {
        $0.asOf = Timestamp("2024-03-19T12:00:00.000Z")
      },
      .requested.with(.requested, "3").under("--as-of 2024-03-19T12:00:00.000Z") {
        $0.asOf = Timestamp("2024-03-19T12:00:00.000Z")
      },
      .requested.with(.requested, #""tomorrow""#).under("--as-of 2024-03-19T12:00:00.000Z") {
        $0.asOf = Timestamp("2024-03-19T12:00:00.000Z")
      },
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    if context.settings.asOf == nil { return .notTestable(.noMoment) }
    let stamps = facts.usable.intersection(Lifecycle.allStamps)
    if stamps.isEmpty { return .notTestable(facts.obstacle(Lifecycle.allStamps)) }
    return facts.readableStamps.isEmpty ? .notTestable(.stampUnreadable) : nil
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard let moment = context.settings.asOf else { return .notTestable(.noMoment) }
    return firstLater(line, than: moment) == nil ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let moment = context.settings.asOf, let field = firstLater(line, than: moment),
      let actual = line.stamp(field)
    else { return Evidence(nil, message: "") }
    let time = DurationText.exactUpToAnHour(milliseconds: actual.milliseconds - moment.milliseconds)
    return Evidence(
      field, expected: moment.description, actual: actual.description, unit: "UTC",
      message: """
        \(name: field.name) is \(words: time) after the moment of this audit, \(words: moment.description).
        """)
  }

  @inline(__always)
  private static func firstLater(_ line: ProductionLine, than moment: Timestamp) -> Field? {
    for field in Field.stamps {
      if let stamp = line.stamp(field), stamp > moment { return field }
    }
    return nil
  }
}
