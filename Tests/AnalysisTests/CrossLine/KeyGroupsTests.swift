import Testing

@testable import Analysis

/// Production lines that share a key are found among few suspects as they are among all.
struct KeyGroupsTests {
  @Test(arguments: [0, 1, 2, 100, 5000, 40_000])
  func `a sieve misses no hash that stands twice`(_ count: Int) {
    for range in [1, 50, Int.max] {
      var generator = Generator(seed: UInt64(count))
      let placeBits = UInt64(Int.bitWidth - count.leadingZeroBitCount)
      var words: [UInt64] = []
      var places: [UInt64: [Int]] = [:]
      for place in 0..<count {
        var mixer = Mixer(seed: 7)
        mixer.add(UInt64(generator.next(range < .max ? count / range + 1 : .max)))
        let hash = mixer.value >> 8
        places[hash, default: []].append(place)
        words.append(hash << placeBits | UInt64(place))
      }
      var found: [UInt64: [Int]] = [:]
      HashSieve.visit(words, placeBits: placeBits) { hash, place in found[hash, default: []].append(place) }
      let repeated = places.filter { $0.value.count > 1 }
      // The upper bits of a hash make room for the place. Equal hashes keep their order.
      let mask = UInt64.max >> placeBits
      for (hash, same) in repeated { #expect(found.removeValue(forKey: hash & mask) == same) }
      // Few others pass.
      #expect(found.count <= count / 10 + 2)
    }
  }

  /// Production lines of which many share an id, in any case of its letters, a payment, a transaction or a checksum.
  private static let lines: [ExampleLine] = {
    var generator = Generator(seed: 3)
    return (0..<900).map { number in
      var line = ExampleLine.partial.numbered(generator.next(3) == 0 ? generator.next(40) : number)
      switch generator.next(8) {
      case 0: line = line.with(.id, #""6F0c0d7e-0b1c-4a52-9f5e-00000000000\#(generator.next(9))""#)
      case 1: line = line.with(.id, "\"order \(generator.next(30))\"")
      case 2: line = line.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000007""#)
      case 3: line = line.without(.payment)
      case 4: line = line.with(.transactionID, "\"\(generator.next(5))\"")
      default: break
      }
      let bits = (0..<112).map { _ in generator.next(40) == 0 ? "1" : "0" }.joined()
      return line.with(.checksum, "\"\(bits)\"")
    }
  }()

  /// The groups in the order of their first production lines: no order of hashing shows.
  private static func sorted(_ groups: KeyGroups) -> [[Int]] {
    (0..<groups.count).map { Array(groups[$0]) }.sorted { $0[0] < $1[0] }
  }

  /// The places of production lines with equal keys, by comparing each with all that were seen before.
  private static func allGroups(
    of kind: LineEntry.Kind, in index: LineIndex, where isWanted: (Int) -> Bool
  ) throws -> [[Int]] {
    var groups: [(entry: LineEntry, places: [Int])] = []
    for place in 0..<index.count where isWanted(place) {
      let entry = try index.entry(place)
      guard entry.has(kind) else { continue }
      if let known = try groups.firstIndex(where: { try index.isSame(kind, $0.entry, entry) }) {
        groups[known].places.append(place)
      } else {
        groups.append((entry, [place]))
      }
    }
    return groups.map(\.places).filter { $0.count > 1 }
  }

  @Test(arguments: LineEntry.Kind.allCases) func `suspects give the groups that all give`(_ kind: LineEntry.Kind) throws
  {
    let index = audit(Array(list(Self.lines).utf8)).audit.index
    #expect(index.count == Self.lines.count)
    for isWanted: (Int) -> Bool in [{ _ in true }, { $0 % 3 != 0 }] {
      let all = try Self.allGroups(of: kind, in: index, where: isWanted)
      #expect(all.count > 0)
      // With everything in memory, with all but a rest in piles, and with all in piles.
      for (spills, isAll) in [(false, false), (true, false), (true, true)] {
        var index = index
        if spills { index.spill(Storage(), all: isAll) }
        for workers in [1, 3] {
          let suspects = try KeySuspects(LineEntry.Kind.allCases, in: index.piles, Storage(), workers: workers)
          #expect(suspects[kind].count < index.count)
          let groups = try KeyGroups(of: kind, in: index, among: suspects, where: isWanted)
          #expect(Self.sorted(groups) == all)
        }
      }
    }
  }

  @Test func `piles keep all words`() throws {
    let index = audit(Array(list(Self.lines).utf8)).audit.index
    var entries: [LineEntry] = []
    try index.visit { entries.append($1) }
    var piles = KeyPiles()
    var places: Set<Int> = []
    // Many more than a chunk of each pile.
    for round in 0..<300 {
      var next = KeyPiles()
      // Few at a time, and many at once that are piles themselves.
      for _ in 0..<(round % 100 == 0 ? 5 : 1) {
        for place in entries.indices where entries[place].has(.payment) {
          places.insert(piles.lines + next.lines + place)
        }
        next.add(entries.span, UInt64(round))
      }
      try piles.merge(next)
      if round == 150 { try piles.spill(Storage()) }
    }
    #expect(piles.count == KeyPiles.count)
    var found: Set<Int> = []
    var words: [UInt64] = []
    for pile in 0..<piles.count {
      try piles.take(.payment, pile, into: &words)
      for word in words {
        #expect(found.insert(Int(word & (1 << KeyPiles.placeBits - 1))).inserted)
      }
    }
    #expect(found == places)
  }

  @Test func `a census counts as one by one`() {
    var generator = Generator(seed: 8)
    var census = EntryCensus()
    var counts: [UInt64: Int] = [:]
    for _ in 0..<5000 {
      let facts = UInt64(generator.next(generator.next(2) == 0 ? 3 : 1 << 24))
      if generator.next(500) == 0 {
        var next = EntryCensus()
        next.add(LineEntry(facts: facts))
        census.merge(next)
      } else {
        census.add(LineEntry(facts: facts))
      }
      counts[facts, default: 0] += 1
    }
    var seen: [UInt64: Int] = [:]
    census.visit { entry, count in seen[entry.facts, default: 0] += count }
    #expect(seen == counts)
  }
}
