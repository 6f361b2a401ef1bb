/// The production lines with the lowest and the highest rates.
public struct Extremes: Mergeable, Equatable, Sendable {
  /// Production lines that are kept on either side.
  public static let limit = 10

  /// A production line and its rate.
  public struct Entry: Equatable, Sendable {
    /// Characters per second.
    public let rate: Int
    /// The id of the production line, nil if it can't be used.
    public let id: String?
    /// The 0-based place of the production line in its source.
    public internal(set) var index: Int
    /// The name of the source.
    public let source: String
  }

  /// The lowest rates first; of equal ones those that come first in the input.
  public private(set) var slowest: [Entry] = []
  /// The highest rates first; of equal ones those that come first in the input.
  public private(set) var fastest: [Entry] = []

  /// What was reached elsewhere.
  private var bounds = RateBounds()
  /// The rates that may be among the extremes of all.
  private(set) var limits = RateLimits()

  public init() {}

  /// Whether both have the same production lines; what was reached elsewhere says nothing of them.
  public static func == (left: Extremes, right: Extremes) -> Bool {
    left.slowest == right.slowest && left.fastest == right.fastest
  }

  /// Whether there is no production line.
  var isEmpty: Bool { slowest.isEmpty && fastest.isEmpty }

  /// What other parts of the input need not keep, as it can't be among the extremes of all.
  var reached: RateBounds {
    RateBounds(
      slowest: slowest.count < Extremes.limit ? nil : slowest[Extremes.limit - 1].rate,
      fastest: fastest.count < Extremes.limit ? nil : fastest[Extremes.limit - 1].rate)
  }

  /// Keeps nothing beyond what was reached elsewhere.
  mutating func keep(within bounds: RateBounds) {
    self.bounds = bounds
    setLimits()
  }

  @inline(never)
  mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String) {
    guard limits.mayKeep(line.rate) else { return }
    let id = line.has(.id) ? context.string(line.id) : nil
    keep(Entry(rate: line.rate, id: id, index: line.index, source: source))
  }

  /// Keeps an entry that comes after all others in the input.
  mutating func keep(_ entry: Entry) {
    if mayBeSlow(entry.rate) { insertAmongSlowest(entry) }
    if mayBeFast(entry.rate) { insertAmongFastest(entry) }
    setLimits()
  }

  public mutating func merge(_ next: Extremes) {
    if next.isEmpty { return }
    for entry in next.slowest where isAmongSlowest(entry.rate) { insertAmongSlowest(entry) }
    for entry in next.fastest where isAmongFastest(entry.rate) { insertAmongFastest(entry) }
    setLimits()
  }

  /// Moves the entries behind production lines that come before them in the same source.
  mutating func move(by index: Int) {
    for place in slowest.indices { slowest[place].index += index }
    for place in fastest.indices { fastest[place].index += index }
  }

  private mutating func setLimits() {
    let reached = reached
    limits.slow = min(reached.slowest.map { $0 - 1 } ?? .max, bounds.slowest ?? .max)
    limits.fast = max(reached.fastest.map { $0 + 1 } ?? .min, bounds.fastest ?? .min)
  }

  private func mayBeSlow(_ rate: Int) -> Bool {
    isAmongSlowest(rate) && rate <= bounds.slowest ?? .max
  }

  private func mayBeFast(_ rate: Int) -> Bool {
    isAmongFastest(rate) && rate >= bounds.fastest ?? .min
  }

  private func isAmongSlowest(_ rate: Int) -> Bool {
    slowest.count < Extremes.limit || rate < slowest[Extremes.limit - 1].rate
  }

  private func isAmongFastest(_ rate: Int) -> Bool {
    fastest.count < Extremes.limit || rate > fastest[Extremes.limit - 1].rate
  }

  private mutating func insertAmongSlowest(_ entry: Entry) {
    Extremes.insert(entry, into: &slowest) { $0 > entry.rate }
  }

  private mutating func insertAmongFastest(_ entry: Entry) {
    Extremes.insert(entry, into: &fastest) { $0 < entry.rate }
  }

  /// Puts an entry before those with such a rate, of which there is one if there is no room for more.
  @inline(__always)
  private static func insert(_ entry: Entry, into entries: inout [Entry], before isWorse: (_ rate: Int) -> Bool) {
    var place = entries.count
    while place > 0, isWorse(entries[place - 1].rate) { place -= 1 }
    if entries.count == limit { entries.removeLast() }
    entries.insert(entry, at: place)
  }
}
