import Testing

@testable import Analysis

/// Two lists, production line by production line.
struct LineComparisonTests {
  private struct Listener: AuditObserver {
    var lines: LineComparison
    let side: ComparedSide
    var wantsCounted: Bool { false }
    var wantsEvery: Bool { true }

    mutating func add(_ finding: Finding) {}
    mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {}
    mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
      lines.hear(line, context, of: side)
    }
  }

  private func compare(_ old: [ExampleLine], _ new: [ExampleLine]) -> LineComparison {
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())
    var baseline = Baseline()
    var audit = Audit()
    var listener = Listener(lines: auditor.lineComparison(), side: .older)
    auditor.audit(MemorySource(list(old)), name: "old", into: &audit, baseline: &baseline, observer: &listener)
    listener.lines.end(.older)
    listener = Listener(lines: listener.lines, side: .newer)
    audit = Audit()
    auditor.audit(MemorySource(list(new)), name: "new", into: &audit, baseline: &baseline, observer: &listener)
    listener.lines.end(.newer)
    return listener.lines
  }

  /// What was found: each kind that is there, with its count and its first fields.
  private func found(_ old: [ExampleLine], _ new: [ExampleLine]) -> [String] {
    let lines = compare(old, new)
    return LineComparison.Kind.allCases.filter { lines.changes.counts[$0] != nil }.map { kind in
      let rows = (lines.changes.rows[kind] ?? []).map { "\($0.field.name) \($0.old ?? "-") \($0.new ?? "-")" }
      return "\(lines.changes.counts[kind] ?? 0) \(kind): \(rows.joined(separator: ", "))"
    }
  }

  private let one = ExampleLine.partial.numbered(1)
  private let two = ExampleLine.partial.numbered(2)
  private let waiting = ExampleLine.requested.numbered(3)

  @Test func `each production line has one fate`() {
    #expect(found([one, two], [two, one]) == [])
    #expect(found([one], [one, two]) == ["1 added: status - finished"])
    #expect(found([one, two], [one]) == ["1 vanished: status finished -"])
    #expect(
      found([one], [one.with(.rate, "1").with(.partial, "false")]) == [
        "1 changed: rate 5000 1, partial true false"
      ])
    // Nothing of the production line was left for another part.
    let moved = one.with(.requested, #""2024-03-22T13:00:00.000Z""#).with(.paymentIntent, #""pi_new""#)
    #expect(found([one], [moved]).first?.hasPrefix("1 changed: ") ?? false)
    #expect(found([waiting], [waiting.with(.size, #""9""#)]) == ["1 altered: size 1000 9"])
    let started = waiting.with(.status, #""started""#).with(.progress, "10")
      .with(.started, #""2024-03-19T12:52:50.400Z""#)
    #expect(found([one, waiting], [started, one]) == ["1 progressed: status requested started"])
    #expect(found([started], [started.with(.progress, "60")]) == ["1 progressed: progress 10 60"])
  }

  /// A part of a production line that was requested at an hour.
  private func part(_ line: Int, at hour: Int) -> ExampleLine {
    .partial.numbered(line).without(.available).with(.requested, "\"2024-03-19T\(hour):00:00.000Z\"").with(
      .paymentIntent, "\"pi_3OxYzA2eZvKY00000000\(line)0\(hour)\"")
  }

  @Test func `a production line of which only a further part is there has not vanished, nor is it added`() {
    let (first, second, third) = (part(1, at: 10), part(1, at: 11), part(1, at: 12))
    let moved = "1 continued: requested 2024-03-19T10:00:00.000Z 2024-03-19T11:00:00.000Z"
    #expect(found([first], [second]) == [moved])
    #expect(found([first, two, waiting], [two, second, waiting]) == [moved])
    // The part before is still there, in any order.
    #expect(found([first], [first, second]) == ["1 added: status - finished"])
    #expect(found([first], [second, first]) == ["1 added: status - finished"])
    // One part continues one other.
    #expect(found([first], [second, third]) == [moved, "1 added: status - finished"])
    #expect(found([first, second], [third]).map { $0.prefix(11) } == ["1 continued", "1 vanished:"])
    // An earlier part continues nothing.
    #expect(found([second], [first]).map { $0.prefix(8) } == ["1 added:", "1 vanish"])
  }

  @Test func `many parts of a production line are counted all the same`() {
    let parts = (10..<310).map { number in
      part(1, at: 11).with(.paymentIntent, "\"pi_3OxYzA2eZvKY000000000\(number)\"").with(
        .requested, "\"2024-03-19T11:00:00.\(number)Z\"".replacing(/\.(..)Z/) { ".0\($0.1)Z" })
    }
    let counts = compare([part(1, at: 10)], parts).changes.counts
    #expect(counts == [.continued: 1, .added: parts.count - 1])
  }

  @Test func `what continues nothing stands among the added ones in the order of the list`() {
    let (first, second) = (part(1, at: 10), part(1, at: 11))
    let lines = compare([first], [one.numbered(5), second, one.numbered(6), first])
    let ids = (lines.changes.rows[.added] ?? []).map(\.line)
    #expect(ids.map { $0.suffix(1) } == ["5", "1", "6"] && lines.changes.counts[.added] == 3)
    #expect(lines.changes.counts[.continued] == nil && lines.changes.counts[.vanished] == nil)
  }

  @Test func `rates of what has ended since are held against those before`() throws {
    func lines(_ numbers: Range<Int>, _ rate: Int) -> [ExampleLine] {
      numbers.map { ExampleLine.partial.numbered($0).with(.rate, "\(rate + $0 % 3)") }
    }
    let old = lines(0..<30, 5000)
    let group = try #require(compare(old, old + lines(30..<60, 5100)).rates.groups.entries.first)
    #expect(group.value.old.count == 30 && group.value.new.count == 30)
    #expect(MeanTest(group.value.old, group.value.new)?.isTelling == true)
    let same = try #require(compare(old, old + lines(30..<60, 5000)).rates.groups.entries.first)
    #expect(MeanTest(same.value.old, same.value.new)?.isTelling == false)
  }

  @Test func `the test of means is that of a textbook`() throws {
    func spread(_ values: [Int]) -> Spread {
      var spread = Spread()
      for value in values { spread.add(value) }
      return spread
    }
    // Computed by hand: means 12 and 18, variances 2.5 and 10, both of five values: t = 6 / √2.5.
    let test = try #require(MeanTest(spread([10, 11, 12, 13, 14]), spread([14, 16, 18, 20, 22])))
    #expect((test.t * 1000).rounded() == 3795 && test.limit == 8.610 && !test.isTelling)
    #expect(MeanTest(spread([1]), spread([1, 2])) == nil)
    #expect(MeanTest(spread([5, 5]), spread([6, 6]))?.isTelling == true)
    #expect(MeanTest(spread([5, 5]), spread([5, 5]))?.isTelling == false)
    #expect(MeanTest.limit(freedom: 1) == 636.619 && MeanTest.limit(freedom: 24) == 3.850)
    #expect(MeanTest.limit(freedom: 1_000_000) == 3.373)
  }
}
