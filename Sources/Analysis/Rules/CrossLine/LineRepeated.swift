/// The same state of a job was read once.
enum LineRepeated: CrossLineRule {
  static let about = RuleInfo(
    code: "line-repeated",
    title: "The same state of a job is read once",
    severity: .warning, impact: .bookkeeping, owner: .you,
    basis: .shape("a job is a production line's id with its PaymentIntent and the moment of its request"),
    why: """
      Lists that were saved on different days repeat what has not changed, and a folder may hold a file twice. The same \
      job with the same content is counted once; this finding says where it was met again. Where PaymentIntent or request \
      can't be used, the same id with the same content in another list is the same job.
      """,
    example: "A finished production line stands in Monday's and in Tuesday's list: its tokens count once.",
    meanwhile: "Nothing, if the inputs are lists of different days; otherwise see whether a file was given twice.",
    isRoutine: true,
    ask: "Production line {line}, requested {requested}, is listed again without a change. Is that intended?")

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    try verdicts.fail(lines.lineage.repeated, of: Self.self, among: lines)
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? { entry.obstacle(.id) }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    [Evidence(.id, message: "The same job with the same content stands before: \(lines.whereabouts(failure.other)).")]
  }
}
