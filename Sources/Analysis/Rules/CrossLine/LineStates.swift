/// Every job is met in one state.
enum LineStates: CrossLineRule {
  static let about = RuleInfo(
    code: "line-states",
    title: "A job that is met in several states counts in its latest",
    severity: .note, impact: .bookkeeping, owner: .you,
    basis: .shape("a job is a production line's id with its PaymentIntent and the moment of its request"),
    why: """
      A production line goes through requested, started, ended, finished, and perhaps analyzed and deleted. Of two \
      states of one job the later one counts: by the status, then by the progress, then by the number of stamps, and \
      else by the order of the inputs. The earlier one is compared with it, and left out of all totals.
      """,
    example: "Monday's list shows a production line as started, Tuesday's as finished: Tuesday's counts.",
    meanwhile: "Nothing.",
    isRoutine: true,
    ask: "Production line {line}, requested {requested}, was met in an earlier state. Is the later one final?")

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    try verdicts.fail(lines.lineage.earlierStates, of: Self.self, among: lines)
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? {
    entry.obstacle(.id) ?? entry.obstacle(.payment) ?? (entry.hasRequested ? nil : .requestUnknown)
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    [
      Evidence(
        .status, message: "A later state of this job counts instead: \(lines.whereabouts(failure.other)).")
    ]
  }
}
