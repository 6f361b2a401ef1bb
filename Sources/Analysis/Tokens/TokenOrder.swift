/// In which order the tokens of a complete production line stand: the serial correlation of their scores.
///
/// The score of a token is its number among all tokens: its characters as digits of base L.
struct TokenOrder: Sendable, Equatable {
  /// Tokens, at most, whose sums fit: T scores below T have squares that come to less than T³, and T times that, as the
  /// square of their sum, is less than T⁴, 2^124.
  static let limit = 1 << 31

  private(set) var count = 0
  private var first = 0
  private var previous = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0
  private var products: Int128 = 0

  /// Adds the score of the next token.
  mutating func add(_ score: Int) {
    if count == 0 { first = score } else { products += Int128(previous) * Int128(score) }
    previous = score
    count += 1
    sum += Int128(score)
    squares += Int128(score) * Int128(score)
  }

  /// The score of a token whose characters have these places in an alphabet of so many.
  static func score(_ places: [UInt32], letters: Int) -> Int {
    places.reduce(0) { $0 * letters + Int($1) }
  }

  /// (n Σ uⱼuⱼ₊₁ − (Σ uⱼ)²) / (n Σ uⱼ² − (Σ uⱼ)²), where the first follows the last (D. Knuth, The Art of Computer
  /// Programming, volume 2, 3.3.2 K); nil where it is not defined, and beyond the limit.
  var serialCorrelation: Double? {
    guard count <= TokenOrder.limit else { return nil }
    let all = products + Int128(previous) * Int128(first)
    let below = Int128(count) * squares - sum * sum
    return count > 2 && below > 0 ? Double(Int128(count) * all - sum * sum) / Double(below) : nil
  }

  /// What the correlation of the scores from 0 to n − 1 in random order is on average, and its standard deviation,
  /// exactly, by their second and fourth moments (A. Wald and J. Wolfowitz, An exact test for randomness in the
  /// non-parametric case based on serial correlation, Annals of Mathematical Statistics 14, 1943); nil for fewer than
  /// three.
  static func expectation(of count: Int) -> (mean: Double, deviation: Double)? {
    guard count > 2 else { return nil }
    let n = Double(count)
    // Σ (u − ū)⁴ / (Σ (u − ū)²)², which is n (n² − 1) (3 n² − 7) / 240 by the square of n (n² − 1) / 12.
    let fourth = 3 * (3 * n * n - 7) / (5 * n * (n * n - 1))
    let variance = (1 - fourth) / (n - 1) + (1 - 2 * fourth) / ((n - 1) * (n - 2)) - 1 / ((n - 1) * (n - 1))
    return (-1 / (n - 1), max(0, variance).squareRoot())
  }
}
