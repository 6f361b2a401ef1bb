import Testing

@testable import Analysis

struct SortedRunsTests {
  @Test(arguments: [0, 1, 2, 63, 64, 1000, 5000])
  func `pairs are sorted by key, and equal keys keep their order`(_ count: Int) {
    for limit in [3, 300, Int.max] {
      var generator = Generator(seed: UInt64(count))
      let pairs = (0..<count).map { KeyedValue(key: UInt64(generator.next(limit)) << 7, value: UInt64($0)) }
      var sorted = pairs
      KeyedValue.sort(&sorted)
      let expected = pairs.sorted { ($0.key, $0.value) < ($1.key, $1.value) }
      #expect(sorted == expected)
    }
  }

  @Test(arguments: [0, 1, 100, 4096, 9000])
  func `runs that were kept aside come out as if all had been in memory`(_ count: Int) throws {
    var generator = Generator(seed: 9)
    let pairs = (0..<count).map { KeyedValue(key: UInt64(generator.next(700)), value: UInt64($0)) }
    var runs = SortedRuns()
    let storage = Storage(budget: 0)
    for (index, pair) in pairs.enumerated() {
      runs.append(key: pair.key, value: pair.value)
      if index % 977 == 976 { try runs.spill(storage) }
    }
    #expect(runs.count == count)
    // It can be done again.
    for _ in 0..<2 {
      var result: [KeyedValue] = []
      try runs.visit { result.append($0) }
      #expect(result == pairs.sorted { ($0.key, $0.value) < ($1.key, $1.value) })
    }
  }

  @Test func `a heap gives the least element first`() {
    var generator = Generator(seed: 4)
    var heap = MinHeap<Int>()
    let numbers = (0..<500).map { _ in generator.next(100) }
    for number in numbers { heap.insert(number) }
    var result: [Int] = []
    while let least = heap.removeLeast() { result.append(least) }
    #expect(result == numbers.sorted())
    #expect(heap.least == nil)
  }
}
