/// What a job has delivered stays as it was.
enum LineChanged: CrossLineRule {
  static let about = RuleInfo(
    code: "line-changed",
    title: "From one state of a job to the next, only what may change has changed",
    severity: .error, impact: .tokens, owner: .service,
    basis: .consistent("the life cycle of the documentation; no published state contradicts it"),
    why: """
      The order (size, analysis, payment) and stamps that were set stay. Once the job has ended, its results stay too: \
      available, reachable, rate, partial, checksum, and the size and hash of each file; until then available may only \
      become less, by the job's own size at least when it ends. Once it is finished, nothing \
      but the status, the stamps analyzed and deleted, and further files may come; the files of a deleted production \
      line may go. Each member that differs is a finding of its own.
      """,
    example: "A finished production line had a checksum on Monday and has another on Tuesday: its file was replaced.",
    meanwhile: "Hold the batch; compare the file that you have with the one that is offered now.",
    ask: """
      Production line {line}, requested {requested}: {field} was {expected} and is now {actual}. What was changed, and \
      why?
      """)

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    let together = lines
    var pairs = lines.lineage.nextStates
    var compared = 0
    try pairs.visit { (pair) throws(SourceFailure) in
      compared += 1
      let (place, other) = (Int(pair.key), Int(pair.value))
      if try changes(place, other, together).isEmpty {
        verdicts.pass(place)
      } else {
        try verdicts.fail(place, because: other)
      }
    }
    // What stands again as it was has not changed.
    try verdicts.note(judged: lines.lineage.repeated)
    verdicts.tally.notTestable[.oneState] = lines.index.count - compared
  }

  private static func changes(
    _ place: Int, _ other: Int, _ lines: LinesTogether
  ) throws(SourceFailure) -> [StateComparison.Change] {
    let (old, new) = (try lines.productionLine(other), try lines.productionLine(place))
    return StateComparison(old, new).changes + [StateComparison.growth(old, new)].compactMap(\.self)
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    let before = lines.whereabouts(failure.other)
    return try changes(failure.place, failure.other, lines).map { change in
      let was: Prose = change.old.map { "\(data: $0)" } ?? "absent"
      let now: Prose = change.new.map { "\(data: $0)" } ?? "absent"
      if let most = change.most {
        return Evidence(
          change.field, expected: "at most \(most)", actual: change.new ?? "", unit: "tokens",
          message: """
            \(name: change.field.path) was \(was) in \(before), before this job had taken its own, and is \(now) here: \
            more than the \(words: most) that can remain.
            """)
      }
      return Evidence(
        change.field, expected: change.old ?? "", actual: change.new ?? "",
        message: "\(name: change.field.path) was \(was) in \(before), and is \(now) here.")
    }
  }
}
