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

  @Test func `jobs run at once where their times overlap`() throws {
    func most(_ times: [(Int, Int)], spillAfter: Int = .max) throws -> Int {
      var runs = Concurrency()
      for (index, time) in times.enumerated() {
        runs.add(from: Timestamp(milliseconds: time.0), to: Timestamp(milliseconds: time.1))
        if index % spillAfter == spillAfter - 1 { runs.spill(Storage(budget: 0)) }
      }
      return try runs.mostAtOnce()
    }
    #expect(try most([]) == 0)
    #expect(try most([(5, 9)]) == 1)
    // One ends in the millisecond in which the next starts.
    #expect(try most([(0, 10), (10, 20)]) == 1)
    #expect(try most([(-10, 11), (10, 20), (19, 30), (12, 13)]) == 2)
    #expect(try most([(0, 100), (10, 20), (15, 30), (90, 95)]) == 3)
    // No time, and time that runs backwards.
    #expect(try most([(3, 3), (9, 4)]) == 0)
    var generator = Generator(seed: 6)
    let times = (0..<300).map { _ in
      let start = generator.next(1000)
      return (start, start + 1 + generator.next(50))
    }
    let slow = (0..<1100).map { moment in times.count { $0.0 <= moment && moment < $0.1 } }.max()
    #expect(try most(times) == slow)
    #expect(try most(times, spillAfter: 70) == slow)
    // More than are looked at together, of which few or nearly all run at once.
    for longest in [50, 5000, 60_000] {
      let many = (0..<20_000).map { number in
        let start = number * 2 + generator.next(7)
        return (start, start + 1 + generator.next(longest))
      }
      var changes = [Int](repeating: 0, count: 110_000)
      for (start, end) in many {
        changes[start] += 1
        changes[end] -= 1
      }
      var running = 0
      let counted = changes.map { change in
        running += change
        return running
      }
      #expect(try most(many) == counted.max())
      #expect(try most(many, spillAfter: 3000) == counted.max())
    }
  }
}
