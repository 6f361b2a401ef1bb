import Testing

@testable import Analysis

struct SpreadTests {
  @Test func `mean and deviation of a hand-computed example`() throws {
    // Mean 5; the squared distances 9, 1, 1, 1, 0, 0, 4, 16 sum up to 32; √(32 / 7) = 2.13808993…
    let spread = [2, 4, 4, 4, 5, 5, 7, 9].reduce(into: Spread()) { $0.add($1) }
    #expect(spread.count == 8 && spread.sum == 40 && spread.range == 2...9)
    #expect(spread.meanThousandths == 5000)
    #expect(abs(try #require(spread.deviation) - 2.138_089_935_299_395) < 1e-12)
  }

  @Test func `a small scatter of huge values isn't lost`() throws {
    let huge = 999_999_999_999_999_000
    let spread = [2, 4, 4, 4, 5, 5, 7, 9].reduce(into: Spread()) { $0.add(huge + $1) }
    #expect(abs(try #require(spread.deviation) - 2.138_089_935_299_395) < 1e-12)
    #expect(spread.meanThousandths == Int128(huge + 5) * 1000)
  }

  @Test func `nothing has no mean, and one value no deviation`() {
    var spread = Spread()
    #expect(spread.meanThousandths == nil && spread.deviation == nil && spread.range == nil && spread.total == nil)
    spread.add(7)
    #expect(spread.meanThousandths == 7000 && spread.deviation == nil)
    spread.add(8)
    spread.add(8)
    #expect(spread.meanThousandths == 7667)
  }

  @Test func `a sum of squares goes on beyond 128 bits`() {
    var sum = WideSum()
    for _ in 0..<5 { sum.addSquare(of: .max) }
    // 5 · (2^63 − 1)² = 5·2^126 − 5·2^64 + 5 = 2^128 + (2^126 − 5·2^64 + 5)
    #expect(sum.high == 1)
    #expect(sum.low == UInt128(1) << 126 - UInt128(5) << 64 + 5)
  }
}
