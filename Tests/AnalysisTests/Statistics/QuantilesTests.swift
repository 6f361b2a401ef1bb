import Testing

@testable import Analysis

struct QuantilesTests {
  @Test func `the buckets cover all numbers without a gap, and their midpoints are within 1 in 256`() {
    var next = 0
    for bucket in 0...Quantiles.bucket(of: .max) {
      let values = Quantiles.values(of: bucket)
      #expect(values.lowerBound == next)
      for value in [values.lowerBound, values.upperBound] {
        #expect(Quantiles.bucket(of: value) == bucket)
        let error = abs(Quantiles.midpoint(of: bucket) - value)
        #expect(error <= value / 256 || error * 256 <= value, "\(value)")
      }
      next = values.upperBound &+ 1
    }
    #expect(next == Int.min, "the last bucket ends at the largest number")
    #expect((0..<256).allSatisfy { Quantiles.midpoint(of: Quantiles.bucket(of: $0)) == $0 })
  }

  @Test(arguments: [1, 2, 3, 100, 2_000])
  func `a quantile is within 1 in 256 of the one found by sorting`(_ count: Int) throws {
    var generator = Generator(seed: UInt64(count))
    for magnitude in [8, 12, 40, 59] {
      let values = (0..<count).map { _ in generator.next(1 << magnitude) >> generator.next(3) }
      let distribution = values.reduce(into: Distribution()) { $0.add($1) }
      let sorted = values.sorted()
      for percent in [0, 1, 5, 25, 50, 75, 95, 99, 100] {
        let rank = max(1, (count * percent + 99) / 100)
        let exact = sorted[rank - 1]
        let estimate = try #require(distribution.quantile(percent))
        #expect(abs(estimate - exact) * 256 <= exact, "p\(percent) of \(count)")
        if magnitude <= 8 || percent % 100 == 0 { #expect(estimate == exact) }
      }
    }
  }

  @Test func `quantiles keep within the smallest and the largest value`() {
    let distribution = [100_001, 100_002, 100_003].reduce(into: Distribution()) { $0.add($1) }
    #expect([0, 50, 100].map { distribution.quantile($0) } == [100_001, 100_003, 100_003])
    #expect(Distribution().quantile(50) == nil)
  }

  @Test func `counts that no cell can hold stay exact`() {
    var quantiles = (0..<100).reduce(into: Quantiles()) { $0.add(1000 * ($1 % 3)) }
    for _ in 0..<40 { quantiles.merge(quantiles) }
    #expect(quantiles.buckets.map(\.count) == [34 << 40, 33 << 40, 33 << 40])
    quantiles.add(2000)
    #expect(quantiles.buckets.map(\.count) == [34 << 40, 33 << 40, 33 << 40 + 1])
  }

  @Test func `a cell that is full is carried when one more value comes`() {
    var one = Quantiles()
    one.add(7)
    // 2^32 − 1, as a sum of powers of two.
    var full = Quantiles()
    for _ in 0..<32 {
      full.merge(one)
      one.merge(one)
    }
    #expect(full.buckets.map(\.count) == [1 << 32 - 1])
    for more in 0..<3 {
      full.add(7)
      #expect(full.buckets.map(\.count) == [1 << 32 + more])
    }
  }
}
