/// How often each character stands at each place of the tokens of one alphabet and length, over all production lines.
public struct LetterFigures: Mergeable, Equatable, Sendable {
  /// The code points of the alphabet, in its order.
  public private(set) var codePoints: [UInt32] = []
  /// Characters per token.
  public private(set) var digits = 0
  /// Production lines.
  public private(set) var productionLines = 0
  /// Tokens, n.
  public private(set) var tokens = 0
  /// The sum of the squares of the tokens of each production line.
  private(set) var squares: Int128 = 0
  /// `T`, the number of different tokens; nil if that is not known or large.
  private(set) var total: Int?
  /// The counts, those of the first place first.
  private var counts: [Int] = []

  public init() {}

  init(_ alphabet: Alphabet, digits: Int, total: Int?, tokens: Int, counts: [Int]) {
    codePoints = alphabet.codePoints
    self.digits = digits
    self.total = total
    productionLines = 1
    self.tokens = tokens
    squares = Int128(tokens) * Int128(tokens)
    self.counts = counts
  }

  public mutating func merge(_ next: LetterFigures) {
    if counts.isEmpty {
      self = next
      return
    }
    productionLines += next.productionLines
    tokens += next.tokens
    squares += next.squares
    for index in next.counts.indices { counts[index] += next.counts[index] }
  }

  /// Whether there are enough tokens for figures. The usual rule wants five expected of each character (W. Cochran,
  /// 1952); and of fewer than a hundred tokens their characters could be guessed.
  public var isEnough: Bool { LetterFigures.isEnough(tokens, letters: codePoints.count) }

  static func isEnough(_ tokens: Int, letters: Int) -> Bool { tokens >= max(100, 5 * letters) }

  /// Degrees of freedom at one place, L − 1.
  public var degrees: Int { codePoints.count - 1 }

  /// How often each character stands at a place.
  public func counts(at place: Int) -> ArraySlice<Int> {
    counts[(place * codePoints.count)..<((place + 1) * codePoints.count)]
  }

  /// Chi-squared of a place as if tokens were drawn with replacement: (L Σ c² − n²) / n; nil for too few tokens.
  public func chiSquared(at place: Int) -> Double? {
    isEnough && degrees > 0 ? Double(LetterFigures.numerator(counts(at: place), tokens)) / Double(tokens) : nil
  }

  /// What chi-squared is multiplied by, since no token is drawn twice; nil where all tokens were drawn.
  ///
  /// The variance of a count in a sample of s of T, drawn without replacement, is (T − s) / (T − 1) times that with
  /// replacement (the hypergeometric distribution; W. Feller, An Introduction to Probability Theory and Its
  /// Applications, volume 1, IX.5). Of production lines together the variances add up: n (T − 1) / Σ s (T − s), for one
  /// (T − 1) / (T − s).
  public var correction: Double? { LetterFigures.correction(tokens, squares: squares, total: total) }

  static func correction(_ tokens: Int, squares: Int128, total: Int?) -> Double? {
    // Beyond 2^63 different tokens the factor is 1 in any decimal that is shown.
    guard let total else { return 1 }
    let (all, overflow) = Int128(tokens).multipliedReportingOverflow(by: Int128(total))
    if overflow { return 1 }
    return all > squares ? Double(tokens) * Double(total - 1) / Double(all - squares) : nil
  }

  /// L Σ c² − n² of one place.
  static func numerator(_ counts: ArraySlice<Int>, _ tokens: Int) -> Int128 {
    let squares = counts.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    return Int128(counts.count) * squares - Int128(tokens) * Int128(tokens)
  }
}
