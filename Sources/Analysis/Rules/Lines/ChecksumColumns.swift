/// Every column of the checksum is one that characters of the alphabet can produce.
enum ChecksumColumns: LineRule {
  static let about = RuleInfo(
    code: "checksum-columns",
    title: "Every checksum column can come from the alphabet",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("54 of 54 columns of an AEIOU line, 20 of 20 twice for UPPER_EPCG30"),
    why: """
      A column is the XOR of the code points that the tokens not yet produced have at one place, and there are \
      available of them. Let G be the span over GF(2) of {c XOR c₀} for all characters c of the alphabet, where c₀ is \
      the first. A column lies in G if available is even; column XOR c₀ lies in G if it is odd. How much that tells \
      depends on the alphabet: of the 14 bits of a DICE column 11 are fixed, of 7 bits 3 for AEIOU, 2 for the HEX and \
      LATIN alphabets, 1 for UPPER_EPCG30, none for BASE60 and BASE62.
      """,
    example: """
      An even number of DICE tokens remains, so the upper 11 of the 14 bits of each column are 0; column 3 of 5 is \
      00000000001000.
      """,
    meanwhile: "Hold the batch; download the file and audit it: tokens may hold characters of another alphabet.",
    ask: """
      Production line {line}, ended {ended}: a column of {field} is {actual}, we expect {expected}. Which characters \
      do the tokens have, and what is the checksum of the file?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, dice.left("6776", "00000000000111"), dice.left("6775", "10011010000110"),
      vowels.left("2000", "0011110"), vowels.left("2001", "1000001"), tags.left("2000", "1100001"),
      tags.left("2001", "1000001"),
    ],
    bad: [
      dice.with(.checksum, "\"\(zeros(38))1\(zeros(31))\""), dice.left("6776", "10011010000000"),
      dice.left("6775", "00000000000000"), vowels.left("2000", "0000001"), vowels.left("2001", "0000000"),
      tags.left("2000", "1000001"), tags.left("2001", "1100001"),
    ],
    notTestable: [
      .partial, .requested, .complete.with(.alphabet, #""MINE""#), .complete.without(.ended),
      .complete.with(.checksum, "\"\(zeros(69))\""), .complete.with(.checksum, "\"\(zeros(69))2\""),
      .complete.without(.available),
    ])

  private static let dice = ExampleLine.complete.with(.size, "1000").with(.available, "6776")
  private static let vowels = ExampleLine.complete.of(alphabet: "VOWELS", "AEIOU").with(.size, "1000")
  private static let tags = ExampleLine.complete.with(.alphabet, #""UPPER_EPCG30""#).with(.size, "1000")

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    facts.needsEnd() ?? facts.needs([.checksum, .available, .digits]) ?? facts.needsAlphabet()
  }

  @inline(__always)
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    guard let traits = context.traits(of: line) else { return .notTestable(.alphabetUnknown) }
    guard let bits = columnBits(line, traits) else { return .notTestable(.notBinary) }
    if traits.isFree(columnBits: bits) { return .notTestable(.columnsFree) }
    let isOdd = line.available.isOdd
    guard line.checksum.isPacked, bits == traits.bits, let columns = traits.packedColumns else {
      return checkPieces(line.checksum.text, line.digits, bits, line.alphabet, isOdd, context)
    }
    return columns.contain(line.checksum.bits, count: line.digits, oddCount: isOdd) ? .passed : .failed
  }

  /// Looks at as many columns at a time as fit a number.
  @inline(never)
  private static func checkPieces(
    _ checksum: Text, _ digits: Int, _ bits: Int, _ alphabet: Int?, _ isOdd: Bool, _ context: RuleContext
  ) -> Verdict {
    guard let alphabet else { return .notTestable(.alphabetUnknown) }
    let traits = context.catalogue.traits[alphabet]
    guard bits == traits.bits, let columns = traits.packedColumns else {
      return checkEach(checksum, digits, bits, context.catalogue.alphabets[alphabet].space, isOdd, context)
    }
    return context.texts.withBytes(of: checksum) { bytes in
      for first in stride(from: 0, to: digits, by: columns.most) {
        let count = min(columns.most, digits - first)
        let piece = Checksum.number(bytes, (first * columns.width)..<((first + count) * columns.width))
        if !columns.contain(piece, count: count, oddCount: isOdd) { return .failed }
      }
      return .passed
    }
  }

  /// Looks at one column after the other.
  private static func checkEach(
    _ checksum: Text, _ digits: Int, _ bits: Int, _ space: ColumnSpace, _ isOdd: Bool, _ context: RuleContext
  ) -> Verdict {
    context.texts.withBytes(of: checksum) { bytes in
      for index in 0..<digits {
        let column = Checksum.column(index, bits: bits, in: bytes)
        if !space.contains(column, oddCount: isOdd) { return .failed }
      }
      return .passed
    }
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let alphabet = context.alphabet(of: line), let bits = columnBits(line, alphabet.traits) else {
      return Evidence(.checksum, message: "")
    }
    let isOdd = line.available.isOdd
    let bad = context.texts.withBytes(of: line.checksum.text) { bytes in
      (0..<line.digits).filter {
        !alphabet.space.contains(Checksum.column($0, bits: bits, in: bytes), oddCount: isOdd)
      }
    }
    guard let first = bad.first else { return Evidence(.checksum, message: "") }
    let column = context.string(line.checksum.text).dropFirst(first * bits).prefix(bits)
    let parity = isOdd ? "odd" : "even"
    return Evidence(
      .checksum, expected: "the XOR of an \(parity) number of characters of the alphabet", actual: String(column),
      unit: "bits",
      message: """
        An \(words: parity) number of tokens remains, but column \(first + 1) of \(line.digits) can't be the XOR of \
        an \(words: parity) number of characters of \(data: alphabet.id): \(bad.count, "wrong column").
        """)
  }

  /// Bits of a column; nil if the checksum is not binary or has another length.
  @inline(__always)
  private static func columnBits(_ line: ProductionLine, _ traits: AlphabetTraits) -> Int? {
    guard line.checksum.isBinary else { return nil }
    return traits.columnBits(checksumBits: line.checksum.text.count, digits: line.digits)
  }
}

extension ExampleLine {
  /// The same production line with so many tokens left and a checksum of five such columns.
  fileprivate func left(_ available: String, _ column: String) -> ExampleLine {
    with(.available, available).with(.checksum, "\"\(String(repeating: column, count: 5))\"")
  }
}
