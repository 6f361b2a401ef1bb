import Testing

@testable import Analysis

/// Figures of the tokens, against their definitions.
struct TokenQualityTests {
  private static let alphabet = Alphabet(id: "X", characters: "abc")

  @Test func `chi-squared is that of its definition, and corrected for drawing without replacement`() throws {
    let alphabet = try #require(Self.alphabet)
    let counts = [50, 30, 40, 20, 70, 30]
    let figures = LetterFigures(alphabet, digits: 2, total: 1_000, tokens: 120, counts: counts)
    for place in 0..<2 {
      var sum = 0.0
      for count in counts[(3 * place)..<(3 * place + 3)] {
        let difference = Double(count) - 40
        sum += difference * difference / 40
      }
      #expect(abs(try #require(figures.chiSquared(at: place)) - sum) < 1e-9)
    }
    #expect(abs(try #require(figures.correction) - 999.0 / 880) < 1e-12)
    var both = figures
    both.merge(LetterFigures(alphabet, digits: 2, total: 1_000, tokens: 300, counts: [100, 100, 100, 100, 100, 100]))
    // The variances of both: Σ s (T − s) / (T − 1).
    let variances: Double = 120.0 * 880.0 + 300.0 * 700.0
    let expected: Double = 420.0 * 999.0 / variances
    #expect(abs(try #require(both.correction) - expected) < 1e-12)
    #expect(Array(both.counts(at: 0)) == [150, 130, 140])
  }

  @Test func `alphabets are told apart by the bytes of their ids`() throws {
    // Two ids that look alike: é as one code point and as two.
    let one = try #require(Alphabet(id: "\u{E9}", characters: "ab"))
    let other = try #require(Alphabet(id: "e\u{301}", characters: "abcde"))
    var quality = TokenQuality()
    for (alphabet, counts) in [(one, [3, 4]), (other, [1, 2, 3, 4, 5])] {
      quality.merge(TokenQuality.example(alphabet, counts: counts))
    }
    #expect(quality.groups.map(\.figures.tokens) == [15, 7])
    #expect(quality.groups.map { Array($0.alphabet.utf8) } == [Array("e\u{301}".utf8), Array("\u{E9}".utf8)])
  }

  @Test func `where all tokens were drawn there is no correction, and of few tokens nothing is told`() throws {
    let alphabet = try #require(Self.alphabet)
    let all = LetterFigures(alphabet, digits: 5, total: 243, tokens: 243, counts: [Int](repeating: 81, count: 15))
    #expect(all.correction == nil)
    #expect(all.chiSquared(at: 0) == 0)
    let few = LetterFigures(alphabet, digits: 1, total: nil, tokens: 99, counts: [33, 33, 33])
    #expect(few.chiSquared(at: 0) == nil)
    #expect(few.correction == 1)
  }

  @Test func `samples without replacement have the corrected chi-squared that is expected`() throws {
    // All tokens of three characters of five: T = 125. The mean over many samples is near the degrees of freedom.
    let alphabet = try #require(Alphabet(id: "X", characters: "abcde"))
    var sum = 0.0
    let samples = 2_000
    for _ in 0..<samples {
      let drawn = (0..<125).shuffled().prefix(100)
      var counts = [Int](repeating: 0, count: 15)
      for token in drawn {
        for (place, digit) in [token / 25, token / 5 % 5, token % 5].enumerated() { counts[5 * place + digit] += 1 }
      }
      let figures = LetterFigures(alphabet, digits: 3, total: 125, tokens: 100, counts: counts)
      sum += try #require(figures.chiSquared(at: 0)) * #require(figures.correction)
    }
    // The mean is 4 with a deviation of about √8 / √2000 = 0.06; uncorrected it would be 0.8.
    #expect(abs(sum / Double(samples) - 4) < 0.4)
  }

  @Test func `the serial correlation is that of its definition`() throws {
    let scores = [3, 0, 4, 1, 2]
    var order = TokenOrder()
    for score in scores { order.add(score) }
    let mean = 2.0
    let deviations = scores.map { Double($0) - mean }
    var products = 0.0
    var squares = 0.0
    for index in 0..<5 {
      products += deviations[index] * deviations[(index + 1) % 5]
      squares += deviations[index] * deviations[index]
    }
    #expect(abs(try #require(order.serialCorrelation) - products / squares) < 1e-12)
    #expect(TokenOrder.score([1, 2, 0], letters: 3) == 15)
    var one = TokenOrder()
    one.add(7)
    #expect(one.serialCorrelation == nil)
    let largest = Int128(TokenOrder.limit)
    #expect(!(largest * largest * largest).multipliedReportingOverflow(by: largest).overflow)
  }

  @Test(arguments: 3...8) func `what is expected of a random order is what all orders have`(count: Int) throws {
    var (orders, sum, squares) = (0.0, 0.0, 0.0)
    func visit(_ order: [Int], _ rest: [Int]) throws {
      for (place, score) in rest.enumerated() {
        try visit(order + [score], Array(rest[..<place] + rest[(place + 1)...]))
      }
      guard rest.isEmpty else { return }
      var scores = TokenOrder()
      for score in order { scores.add(score) }
      let correlation = try #require(scores.serialCorrelation)
      orders += 1
      sum += correlation
      squares += correlation * correlation
    }
    // A circle may begin anywhere.
    try visit([0], Array(1..<count))
    let expected = try #require(TokenOrder.expectation(of: count))
    let mean = sum / orders
    #expect(abs(expected.mean - mean) < 1e-12)
    #expect(abs(expected.deviation * expected.deviation - (squares / orders - mean * mean)) < 1e-12)
  }

  @Test(arguments: [1, 2, 3, 7]) func `results of several threads come in order`(workers: Int) {
    for count in [0, 1, 5, 1_000] {
      var taken: [Int] = []
      OrderedWork.run(count: count, workers: workers, { $0 * 2 }, take: { taken.append($0) })
      #expect(taken == (0..<count).map { $0 * 2 })
    }
  }

  @Test func `numbers with decimals are rounded, also below zero`() {
    #expect(DecimalText.fixed(-0.0112836, places: 6) == "-0.011284")
    #expect(DecimalText.fixed(12.5, places: 3) == "12.500")
    #expect(DecimalText.fixed(-0.0000001, places: 3) == "0.000")
    #expect(DecimalText.fixed(.infinity, places: 3) == nil)
  }
}

extension TokenQuality {
  /// Of one production line with tokens of one character, so often each character of the alphabet.
  static func example(_ alphabet: Alphabet, counts: [Int]) -> TokenQuality {
    var tally = TokenTally(digits: 1, hasLetters: true)
    tally.tokens = counts.reduce(0, +)
    tally.letterCounts = counts
    let job = TokenJob.example(id: alphabet.id, digits: 1)
    var quality = TokenQuality()
    quality.add(job, alphabet, [TokenReading(TokenFile(name: "x", place: TokenFileName("x")), tally)], nil)
    return quality
  }
}

extension TokenJob {
  /// A job of which nothing else is known.
  fileprivate static func example(id: String, digits: Int) -> TokenJob {
    var head = JobHead(key: Array(id.utf8), source: 0, index: 0)
    head.id = id
    head.digits = digits
    return TokenJob(head)
  }
}
