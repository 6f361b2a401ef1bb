/// The figures of all production lines with the same alphabet and characters per token.
public struct GroupFigures: Mergeable, Equatable, Sendable {
  private var sums = GroupSums()
  private var notes = GroupNotes()

  public init() {}

  /// Figures of these two halves.
  init(_ sums: GroupSums, _ notes: GroupNotes) {
    self.sums = sums
    self.notes = notes
  }

  /// What was delivered, at which rate, and how long the steps took.
  public var jobs: JobFigures { sums.jobs }
  /// The slowest and the fastest production lines that have ended.
  public var extremes: Extremes { notes.extremes }
  /// The rates of production lines that have ended, by the time of their end.
  public var course: RateCourse { sums.course }
  /// Characters of the alphabet, `L`; nil if it is not known.
  public var alphabetLength: Int? { notes.alphabetLength }

  public mutating func merge(_ next: GroupFigures) {
    sums.merge(next.sums)
    notes.merge(next.notes)
  }
}

extension GroupFigures {
  /// Equal tokens that are expected among all pairs of production lines that have ended: `((Σs)² − Σs²) / (2·L^d)`.
  ///
  /// - Returns: nil for fewer than two production lines, or if the alphabet is not known.
  func expectedEqualTokens(digits: Int) -> Double? {
    guard let alphabetLength, jobs.tokens.count > 1 else { return nil }
    let sum = WideProduct(squareOf: UInt128(jobs.tokens.sum))
    let pairs = (sum - WideProduct(jobs.tokens.squares, times: 1)).approximate / 2
    // Divided step by step: L^d itself may be too large for floating point.
    return (0..<digits).reduce(pairs) { rest, _ in rest / Double(alphabetLength) }
  }
}
