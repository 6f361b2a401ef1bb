/// What tells one production line of a group from others, in the order of the input.
struct GroupNotes: Mergeable, Equatable, Sendable {
  /// The slowest and the fastest production lines that have ended.
  private(set) var extremes = Extremes()
  /// Characters of the alphabet, `L`; nil if it is not known.
  private(set) var alphabetLength: Int?

  init() {}

  /// Those of a part of an input, of which other parts have reached these rates.
  init(within bounds: RateBounds) {
    extremes.keep(within: bounds)
    alphabetLength = bounds.alphabetLength
  }

  /// Adds what is to be noted of a production line.
  mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String) {
    if line.phase == .after, line.has(.rate) { extremes.add(line, context, source: source) }
    if alphabetLength == nil { alphabetLength = context.traits(of: line)?.length }
  }

  /// The rates of production lines for which `add` has something to do: all as long as the alphabet is not known.
  var notable: RateLimits { alphabetLength == nil ? RateLimits() : extremes.limits }

  /// What other parts of the input need not keep.
  var reached: RateBounds {
    var reached = extremes.reached
    reached.alphabetLength = alphabetLength
    return reached
  }

  /// Moves what names a place behind production lines that come before in the same source.
  mutating func move(by index: Int) {
    extremes.move(by: index)
  }

  mutating func merge(_ next: GroupNotes) {
    extremes.merge(next.extremes)
    alphabetLength = alphabetLength ?? next.alphabetLength
  }
}
