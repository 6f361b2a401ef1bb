@testable import Analysis

/// Production lines as the reader makes them, with what is needed to look at their texts.
struct SomeLines: AuditObserver {
  var read: [(line: ProductionLine, context: RuleContext)] = []
  var wantsCounted: Bool { true }

  mutating func add(_ finding: Finding) {}

  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    read.append((line, context))
  }

  /// The production lines of a list of examples.
  static func read(_ examples: [ExampleLine]) -> [(line: ProductionLine, context: RuleContext)] {
    var observer = SomeLines()
    var audit = Audit()
    var baseline = Baseline()
    Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())
      .audit(MemorySource(list(examples)), name: "a", into: &audit, baseline: &baseline, observer: &observer)
    return observer.read
  }

  /// Times of production lines in input order, many of the same length.
  static func scattered(_ count: Int, _ generator: inout Generator) -> [(place: Int, from: Int, to: Int)] {
    (0..<count).map { place in
      let from = generator.next(1_000_000)
      return (place, from, from + generator.next(300))
    }
  }

  /// Production lines with every status, many rates and times, and members that can't be used.
  static func random(_ generator: inout Generator) -> [(line: ProductionLine, context: RuleContext)] {
    read(examples(40, &generator))
  }

  static func examples(_ count: Int, _ generator: inout Generator) -> [ExampleLine] {
    (0..<count).map { _ in
      var line = [ExampleLine.complete, .partial, .analyzed, .requested][generator.next(4)]
      line = line.with(.alphabet, "\"\(["DICE", "BASE62", "MINE", "é", "e\u{301}"][generator.next(5)])\"")
      line = line.with(.digits, "\(3 + generator.next(3))").with(.size, "\(generator.next(1_000_000))")
      if generator.next(2) == 0 { line = line.with(.rate, "\(generator.next(100) * 100)") }
      if generator.next(4) == 0 { line = line.with(.started, "\"2024-03-19T12:52:5\(generator.next(10)).707Z\"") }
      let members: [Field] = [.digits, .size, .alphabet, .status, .ended, .dataSize, .requested, .id, .timestamps]
      if generator.next(3) == 0 { line = line.without(members[generator.next(members.count)]) }
      return line
    }
  }
}

extension Grouped where Value == Amount {
  /// Adds to the amount of a group, as `Figures` does.
  mutating func add(_ amount: Int128, to name: String, digits: Int) {
    let bytes = Array(name.utf8)
    if let place = find(bytes.span.bytes, digits: digits) {
      self[place].add(amount)
    } else if let place = insert(bytes.span.bytes, digits: digits) {
      self[place].add(amount)
    }
  }
}
