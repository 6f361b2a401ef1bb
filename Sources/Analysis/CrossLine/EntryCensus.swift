/// How many production lines have which keys, so that a rule need not look at each to count those it can't test.
struct EntryCensus: Mergeable, Sendable {
  /// The production lines of each kind of entry: one that has the same obstacles and the same stamps.
  private var counts: [UInt64: Int] = [:]
  /// Kinds that were met lately, each in the slot of its hash, and how often since they are in it: they nearly always
  /// come again, and a dictionary takes long to find them.
  private var recent = [Recent](repeating: Recent(), count: EntryCensus.slots)

  private struct Recent {
    var facts: UInt64 = 0
    var count = 0
  }

  private static let slots = 32

  init() {}

  /// Adds a production line.
  mutating func add(_ entry: LineEntry) {
    add(CollectionOfOne(entry).span)
  }

  /// Adds production lines.
  mutating func add(_ entries: Span<LineEntry>) {
    var next = 0
    while true {
      next = countRecent(entries, from: next)
      if next == entries.count { return }
      begin(entries[next].facts)
    }
  }

  /// Counts production lines of kinds that were met lately.
  ///
  /// - Returns: the place of the first of another kind.
  @inline(__always)
  private mutating func countRecent(_ entries: Span<LineEntry>, from next: Int) -> Int {
    var recent = recent.mutableSpan
    for index in next..<entries.count {
      let facts = entries[index].facts
      let slot = EntryCensus.slot(of: facts)
      if recent[slot].facts != facts { return index }
      recent[slot].count &+= 1
    }
    return entries.count
  }

  /// Facts stand in bits 0 to 29; the product spreads them to its upper bits.
  @inline(__always)
  private static func slot(of facts: UInt64) -> Int {
    Int(truncatingIfNeeded: (facts &* 0x9E37_79B9_7F4A_7C15) &>> 59)
  }

  private mutating func begin(_ facts: UInt64) {
    let slot = EntryCensus.slot(of: facts)
    if recent[slot].count > 0 { counts[recent[slot].facts, default: 0] += recent[slot].count }
    recent[slot] = Recent(facts: facts)
  }

  mutating func merge(_ next: EntryCensus) {
    counts.merge(next.counts, uniquingKeysWith: +)
    for kind in next.recent where kind.count > 0 { counts[kind.facts, default: 0] += kind.count }
  }

  /// Takes out a production line that was added.
  mutating func remove(_ entry: LineEntry) {
    counts[entry.facts, default: 0] -= 1
  }

  /// Calls the body with each kind of entry, of which only obstacles and stamps mean something, and its count.
  func visit(_ body: (LineEntry, Int) -> Void) {
    var all = EntryCensus()
    all.merge(self)
    for (facts, count) in all.counts where count > 0 { body(LineEntry(facts: facts), count) }
  }
}
