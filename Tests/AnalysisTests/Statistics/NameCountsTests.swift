import Testing

@testable import Analysis

struct NameCountsTests {
  /// Names of which many occur in one part and not in another, and two that only look alike.
  private static let names: [String] = {
    var generator = Generator(seed: 12)
    let many = (0..<60).map { "name \($0)" } + ["\u{E9}", "e\u{301}", ""]
    return (0..<2000).map { number in many[(number / 40 + generator.next(25)) % many.count] }
  }()

  @Test(arguments: [1, 2, 3, 7, 50]) func `what is kept is counted exactly, however the input is cut`(_ parts: Int) {
    var whole = NameCounts()
    let size = Self.names.count / parts + 1
    for start in stride(from: 0, to: Self.names.count, by: size) {
      var part = NameCounts()
      for name in Self.names[start..<min(start + size, Self.names.count)] { part.add(name) }
      whole.merge(part)
    }
    var expected: [[UInt8]: Int] = [:]
    for name in Self.names { expected[Array(name.utf8), default: 0] += 1 }
    let first = expected.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(NameCounts.limit)
    #expect(whole.counts.map { Array($0.name.utf8) } == first.map(\.key))
    #expect(whole.counts.map(\.count) == first.map(\.value))
    #expect(whole.total == Self.names.count)
  }

  @Test(arguments: [2, 3]) func `a report names the same unknown alphabets for any number of threads`(_ threads: Int) {
    let lines = (0..<600).map { number in
      ExampleLine.complete.numbered(number).with(.alphabet, "\"UNKNOWN\((number * 7 + number / 50) % 45)\"")
    }
    let bytes = Array(list(lines).utf8)
    let one = audit(bytes).audit.unknownAlphabets
    #expect(one.total == lines.count && one.counts.count == NameCounts.limit)
    // Each part has more names than are kept.
    let workers = Workers(count: threads, partSize: 30_000)
    let several = audit([("a.json", bytes)], workers: workers, windowSize: 1000, wantsCounted: false).audit
    #expect(several.unknownAlphabets == one)
  }
}
