/// What a job has delivered stays as it was first seen.
enum ChangedAfterFinished: Rule {
  static let about = RuleInfo(
    code: "changed-after-finished",
    title: "A finished production line stays as this job's history first saw it",
    severity: .error, impact: .tokens, owner: .service,
    basis: .consistent("the life cycle of the documentation; no published state contradicts it"),
    why: """
      Each run remembers every production line as it stood when it was first seen finished. Later, nothing of it may \
      differ but the status, which goes on to analyzed or deleted, with its stamp, and files that are added then; the \
      files of a deleted production line may go. It is compared with the first finished state of the whole history, not \
      with the run before: so a change stays an error in every run until somebody accepts it. Each member that differs \
      is a finding of its own.
      """,
    example: "On 2026-11-20 a finished production line had a rate of 9086, on 2026-11-22 it has 9000.",
    meanwhile: """
      Hold the batch, and compare the file that you have with the one that is offered now. Once the service has \
      explained the change, accept the finding in the job's accept file.
      """,
    ask: """
      Production line {line}, requested {requested}: {field} was {expected} when we first saw it finished and is \
      {actual} now. What was changed, and why?
      """)

  static func message(_ change: StateComparison.Change) -> Prose {
    let was: Prose = change.old.map { "\(data: $0)" } ?? "absent"
    let now: Prose = change.new.map { "\(data: $0)" } ?? "absent"
    return "\(name: change.field.path) was \(was) when it was first seen finished, and is \(now) now."
  }
}
