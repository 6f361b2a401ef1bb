import Testing

@testable import Analysis

/// The laws of `Mergeable`, for every conformer: neutral on both sides, associative, and the whole from its parts.
struct MergeLaws {
  /// Proves the laws on three values, compared by a description of all that they hold.
  private func prove<Value: Mergeable>(_ values: [Value], _ describe: (Value) -> String) {
    func merged(_ left: Value, _ right: Value) -> Value {
      var sum = left
      sum.merge(right)
      return sum
    }
    for value in values {
      #expect(describe(merged(Value(), value)) == describe(value))
      #expect(describe(merged(value, Value())) == describe(value))
    }
    let (a, b, c) = (values[0], values[1], values[2])
    #expect(describe(merged(merged(a, b), c)) == describe(merged(a, merged(b, c))))
  }

  @Test func `tallies and counts of obstacles`() {
    var generator = Generator(seed: 1)
    let tallies = (0..<3).map { _ in
      var tally = RuleTally()
      tally.passed = generator.next(100)
      tally.failed = generator.next(100)
      for _ in 0..<5 { tally.notTestable[Obstacle.allCases[generator.next(Obstacle.allCases.count)]] += 1 }
      return tally
    }
    prove(tallies) { "\($0)" }
    prove(tallies.map(\.notTestable)) { "\($0)" }
    let statuses = (0..<3).map { _ in
      var counts = StatusCounts()
      for _ in 0..<50 {
        let status = Finding.Status.allCases[generator.next(Finding.Status.allCases.count)]
        counts.add(status, ruleAt: generator.next(Rulebook.all.count))
      }
      return counts
    }
    prove(statuses) { "\($0)" }
  }

  @Test func `counts of the window`() {
    let counts = (0..<3).map { number in
      let lines = Array(TimeWindowTests.lines[(number * 3)...].prefix(3))
      return audit(list(lines), settings: TimeWindowTests.settings(TimeWindowTests.hour)).audit.windowCounts
    }
    prove(counts) { "\($0)" }
  }

  @Test func `names and their counts, also beyond what is kept`() {
    var generator = Generator(seed: 2)
    let counts = (0..<3).map { _ in
      var counts = NameCounts()
      for _ in 0..<40 { counts.add("name \(generator.next(30))") }
      return counts
    }
    // Which names are kept depends on the order of the input, which merging keeps; the total always holds.
    prove(counts) { "\($0.total)" }
    prove(
      counts.map { whole in
        var few = NameCounts()
        for (name, count) in whole.counts.prefix(5) { few.add(name, count: count) }
        return few
      }
    ) { "\($0)" }
    let unknown = (0..<3).map { _ in
      var names = UnknownNames()
      for _ in 0..<9 { names.add(Array("key \(generator.next(30))".utf8).span.bytes, prefix: "a.") }
      return names
    }
    prove(unknown) { "\($0)" }
  }

  @Test func `audits of parts, and the whole from its sources`() {
    let lists = [
      list([.complete.with(.dataSize, "1"), .partial]), list([.partial.with(.alphabet, #""MINE""#)]),
      list([.analyzed.with(path: "new", "1"), .complete.with(.dataSize, "2"), .requested]),
    ]
    let audits = lists.map { audit($0).audit }
    func describe(_ audit: Audit) -> String {
      let settings = AuditSettings()
      return MarkdownFormat.text(of: AuditReport(audit, settings: settings).report)
        + RulesTable.rows(audit, settings: settings) + JSONFormat.head(audit, settings: settings)
    }
    prove(audits, describe)
  }
}

/// A small deterministic generator (SplitMix64), so that a failure can be repeated.
struct Generator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number from 0 up to below the limit.
  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(limit))
  }
}
