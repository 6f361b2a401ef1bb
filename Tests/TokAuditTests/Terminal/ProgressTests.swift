import Testing

@testable import TokAudit

struct ProgressTests {
  @Test func `progress shows bytes, share, speed and the time left`() {
    #expect(
      Progress.line(bytes: 172_000_000, total: 688_000_000, productionLines: 250_000, elapsed: .seconds(2))
        == "172.0 of 688.0 MB, 25 %, 125,000 production lines a second, 6 s left")
  }

  @Test func `progress without a known size shows no share and no end`() {
    #expect(
      Progress.line(bytes: 1_250_000_000, total: nil, productionLines: 0, elapsed: .zero)
        == "1,250.0 MB, 0 production lines a second")
  }

  @Test func `a long wait is told in minutes and hours`() {
    #expect(Progress.line(bytes: 1, total: 101, productionLines: 0, elapsed: .seconds(1)).hasSuffix("1 min 40 s left"))
    #expect(Progress.line(bytes: 1, total: 7201, productionLines: 0, elapsed: .seconds(1)).hasSuffix("2 h 0 min left"))
  }
}
