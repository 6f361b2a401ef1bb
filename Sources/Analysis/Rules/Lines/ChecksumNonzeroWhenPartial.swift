/// The checksum is not zero while tokens remain.
enum ChecksumNonzeroWhenPartial: FactRule {
  static let about = RuleInfo(
    code: "checksum-nonzero-when-partial",
    title: "The checksum of a partial production line is not zero",
    severity: .warning, impact: .tokens, owner: .service,
    basis: .consistent("every published partial example; but for chance it follows from what the checksum is"),
    why: """
      The checksum is the XOR, column by column, of all tokens that are not produced yet. When the job has ended and \
      available is not 0, it is zero only by chance: about once in 10^21 production lines for BASE62 with 10 \
      characters per token, but once in 32,768 for DICE with 5. So this is a warning.
      """,
    example: """
      6,776 of the 7,776 tokens of a DICE production line are not produced yet, but all 70 bits of the checksum are 0, \
      as if none were left.
      """,
    meanwhile: "Use the tokens; before the next part is ordered, have available and the checksum confirmed.",
    ask: """
      Production line {line}, ended {ended}: tokens are still available, but {field} is {actual}; we expect \
      {expected}. How many tokens remain, and what is their checksum?
      """)

  static let examples = RuleExamples(
    good: [.partial, .partial.with(.alphabet, #""MINE""#), .partial.with(.checksum, #""0002""#)],
    bad: [
      .complete.with(.size, "1000").with(.available, "6776"), .partial.with(.checksum, #""0""#),
      .partial.with(.checksum, #""00000000""#).with(.available, "\"1\(String(repeating: "0", count: 40))\""),
    ],
    notTestable: [
      .complete, .requested, .partial.with(.checksum, #""""#), .partial.without(.checksum),
      .partial.with(.checksum, "0"), .partial.without(.available), .partial.without(.ended),
    ])

  static func check(_ facts: LineFacts) -> Verdict {
    if let verdict = facts.needsEnd() ?? facts.needs([.checksum, .available]) { return verdict }
    if facts.hasNoneAvailable { return .notTestable(.notPartial) }
    if facts.hasEmptyChecksum { return .notTestable(.notBinary) }
    return facts.hasZeroChecksum ? .failed : .passed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    Evidence(
      .checksum, expected: "at least one 1", actual: context.string(line.checksum.text), unit: "bits",
      message: """
        With \(line.available.exact(in: context.texts), "token") still available, the checksum of \
        \(line.checksum.text.count, "bit") is zero.
        """)
  }
}
