/// How many production lines have which keys, so that a rule need not look at each to count those it can't test.
struct EntryCensus: Mergeable, Sendable {
  /// The production lines of each kind of entry: one that has the same obstacles and the same stamps.
  private var counts: [UInt64: Int] = [:]
  /// The kind that was met last, which nearly always comes again, and how often it came in a row.
  private var last: (facts: UInt64, count: Int) = (0, 0)

  init() {}

  /// Adds a production line.
  @inline(__always)
  mutating func add(_ entry: LineEntry) {
    if entry.facts != last.facts { begin(entry.facts) }
    last.count += 1
  }

  @inline(never)
  private mutating func begin(_ facts: UInt64) {
    if last.count > 0 { counts[last.facts, default: 0] += last.count }
    last = (facts, 0)
  }

  mutating func merge(_ next: EntryCensus) {
    counts.merge(next.counts, uniquingKeysWith: +)
    if next.last.count > 0 { counts[next.last.facts, default: 0] += next.last.count }
  }

  /// Calls the body with each kind of entry, of which only obstacles and stamps mean something, and its count.
  func visit(_ body: (LineEntry, Int) -> Void) {
    var all = self
    all.begin(0)
    for (facts, count) in all.counts { body(LineEntry(facts: facts), count) }
  }
}
