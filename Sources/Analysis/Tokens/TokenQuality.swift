/// What the tokens themselves look like: figures, no verdicts. Only production lines count whose rows are all tokens,
/// none of them twice.
public struct TokenQuality: Mergeable, Equatable, Sendable {
  /// Production lines of one alphabet and number of characters per token.
  struct Key: Hashable, Sendable {
    /// The bytes of the alphabet's id: Strings that look alike are equal, their alphabets need not be.
    let alphabet: [UInt8]
    let digits: Int
  }

  /// What is told of one production line.
  public struct Line: Equatable, Sendable {
    /// Its id.
    public let id: String
    /// The id of its alphabet.
    public let alphabet: String
    /// Characters per token.
    public let digits: Int
    /// Tokens, n.
    public let tokens: Int
    /// Characters of the alphabet.
    let letters: Int
    /// `T`, nil if that is not known or large.
    let total: Int?
    /// Σ (L Σ c² − n²) over all places.
    let numerator: Int128
    /// The order of the scores, of a complete production line whose files are all there.
    let order: TokenOrder?

    /// Degrees of freedom at all places together, d (L − 1).
    public var degrees: Int { digits * (letters - 1) }

    /// Chi-squared of all places together, as if tokens were drawn with replacement; nil for too few tokens.
    public var chiSquared: Double? {
      LetterFigures.isEnough(tokens, letters: letters) && degrees > 0 ? Double(numerator) / Double(tokens) : nil
    }

    /// What it is multiplied by, (T − 1) / (T − s); nil where all tokens were drawn. See `LetterFigures.correction`.
    public var correction: Double? {
      LetterFigures.correction(tokens, squares: Int128(tokens) * Int128(tokens), total: total)
    }

    /// Whether the production line is complete, so that its scores are all numbers from 0 to T − 1, each once.
    public var hasAllScores: Bool { order != nil }

    /// The serial correlation of the scores; nil unless it is complete, or for too few tokens. See `TokenOrder`.
    public var serialCorrelation: Double? {
      LetterFigures.isEnough(tokens, letters: letters) ? order?.serialCorrelation : nil
    }
  }

  /// The production lines, in the order of the list.
  public private(set) var lines: [Line] = []
  private var figures: [Key: LetterFigures] = [:]

  public init() {}

  /// The figures by alphabet, in the order of its bytes, and characters per token.
  public var groups: [(alphabet: String, digits: Int, figures: LetterFigures)] {
    figures.sorted { left, right in
      if left.key.alphabet == right.key.alphabet { return left.key.digits < right.key.digits }
      return left.key.alphabet.lexicographicallyPrecedes(right.key.alphabet)
    }.map { (String(decoding: $0.key.alphabet, as: UTF8.self), $0.key.digits, $0.value) }
  }

  /// Adds a production line whose rows are all tokens, none of them twice.
  mutating func add(_ job: TokenJob, _ alphabet: Alphabet, _ readings: [TokenReading], _ order: TokenOrder?) {
    guard let digits = job.digits, let first = readings.first, !first.tally.letterCounts.isEmpty else { return }
    let letters = alphabet.length
    var counts = first.tally.letterCounts
    for reading in readings.dropFirst() {
      for index in counts.indices { counts[index] += reading.tally.letterCounts[index] }
    }
    let tokens = readings.reduce(0) { $0 + $1.tally.tokens }
    guard tokens > 0 else { return }
    let numerator = (0..<digits).reduce(Int128(0)) {
      $0 + LetterFigures.numerator(counts[($1 * letters)..<(($1 + 1) * letters)], tokens)
    }
    lines.append(
      Line(
        id: job.id, alphabet: alphabet.id, digits: digits, tokens: tokens, letters: letters, total: job.total,
        numerator: numerator, order: job.isComplete && tokens == job.total ? order : nil))
    figures[Key(alphabet: alphabet.name, digits: digits), default: LetterFigures()].merge(
      LetterFigures(alphabet, digits: digits, total: job.total, tokens: tokens, counts: counts))
  }

  public mutating func merge(_ next: TokenQuality) {
    lines += next.lines
    figures.merge(next.figures) { own, other in
      var sum = own
      sum.merge(other)
      return sum
    }
  }
}
