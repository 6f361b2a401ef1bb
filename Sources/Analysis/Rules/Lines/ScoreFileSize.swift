/// The score file of a complete production line has the bytes of one number for every token there is.
enum ScoreFileSize: LineRule {
  static let about = RuleInfo(
    code: "score-file-size",
    title: "The score file has the bytes that its numbers need",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published complete and analyzed example; 37,769 bytes for DICE with 5 characters per token"),
    why: """
      The score file of a complete production line has the size of the numbers 0 to T − 1, one a row and no newline \
      after the last: the sum of their decimal digits, plus T − 1. T = length ^ digits is the number of different \
      tokens. Complete means that one job has produced all of them: available is 0 and size is T.
      """,
    example: """
      The numbers 0 to 7,775 and the newlines between them make 37,769 bytes; the service states 37,764, which is \
      5 fewer.
      """,
    meanwhile: "Use the tokens, but don't rely on their analysis; download the score file and count its rows.",
    ask: """
      Production line {line}, ended {ended}: {field} is {actual}, we compute {expected} for a complete production \
      line. How many rows does the score file have?
      """)

  static let examples = RuleExamples(
    good: [
      .analyzed, oneDigit.with(.scoreSize, "19"),
      .analyzed.of(alphabet: "ELEVEN", "0123456789X").with(.digits, "1").with(.size, "11").with(.scoreSize, "22"),
      .analyzed.of(alphabet: "ONE", "A").with(.size, "1").with(.scoreSize, "1"),
    ],
    bad: [
      .analyzed.with(.scoreSize, "37764"), .analyzed.with(.scoreSize, "37770"), .analyzed.with(.scoreSize, "0"),
      oneDigit.with(.scoreSize, "20"),
    ],
    notTestable: [
      .complete, .requested, .requested.with(.scoreSize, "37769"), .analyzed.without(.ended),
      .analyzed.with(.size, "7000"), .analyzed.with(.size, "1000").with(.available, "6776"),
      .analyzed.with(.alphabet, #""MINE""#), .analyzed.with(.available, "-1"), .analyzed.with(.scoreSize, "3.5"),
    ])

  private static let oneDigit = ExampleLine.analyzed.of(alphabet: "TEN", "0123456789").with(.digits, "1")
    .with(.size, "10")

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs([.scoreSize, .size, .available, .digits]) ?? facts.needsEnd()
      ?? (facts.hasNoneAvailable ? facts.needsAlphabet() : .notTestable(.notComplete))
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard line.isCompleteInOneJob else { return .notTestable(.notComplete) }
    return Int128(line.fileSizes[.scoreSize]) == expected(line) ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let expected = expected(line)
    let actual = Int128(line.fileSizes[.scoreSize])
    let difference = actual - expected
    return Evidence(
      .scoreSize, expected: String(expected), actual: String(actual), unit: "bytes",
      message: """
        The numbers 0 to \(line.size - 1), one a row, need \(expected, "byte"); the service states \(actual), \
        \(difference.magnitude) \(words: difference < 0 ? "fewer" : "more").
        """)
  }

  /// The digits of 0…T−1 and the newlines between them, where T is the size of the job.
  @inline(__always)
  private static func expected(_ line: ProductionLine) -> Int128 {
    let total = Int128(line.size)
    var bytes = total + total - 1
    // Each number has one digit, and one more for every power of ten that it reaches.
    var power: Int128 = 10
    while power < total {
      bytes += total - power
      power *= 10
    }
    return bytes
  }
}
