/// The checksum has one column of bits for each character of a token, and nothing but bits.
enum ChecksumBits: LineRule {
  static let about = RuleInfo(
    code: "checksum-bits",
    title: "The checksum has the bits that its columns need",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("every published checksum: 5 · 14 = 70 for DICE, 3 · 7 = 21 for LOWER_LATIN"),
    why: """
      The checksum has only the characters 0 and 1, and digits · w of them: one column for each character of a token, \
      of the w bits that the largest code point of the alphabet needs. For an alphabet below U+0040 both 6 and 7 bits \
      are accepted, because it is not known which the service takes. Without the alphabet w is any whole number up \
      to 21, the bits of a Unicode code point.
      """,
    example: "DICE goes up to U+2685, which needs 14 bits; 5 columns are 70 bits, but the checksum has 69.",
    meanwhile: "Hold the batch if you verify tokens by their checksum; else download the file and audit it.",
    ask: """
      Production line {line}, ended {ended}: the bits of {field}: we expect {expected}, you state {actual}. How wide is \
      a column, and what is the whole checksum?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, numeric.with(.checksum, bits(60)), numeric.with(.checksum, bits(70)),
      .complete.without(.timestamps),
    ],
    bad: [
      .complete.with(.checksum, bits(69)), .complete.with(.checksum, bits(75)), .complete.with(.checksum, #""""#),
      .complete.with(.checksum, bits(69, then: "2")), .complete.with(.checksum, bits(69, then: "é")),
      numeric.with(.checksum, bits(50)), unknown.with(.checksum, bits(69)), unknown.with(.checksum, bits(110)),
      unknown.with(.checksum, #""""#), unknown.with(.checksum, bits(69, then: " ")),
      .complete.with(.digits, #""five""#).with(.checksum, bits(69, then: "2")),
    ],
    notTestable: [
      unknown, .requested, .complete.without(.digits), .complete.with(.checksum, "1010"),
      .complete.with(.digits, #""five""#),
    ])

  private static let numeric = ExampleLine.partial.of(alphabet: "NUMERIC", "0123456789")
  private static let unknown = ExampleLine.complete.with(.alphabet, #""MINE""#)

  private static func bits(_ count: Int, then rest: String = "") -> String {
    "\"\(String(repeating: "0", count: count))\(rest)\""
  }

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needs(Field.checksum)
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard line.checksum.isBinary else { return .failed }
    guard line.has(.digits) else { return .notTestable(line.obstacle(FieldSet.digits)) }
    guard let traits = context.traits(of: line) else {
      return line.checksum.divides(into: line.digits) ? .notTestable(.alphabetUnknown) : .failed
    }
    return traits.columnBits(checksumBits: line.checksum.text.count, digits: line.digits) == nil ? .failed : .passed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let count = line.checksum.text.count
    guard line.checksum.isBinary else {
      let text = context.string(line.checksum.text)
      let place = text.unicodeScalars.prefix { "01".unicodeScalars.contains($0) }.count
      let wrong = text.unicodeScalars.dropFirst(place).first.map { String($0) } ?? ""
      return Evidence(
        .checksum, expected: "only 0 and 1", actual: text,
        message: "Character \(place + 1) of the checksum is \(data: wrong), neither 0 nor 1.")
    }
    guard let alphabet = context.alphabet(of: line) else {
      return Evidence(
        .checksum,
        expected: "\(line.digits) \(line.digits == 1 ? "column" : "columns") of 1 to \(Checksum.widestColumn)",
        actual: String(count),
        unit: "bits",
        message: """
          The checksum has \(count, "bit"), which can't be \(line.digits, "column") of 1 to \
          \(Checksum.widestColumn) bits.
          """)
    }
    let widths = alphabet.traits.columnWidths
    let sums = widths.map { $0 * line.digits }
    return Evidence(
      .checksum, expected: sums.map(String.init).joined(separator: " or "), actual: String(count), unit: "bits",
      message: """
        \(line.digits, "column") of \(Prose.joined(widths.map { "\($0)" }, by: " or ")) \
        \(words: widths == [1] ? "bit" : "bits") \(words: line.digits == 1 ? "makes" : "make") \
        \(Prose.joined(sums.map { "\($0)" }, by: " or ")); the checksum has \(count, "bit").
        """)
  }
}
