import Testing

@testable import Analysis

/// The fast way to read token files says the same as the slow one, row by row, or it says nothing.
struct TokenSweepTests {
  private struct Case {
    let letters: TokenLetters
    let digits: Int
    let files: [[UInt8]]
    let expected: Int
  }

  private static let alphabets = [
    "0123456789abcdef", "abc", "ab", "x", "⚀⚁⚂⚃⚄⚅", "😀😁😂", "аб", "!~", "0123456789ABCDEFGHKMNPRSTVWXYZ",
  ]

  private static func random(_ rng: inout some RandomNumberGenerator) throws -> Case {
    let characters = alphabets.randomElement(using: &rng) ?? "ab"
    let alphabet = try #require(Alphabet(id: "X", characters: characters))
    let digits = Int.random(in: 1...(Bool.random(using: &rng) ? 9 : 60), using: &rng)
    let counts = [[1, 2, 7, 40, 300, 5_000].randomElement(using: &rng) ?? 1, 3].prefix(
      Int.random(in: 1...2, using: &rng))
    var files = counts.map { count in
      Array(
        (0..<count).map { _ in
          (0..<digits).map { _ in String(characters.randomElement(using: &rng) ?? "a") }.joined()
        }.joined(separator: "\n").utf8)
    }
    var expected = counts.reduce(0, +)
    switch Int.random(in: 0...9, using: &rng) {
    case 0:
      let place = Int.random(in: 0..<files[0].count, using: &rng)
      files[0][place] = [0x0A, 0x0D, 0x00, 0x7F, 0x80, 0xFF, files[0][place] ^ 1].randomElement(using: &rng) ?? 0
    case 1: files[0].append(0x0A)
    case 2: files[0].removeLast()
    case 3: files[0].insert(0x61, at: Int.random(in: 0...files[0].count, using: &rng))
    case 4: files[0] = []
    case 5: expected -= 1
    case 6: files[0] = [0xEF, 0xBB, 0xBF] + files[0]
    default: break
    }
    return Case(letters: TokenLetters(alphabet), digits: digits, files: files, expected: expected)
  }

  private static func open(_ one: Case, piece: Int) -> (TokenFile) throws(SourceFailure) -> MemorySource {
    { (file) throws(SourceFailure) in MemorySource(one.files[file.name == "0" ? 0 : 1], piece: piece) }
  }

  /// What the slow way says: the tallies, the repeats, and the order.
  private static func slow(_ one: Case, _ files: [TokenFile]) throws -> (
    [TokenTally], [Int: TokenSet.Repeats], TokenOrder
  ) {
    let letters = one.letters.codePoints.count
    var set = TokenSet(letters: letters, digits: one.digits, Storage())
    var order = TokenOrder()
    var tallies: [TokenTally] = []
    for (number, file) in files.enumerated() {
      let reading = TokenReading(
        file, TokenScanner(letters: one.letters, digits: one.digits), limit: .max,
        onToken: { (row, token) throws(SourceFailure) in
          try set.add(token, at: .init(file: number, row: row))
          if one.digits <= 8 { order.add(TokenOrder.score(token, letters: letters)) }
        }, open: open(one, piece: .max))
      #expect(reading.problem == nil)
      tallies.append(reading.tally)
    }
    return (tallies, try set.repeats(), order)
  }

  @Test(arguments: 1...8) func `fast and slow agree on random files, whole and spoiled`(seed: UInt64) throws {
    var rng = Generator(seed: seed)
    var swept = 0
    var left = 0
    for _ in 0..<60 {
      let one = try Self.random(&rng)
      let files = one.files.indices.map { TokenFile(name: "\($0)", place: TokenFileName("x")) }
      let (tallies, repeats, order) = try Self.slow(one, files)
      let layout = try #require(TokenLayout(one.letters, digits: one.digits))
      let piece = [1, 7, 1_000, .max].randomElement(using: &rng) ?? 1
      let fast = SweptFiles(
        files, layout, expected: one.expected, wantsOrder: one.digits <= 8, open: Self.open(one, piece: piece))
      let isGood =
        tallies.allSatisfy { $0.isFlawless && $0.tokens > 0 } && repeats.isEmpty
        && tallies.reduce(0) { $0 + $1.tokens } <= one.expected
      // Hashes agree by chance about once in two thousand million comparisons.
      #expect((fast != nil) == isGood)
      guard let fast else {
        left += 1
        continue
      }
      swept += 1
      #expect(fast.readings.map(\.tally) == tallies)
      if one.digits <= 8 { #expect(fast.order == order) }
    }
    #expect(swept > 5 && left > 5)
  }

  @Test func `rows of every length up to the longest are counted, and no longer ones`() throws {
    let letters = TokenLetters(try #require(Alphabet(id: "X", characters: "ab")))
    for digits in [7, 8, 9, 254, 255] {
      let one = Case(
        letters: letters, digits: digits,
        files: [
          Array(("a" + String(repeating: "b", count: digits - 1) + "\n" + String(repeating: "b", count: digits)).utf8)
        ],
        expected: 2)
      let files = [TokenFile(name: "0", place: TokenFileName("x"))]
      let layout = try #require(TokenLayout(letters, digits: digits))
      let fast = SweptFiles(files, layout, expected: 2, wantsOrder: false, open: Self.open(one, piece: .max))
      #expect(fast?.readings.map(\.tally) == (try Self.slow(one, files).0))
    }
    #expect(TokenLayout(letters, digits: 256) == nil)
    // Characters that differ in two bytes, or in width, can't be told by the bytes at each place.
    #expect(TokenLayout(TokenLetters(try #require(Alphabet(id: "X", characters: "あペ"))), digits: 2) == nil)
    #expect(TokenLayout(TokenLetters(try #require(Alphabet(id: "X", characters: "aé"))), digits: 2) == nil)
  }

  @Test func `counters go on where their sixteen bits are used up`() throws {
    let letters = TokenLetters(try #require(Alphabet(id: "X", characters: "ab")))
    let layout = try #require(TokenLayout(letters, digits: 1))
    let rows = 70_000
    let bytes =
      Array(repeating: Array("a\n".utf8), count: rows).joined() + Array(repeating: 0, count: TokenSweep.padding)
    var sweep = TokenSweep(layout)
    sweep.add(Array(bytes).span.bytes, rows: rows)
    sweep.add(Array(bytes).span.bytes, rows: rows)
    #expect(sweep.letterCounts() == [2 * rows, 0])
  }

  @Test(arguments: [2, 100, 30_000]) func `a filter finds one equal pair wherever it stands`(count: Int) throws {
    let letters = TokenLetters(try #require(Alphabet(id: "X", characters: "0123456789")))
    for digits in [5, 8, 21] {
      let layout = try #require(TokenLayout(letters, digits: digits))
      for (first, second) in [(0, count - 1), (0, 1), (count / 2, count - 1)] where first != second {
        for isEqual in [false, true] {
          var bytes: [UInt8] = []
          for row in 0..<count {
            let number = String(isEqual && row == second ? first : row)
            bytes += (String(repeating: "0", count: digits - number.count) + number + "\n").utf8
          }
          bytes += [UInt8](repeating: 0, count: TokenSweep.padding)
          var filter = TokenFilter(expected: count)
          filter.add(bytes.span.bytes, rows: count, layout)
          #expect(filter.allDiffer() != isEqual)
        }
      }
    }
  }
}
