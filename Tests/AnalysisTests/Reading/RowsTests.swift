import Testing

@testable import Analysis

struct RowsTests {
  @Test func `rows are counted as one by one, wherever the newlines stand`() {
    var generator = Generator(seed: 5)
    for _ in 0..<300 {
      let rarity = 1 + generator.next(400)
      let bytes = (0..<generator.next(9000)).map { _ in generator.next(rarity) == 0 ? UInt8(ascii: "\n") : 0x20 }
      #expect(Rows.count(in: bytes.span) == bytes.count { $0 == UInt8(ascii: "\n") })
      #expect(Rows.lastEnd(in: bytes.span) == (bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0))
    }
    let all = [UInt8](repeating: UInt8(ascii: "\n"), count: 20_000)
    #expect(Rows.count(in: all.span) == 20_000)
  }
}
