import Testing

@testable import Analysis

struct ConcurrencyTests {
  @Test func `jobs run at once where their times overlap`() throws {
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
  }

  /// Twenty thousand jobs, more than are looked at together, of which few or nearly all run at once; the times reach to
  /// 110,000.
  @Test(arguments: [50, 5000, 60_000])
  func `the order in which jobs come changes nothing`(_ longest: Int) throws {
    var generator = Generator(seed: UInt64(longest))
    var jobs = (0..<20_000).map { number in
      let start = number * 2 + generator.next(7)
      return (start, start + 1 + generator.next(longest))
    }
    // One of the first starts after all others, and one of the last before them.
    jobs[5] = (109_000, 109_500)
    jobs[19_990] = (0, 2)
    let expected = slowly(jobs, until: 110_000)
    #expect(try most(jobs) == expected)
    #expect(try most(jobs, spillAfter: 3000) == expected)
    #expect(try most(jobs.reversed()) == expected)
    #expect(try most((0..<20_000).map { jobs[$0 * 7919 % 20_000] }) == expected)
    // Jobs that start one after the other among those of many chunks, and newer ones in front of older ones.
    #expect(try most((0..<20_000).map { jobs[$0 % 5 * 4000 + $0 / 5] }) == expected)
    #expect(try most(Array(jobs[12_000...] + jobs[..<12_000])) == expected)
  }

  @Test func `many jobs in no order are still counted`() throws {
    var generator = Generator(seed: 12)
    let jobs = (0..<100_000).map { _ in
      let start = generator.next(100_000)
      return (start, start + 1 + generator.next(9000))
    }
    #expect(try most(jobs) == slowly(jobs, until: 110_000))
  }

  @Test(arguments: [1, 4096, 4097, 9000])
  func `parts together are the whole`(_ cut: Int) throws {
    var generator = Generator(seed: 13)
    let jobs = (0..<10_000).map { ($0 * 3, $0 * 3 + generator.next(400)) }
    var runs = concurrency(jobs[..<cut])
    runs.merge(concurrency(jobs[cut...]))
    #expect(try runs.mostAtOnce(Storage()) == slowly(jobs, until: 31_000))
    // It can be asked again, and go on.
    runs.merge(concurrency([(0, 31_000)]))
    #expect(try runs.mostAtOnce(Storage()) == slowly(jobs + [(0, 31_000)], until: 31_001))
  }

  private func concurrency(_ jobs: some Collection<(Int, Int)>, spillAfter: Int = .max) -> Concurrency {
    var runs = Concurrency()
    for (index, job) in jobs.enumerated() {
      runs.add(from: Timestamp(milliseconds: job.0), to: Timestamp(milliseconds: job.1))
      if index % spillAfter == spillAfter - 1 { runs.spill(Storage(budget: 0)) }
    }
    return runs
  }

  private func most(_ jobs: [(Int, Int)], spillAfter: Int = .max) throws -> Int {
    var runs = concurrency(jobs, spillAfter: spillAfter)
    return try runs.mostAtOnce(Storage())
  }

  /// The same, millisecond by millisecond.
  private func slowly(_ jobs: [(Int, Int)], until end: Int) -> Int {
    var changes = [Int](repeating: 0, count: end)
    for (start, end) in jobs where start < end {
      changes[start] += 1
      changes[end] -= 1
    }
    var running = 0
    return changes.reduce(0) { most, change in
      running += change
      return max(most, running)
    }
  }
}
