/// Two production lines have different checksums.
enum ChecksumUnique: CrossLineRule {
  static let about = RuleInfo(
    code: "checksum-unique",
    title: "No two production lines have the same checksum, where that can't be chance",
    severity: .warning, impact: .tokens, owner: .service,
    basis: .consistent("follows from the checksum: the XOR of all tokens that remain"),
    why: """
      The checksum is the XOR of all tokens that are not produced yet. Where it has 64 or more free bits, the characters \
      per token times the rank of the alphabet's code points, two production lines have the same only if they \
      have the same tokens left, and then they have produced the same. Without tokens left, or with fewer free bits, \
      equal checksums tell nothing.
      """,
    example: "Two UPPER_LATIN production lines with 16 characters per token have the same 112 bits.",
    meanwhile: "Hold both: compare their files, the same tokens may have been delivered twice.",
    ask: """
      Production line {line}, requested {requested}: its checksum is that of another production line. Were the same \
      tokens produced twice?
      """)

  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure) {
    try verdicts.failOnOtherLines(.checksum, &lines)
    try verdicts.countCounted(&lines, of: Self.self)
  }

  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? {
    entry.obstacle(.checksum) ?? entry.obstacle(.id)
  }

  static func explain(
    _ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether
  ) throws(SourceFailure) -> [Evidence] {
    [
      Evidence(
        .checksum, expected: "its own",
        message: "Production line \(try lines.name(failure.other)) has the same checksum, and tokens left.")
    ]
  }
}
