import Testing

@testable import Analysis

struct GroupedTests {
  private func grouped(_ keys: Range<Int>) -> Grouped<Amount> {
    keys.reduce(into: Grouped<Amount>()) { $0.add(1, to: "alphabet \($1 % 97)", digits: $1) }
  }

  @Test func `4,096 groups are kept, and found again`() {
    var whole = grouped(0..<4096)
    #expect(whole.count == 4096 && !whole.isTooMany)
    for key in 0..<4096 { whole.add(1, to: "alphabet \(key % 97)", digits: key) }
    #expect(whole.count == 4096 && whole.entries.allSatisfy { $0.value.total == 2 })
    var parts = grouped(0..<3000)
    parts.merge(grouped(1000..<4096))
    #expect(parts.count == 4096 && !parts.isTooMany)
  }

  @Test(arguments: [0, 1, 1000, 2500, 4096, 4097, 5000])
  func `one group too many drops all, wherever the input is cut`(_ cut: Int) {
    var parts = grouped(0..<cut)
    parts.merge(grouped(cut..<5000))
    #expect(parts.isTooMany && parts.count == 0)
    #expect(parts == grouped(0..<5000))
    parts.merge(grouped(0..<1))
    #expect(parts.isTooMany && parts.count == 0)
    var few = grouped(0..<1)
    few.merge(parts)
    #expect(few.isTooMany && few.count == 0)
  }

  @Test func `one group more than are kept is too many`() {
    #expect(grouped(0..<4097).isTooMany)
    var parts = grouped(0..<4096)
    parts.merge(grouped(4096..<4097))
    #expect(parts.isTooMany)
  }

  @Test func `names are told apart by all their bytes`() {
    let names = [
      "", "a", "b", "ab", "abcdefg", "abcdefgh", "12345678abcdefgh", "12345678x12345678", "12345678y12345678", "é",
      "e\u{301}", String(repeating: "x", count: 255), String(repeating: "x", count: 254),
    ]
    for _ in 0..<2 {
      var groups = Grouped<Amount>()
      for _ in 0..<3 { for name in names { groups.add(1, to: name, digits: 5) } }
      #expect(groups.entries.map(\.name) == names.map { Array($0.utf8) })
      #expect(groups.entries.allSatisfy { $0.value.count == 3 })
    }
  }

  @Test func `the order of reports doesn't depend on that of the input`() {
    let keys = [("b", 1, 2), ("a", 2, 2), ("a", 1, 2), ("c", 9, 3), ("B", 1, 2)]
    func order(_ keys: [(String, Int, Int)]) -> [String] {
      var groups = Grouped<Amount>()
      for (name, digits, count) in keys {
        for _ in 0..<count { groups.add(1, to: name, digits: digits) }
      }
      return groups.sorted(by: \.count).map { "\($0.alphabet)\($0.digits)" }
    }
    #expect(order(keys) == ["c9", "B1", "a1", "a2", "b1"])
    #expect(order(keys.reversed()) == order(keys))
  }
}
