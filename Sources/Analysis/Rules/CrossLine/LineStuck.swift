/// A job is finished within its time.
enum LineStuck: CrossLineRule {
  static let about = RuleInfo(
    code: "line-stuck",
    title: "No job waits or runs longer than it may",
    severity: .warning, impact: .tokens, owner: .service,
    basis: .consistent("jobs of the published lists are finished within seconds"),
    why: """
      A job whose status is requested, started or ended is not finished. If it was requested longer ago than \
      --stuck-after (one hour), something may hang. Ago is counted from --as-of, or from the latest time in the data.
      """,
    example: "A job was requested at 09:00; at 17:00 it is still started, with a progress of 12 percent.",
    meanwhile: "Look at it in the service; order the tokens anew only when you know that it will not be finished.",
    limit: .stuckAfter,
    ask: "Production line {line}, requested {requested}, is not finished: its status is {actual}. When will it be?")

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    let lines = lines
    let finished = try lines.forEachOpen { (place, open) throws(SourceFailure) in
      if let obstacle = obstacle(isUnfinished: open.isStatusKnown ? true : nil, open.requested != nil, lines) {
        verdicts.tally.notTestable[obstacle] += 1
      } else if open.isStuck(at: lines.asOf, after: lines.settings.stuckAfter) {
        try verdicts.fail(place, because: place)
      } else {
        verdicts.tally.passed += 1
      }
    }
    verdicts.tally.passed += finished
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? {
    obstacle(isUnfinished: entry.isUnfinished, entry.hasRequested, lines)
  }

  private static func obstacle(isUnfinished: Bool?, _ hasRequested: Bool, _ lines: LinesTogether) -> Obstacle? {
    guard let isUnfinished else { return .statusUnknown }
    return isUnfinished && (!hasRequested || lines.asOf == nil) ? .requestUnknown : nil
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    let entry = try lines.index.entry(failure.place)
    let age = (lines.asOf?.milliseconds ?? entry.requested) - entry.requested
    return [
      Evidence(
        .status, expected: "finished", actual: entry.status?.name ?? "",
        message: "The job was requested \(words: DurationText.text(milliseconds: age)) ago and is not finished.")
    ]
  }
}
