/// What one part of a production line has left is what the next part begins with.
enum PartArithmetic: CrossLineRule {
  static let about = RuleInfo(
    code: "part-arithmetic",
    title: "The parts of a production line take no more than the part before has left",
    severity: .error, impact: .tokens, owner: .service,
    basis: .consistent("available counts the tokens that no part has produced"),
    why: """
      A production line that is not used up is continued under the same id by another job, with its own request and \
      payment. After the new part, available is at most what the part before has left, less the size of the new one; \
      before it, at most what the part before has left. If it is exactly that, the parts follow each other; if it is \
      less, a part in between was not read. If it is more, tokens have come back that were produced already.
      """,
    example: "The first part left 26 tokens, the second took 10, and 20 are said to be available: 4 too many.",
    meanwhile: "Hold both parts: compare their files, tokens may stand in both.",
    ask: """
      Production line {line}, the part requested {requested}: {field} is {actual}, after the part before we expect \
      {expected}. Were tokens produced twice?
      """)

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    let together = lines
    var pairs = lines.lineage.nextParts
    var compared = 0
    try pairs.visit { (pair) throws(SourceFailure) in
      compared += 1
      switch try relation(Int(pair.key), Int(pair.value), together) {
      case .follows: verdicts.pass(Int(pair.key))
      case .exceeds: try verdicts.fail(Int(pair.key), because: Int(pair.value))
      case .notTestable(let obstacle): verdicts.tally.notTestable[obstacle] += 1
      }
    }
    verdicts.tally.notTestable[.noEarlierPart] += lines.index.count - lines.lineage.superseded.count - compared
  }

  private static func relation(
    _ place: Int, _ other: Int, _ lines: LinesTogether
  ) throws(SourceFailure) -> PartRelation {
    PartRelation(of: try lines.productionLine(place), to: try lines.productionLine(other))
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    guard case .exceeds(let most, let actual, let left, let size) = try relation(failure.place, failure.other, lines)
    else { return [] }
    let part: Prose = size > 0 ? "this part took \(size), and \(actual) are still available" : "\(actual) are available"
    let isSameRequest =
      try lines.index.entry(failure.place).requested == lines.index.entry(failure.other).requested
    let doubt: Prose = isSameRequest ? " Both were requested at the same moment: perhaps only the payment changed." : ""
    return [
      Evidence(
        .available, expected: most.map { "at most \($0)" } ?? "a smaller part", actual: actual.description,
        unit: "tokens",
        message: "The part before left \(left, "token") (\(lines.whereabouts(failure.other))); \(part).\(doubt)")
    ]
  }
}
