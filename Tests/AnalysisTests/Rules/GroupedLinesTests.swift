import Testing

@testable import Analysis

struct GroupedLinesTests {
  @Test(arguments: [0, 1, 40, 256])
  func `production lines of a group share their facts, and each is in one`(_ count: Int) {
    var generator = Generator(seed: UInt64(count))
    let lines = SomeLines.read(SomeLines.examples(count, &generator)).map(\.line)
    let grouped = GroupedLines(lines)
    #expect(grouped.places.sorted() == Array(0..<count))
    #expect(grouped.groups.map(\.range.count).reduce(0, +) == count)
    for group in grouped.groups {
      let places = grouped.places[group.range]
      #expect(!places.isEmpty && places.elementsEqual(places.sorted()))
      #expect(places.allSatisfy { lines[$0].facts == group.facts })
    }
    for (index, group) in grouped.groups.enumerated() {
      #expect(grouped.groups[..<index].allSatisfy { $0.facts != group.facts })
    }
  }

  @Test func `facts say the same as the production line`() {
    #expect(Lifecycle.allStamps == FieldSet(Field.stamps))
    var generator = Generator(seed: 5)
    for (line, _) in SomeLines.random(&generator) {
      let facts = line.facts
      #expect(facts.usable == line.usable && facts.unsure == line.malformed.union(line.doubtful))
      #expect(facts.status == line.status && facts.phase == line.phase && facts.isObject == line.isObject)
      #expect(facts.isAlphabetKnown == (line.alphabet != nil) && facts.hasNoneAvailable == line.available.isZero)
      for stamp in Field.stamps { #expect(facts.readableStamps.has(stamp) == (line.stamp(stamp) != nil)) }
    }
  }

  @Test func `facts are equal only if all of them are`() {
    var lines = [ProductionLine()]
    func add(_ change: (inout ProductionLine) -> Void) {
      var line = ProductionLine()
      change(&line)
      lines.append(line)
    }
    for field in Field.allCases {
      add { $0.present.insert(FieldSet(field)) }
      add { $0.malformed.insert(FieldSet(field)) }
      add { $0.doubtful.insert(FieldSet(field)) }
      add { $0.usual.insert(FieldSet(field)) }
      add { $0.unreadableStamps.insert(FieldSet(field)) }
    }
    for status in Status.allCases { add { $0.status = status } }
    for phase in [Phase.before, .after] { add { $0.phase = phase } }
    add { $0.isObject = false }
    add { $0.alphabet = 0 }
    add { $0.partial = true }
    add { $0.available = Quantity(small: 1, digits: .empty, isOdd: true) }
    for (place, line) in lines.enumerated() {
      for (other, next) in lines.enumerated() { #expect((line.facts == next.facts) == (place == other)) }
    }
    #expect(GroupedLines(lines).groups.count == lines.count)
    #expect(GroupedLines(lines + lines).groups.allSatisfy { $0.range.count == 2 })
  }

  @Test func `other members, not other values, make other facts`() {
    let complete = SomeLines.read([.complete])[0].line.facts
    for other in [ExampleLine.partial, .analyzed, .requested, .complete.without(.rate), .complete.twice(.size, "1")] {
      #expect(SomeLines.read([other])[0].line.facts != complete)
    }
    #expect(SomeLines.read([.complete.with(.size, "1000")])[0].line.facts == complete)
  }
}
