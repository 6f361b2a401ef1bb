/// An id stands once in a list, and always for tokens of the same alphabet and number of characters.
enum LineIDUnique: CrossLineRule {
  static let about = RuleInfo(
    code: "line-id-unique",
    title: "An id stands once in a list, and always for the same kind of tokens",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .consistent("no published list has an id twice"),
    why: """
      The id identifies the production line. A list shows the latest part of each, so an id stands once in it. In \
      another list the same id may stand again, later in its life or with its next part, but alphabet and characters \
      per token stay those of the production line. UUIDs are compared without regard to case, other ids byte for byte.
      """,
    example: "One list has two production lines 6f0c…: their tokens, payments and files can't be told apart.",
    meanwhile: "Hold both: find out by the payments which job is meant, and compare the files.",
    ask: "Production line {line}, requested {requested}, stands twice. Which one holds?")

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    try verdicts.fail(lines.lineage.idsTwice, of: Self.self, among: lines)
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? { entry.obstacle(.id) }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    let id = try lines.index.text(.id, of: lines.index.entry(failure.place))
    let isInOneList = lines.index.document(of: failure.place) == lines.index.document(of: failure.other)
    return [
      Evidence(
        .id, expected: isInOneList ? "once in a list" : "the same alphabet and digits as before", actual: id,
        message: isInOneList
          ? "The same id stands before in this list: \(lines.whereabouts(failure.other))."
          : "The same id stood for another alphabet or another number of characters: \(lines.whereabouts(failure.other))."
      )
    ]
  }
}
