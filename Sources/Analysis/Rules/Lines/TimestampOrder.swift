/// The stamps stand in the order of the life cycle.
enum TimestampOrder: LineRule {
  static let about = RuleInfo(
    code: "timestamp-order",
    title: "No step happens before an earlier one",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .consistent("never broken in the published examples"),
    why: """
      requested ≤ started ≤ ended ≤ each of finished, analyzed and deleted. Analyzed may precede finished. Only stamps \
      that are there and readable are compared.
      """,
    example: "A production line was requested at 12:52:50.388 and started at 12:52:50.300, 88 ms earlier.",
    meanwhile: "Use the tokens, but don't rely on rates and waiting times of this production line.",
    ask: """
      Production line {line}: {field} is {actual}, which is before {expected}. Was the clock of a machine set back, or \
      which of the two stamps is right?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .complete.with(.started, #""2024-03-19T12:52:50.388Z""#),
      .analyzed.with(.finished, #""2024-03-19T12:52:59.000Z""#),
    ],
    bad: [
      .complete.with(.started, #""2024-03-19T12:52:50.387Z""#),
      .complete.with(.finished, #""2024-03-19T12:52:54.706Z""#),
      .analyzed.with(.analyzed, #""2024-03-19T12:52:54.000Z""#),
      .complete.without(.started).with(.ended, #""2024-03-19T12:52:50.000Z""#),
    ],
    notTestable: [.requested, .complete.without(.timestamps)])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.readableStamps.count < 2 ? .notTestable(.tooFewStamps) : nil
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    // A stamp that is not there binds nothing.
    let stamps = line.readableStamps
    let requested = stamps.has(.requested) ? line.stamps[.requested] : .min
    let started = stamps.has(.started) ? line.stamps[.started] : requested
    let ended = stamps.has(.ended) ? line.stamps[.ended] : started
    let finished = stamps.has(.finished) ? line.stamps[.finished] : .max
    let analyzed = stamps.has(.analyzed) ? line.stamps[.analyzed] : .max
    let deleted = stamps.has(.deleted) ? line.stamps[.deleted] : .max
    let isInOrder = requested <= started && started <= ended && ended <= min(finished, analyzed, deleted)
    return isInOrder ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let late = firstViolation(line), let actual = line.stamp(late.field),
      let bound = line.stamp(late.after)
    else { return Evidence(nil, message: "") }
    let time = DurationText.exactUpToAnHour(milliseconds: bound.milliseconds - actual.milliseconds)
    return Evidence(
      late.field, expected: bound.description, actual: actual.description, unit: "UTC",
      message: "\(name: late.field.name) is \(words: time) before \(name: late.after.name).")
  }

  /// The first stamp that is earlier than one it must follow.
  private static func firstViolation(_ line: ProductionLine) -> (field: Field, after: Field)? {
    var bound = Int.min
    var boundField = Field.requested
    for field in [Field.requested, .started, .ended, .finished, .analyzed, .deleted] {
      guard let stamp = line.stamp(field) else { continue }
      if stamp.milliseconds < bound { return (field, boundField) }
      if field.rawValue <= Field.ended.rawValue {
        // Only the steps up to `ended` bind the later ones.
        bound = stamp.milliseconds
        boundField = field
      }
    }
    return nil
  }
}
