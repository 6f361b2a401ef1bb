/// The checksum is zero once all tokens are produced.
enum ChecksumZeroWhenComplete: FactRule {
  static let about = RuleInfo(
    code: "checksum-zero-when-complete",
    title: "The checksum of a complete production line is zero",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published complete example; nothing is left that could make a bit 1"),
    why: """
      The checksum is the XOR, column by column, of all tokens that are not produced yet. When the job has ended and \
      available is 0, there are none, so every character of the checksum is 0.
      """,
    example: """
      All 7,776 tokens of a DICE production line are produced, but 2 of the 70 bits of its checksum are 1: at least \
      one token is missing or wrong.
      """,
    meanwhile: "Hold the batch: download the file, count its rows and audit it, because a token may be wrong or twice.",
    ask: """
      Production line {line}, ended {ended}: available is 0, but {field} is {actual} instead of {expected}. Were all \
      tokens produced, each exactly once?
      """)

  static let examples = RuleExamples(
    good: [.complete, .analyzed, .complete.with(.checksum, #""0""#), .complete.with(.alphabet, #""MINE""#)],
    bad: [
      .complete.with(.checksum, "\"\(zeros)1\""), .complete.with(.checksum, "\"1\(zeros)\""),
      .complete.with(.checksum, "\"\(zeros)2\""), .complete.with(.checksum, #""1""#), .partial.with(.available, "0"),
    ],
    notTestable: [
      .partial, .requested, .complete.with(.checksum, #""""#), .complete.without(.checksum),
      .complete.with(.checksum, "0"), .complete.without(.available), .complete.without(.ended),
    ])

  private static let zeros = String(repeating: "0", count: 69)

  static func check(_ facts: LineFacts) -> Verdict {
    if let verdict = facts.needsEnd() ?? facts.needs([.checksum, .available]) { return verdict }
    guard facts.hasNoneAvailable else { return .notTestable(.notComplete) }
    if facts.hasEmptyChecksum { return .notTestable(.notBinary) }
    return facts.hasZeroChecksum ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let actual = context.string(line.checksum.text)
    let characters = actual.unicodeScalars
    let wrong = characters.count { $0 != "0" }
    return Evidence(
      .checksum, expected: String(repeating: "0", count: characters.count), actual: actual,
      message: """
        No tokens remain, so the checksum must be zero, but \(wrong) of its \(characters.count, "character") \
        \(words: wrong == 1 ? "is" : "are") not 0.
        """)
  }
}
