/// The figures of all production lines with the same alphabet and characters per token.
public struct GroupFigures: Mergeable, Equatable, Sendable {
  /// What was delivered, at which rate, and how long the steps took.
  public private(set) var jobs = JobFigures()
  /// The slowest and the fastest production lines that have ended.
  public private(set) var extremes = Extremes()
  /// The rates of production lines that have ended, by the time of their end.
  public private(set) var course = RateCourse()
  /// Characters of the alphabet, `L`; nil if it is not known.
  public private(set) var alphabetLength: Int?

  public init() {}

  /// Adds production lines; they come in any order.
  mutating func add(_ lines: Span<JobNumbers>) {
    jobs.add(lines)
    course.add(lines) { $0.has([.hasEnded, .rate, .ended]) ? ($0.rate, $0.ended) : nil }
  }

  /// Adds what tells one production line from others; they come in the order of the input.
  mutating func note(_ line: ProductionLine, _ context: RuleContext, source: String) {
    if line.phase == .after, line.has(.rate) { extremes.add(line, context, source: source) }
    if alphabetLength == nil { alphabetLength = context.traits(of: line)?.length }
  }

  /// The rates of production lines for which `note` has something to do: all as long as the alphabet is not known.
  var notable: RateLimits { alphabetLength == nil ? RateLimits() : extremes.limits }

  /// Figures of a part of an input, of which other parts have reached these rates.
  init(within bounds: RateBounds) {
    extremes.keep(within: bounds)
    course = RateCourse(scale: bounds.scale)
    alphabetLength = bounds.alphabetLength
  }

  /// What other parts of the input need not keep.
  var reached: RateBounds {
    var reached = extremes.reached
    reached.scale = course.scale
    reached.alphabetLength = alphabetLength
    return reached
  }

  /// Whether there are figures of production lines, and not only what they began with.
  var hasLines: Bool { jobs.productionLines > 0 || !extremes.isEmpty }

  /// Moves what names a place behind production lines that come before in the same source.
  mutating func move(by index: Int) {
    extremes.move(by: index)
  }

  public mutating func merge(_ next: GroupFigures) {
    jobs.merge(next.jobs)
    extremes.merge(next.extremes)
    course.merge(next.course)
    alphabetLength = alphabetLength ?? next.alphabetLength
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
