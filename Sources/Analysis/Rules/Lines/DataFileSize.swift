/// The data file has exactly the bytes that its tokens need.
enum DataFileSize: LineRule {
  static let about = RuleInfo(
    code: "data-file-size",
    title: "The data file has the bytes that its tokens need",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published example, several alphabets"),
    why: """
      The file holds one token a row and no newline after the last: size · (digits · bytes + 1) − 1, where bytes is the \
      UTF-8 length of one character. Where the characters of the alphabet differ in length there are only bounds, \
      except for a complete production line: T · digits · (bytes of the alphabet) / length + T − 1.
      """,
    example: """
      7,776 tokens of 5 three-byte characters make 124,415 bytes; the service states 124,399, which is 16 bytes or \
      1 token less.
      """,
    meanwhile: "Hold the batch; download the file and count its rows.",
    ask: """
      Production line {line}, ended {ended}: {field} is {actual}, we compute {expected}. How many tokens does the file \
      hold?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .complete.with(.size, #""0""#).with(.dataSize, "0"),
      .complete.of(alphabet: "MIXED", "aé⚀").with(.digits, "1").with(.size, #""3""#).with(.dataSize, "8"),
      .partial.of(alphabet: "MIXED", "aé⚀").with(.size, #""10""#).with(.available, #""59039""#).with(.dataSize, "309"),
    ],
    bad: [
      .complete.with(.dataSize, "124399"), .partial.with(.dataSize, "11000"), .complete.with(.size, #""0""#),
      .partial.of(alphabet: "MIXED", "aé⚀").with(.size, #""10""#).with(.available, #""59039""#).with(.dataSize, "310"),
    ],
    notTestable: [
      .complete.with(.alphabet, #""MINE""#), .complete.without(.dataSize), .complete.with(.size, "7776.0"), .requested,
    ])

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs([.dataSize, .size, .digits]) ?? facts.needsAlphabet()
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard let traits = context.traits(of: line) else { return .notTestable(.alphabetUnknown) }
    return expected(line, traits).contains(Int128(line.fileSizes[.dataSize])) ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let alphabet = context.alphabet(of: line) else { return Evidence(.dataSize, message: "") }
    let actual = Int128(line.fileSizes[.dataSize])
    let bounds = expected(line, alphabet.traits)
    let nearest = actual < bounds.lowerBound ? bounds.lowerBound : bounds.upperBound
    let difference = actual - nearest
    let row = Int128(line.digits * alphabet.widths.lowerBound + 1)
    let tokens: Prose =
      alphabet.uniformWidth != nil && difference.magnitude % row.magnitude == 0
      ? ", which is \(difference.magnitude / row.magnitude, "token")" : ""
    return Evidence(
      .dataSize,
      expected: bounds.lowerBound == bounds.upperBound
        ? String(nearest) : "\(bounds.lowerBound) to \(bounds.upperBound)",
      actual: String(actual), unit: "bytes",
      message: """
        \(line.size, "token") of \(line.digits, "character") \(words: line.size == 1 ? "needs" : "need") \
        \(nearest, "byte"); the service states \(actual), \
        \(difference.magnitude) \(words: difference < 0 ? "fewer" : "more")\(tokens).
        """)
  }

  /// The bytes that the file must have, nil unless there is exactly one possibility.
  static func expected(_ line: ProductionLine, _ context: RuleContext) -> Int128? {
    guard line.hasAll([.size, .digits]), let alphabet = context.alphabet(of: line) else { return nil }
    let bounds = expected(line, alphabet.traits)
    return bounds.lowerBound == bounds.upperBound ? bounds.lowerBound : nil
  }

  /// The sizes that are possible: one, unless the characters differ in length.
  @inline(__always)
  private static func expected(_ line: ProductionLine, _ traits: AlphabetTraits) -> ClosedRange<Int128> {
    let size = Int128(line.size)
    if traits.uniformWidth == nil, line.isCompleteInOneJob {
      // Every character stands equally often in every column.
      let exact = size / Int128(traits.length) * Int128(line.digits) * Int128(traits.bytes) + size - 1
      return exact...exact
    }
    if size == 0 { return 0...0 }
    // Below 10^18 · 2^15.
    let least = size &* Int128(line.digits &* traits.widths.lowerBound &+ 1) &- 1
    if traits.uniformWidth != nil { return least...least }
    let most = size &* Int128(line.digits &* traits.widths.upperBound &+ 1) &- 1
    return least...most
  }
}
