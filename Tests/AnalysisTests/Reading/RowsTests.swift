import Testing

@testable import Analysis

struct RowsTests {
  @Test func `rows are counted as one by one, wherever the newlines stand`() {
    var generator = Generator(seed: 5)
    for _ in 0..<300 {
      let rarity = 1 + generator.next(400)
      let bytes = (0..<generator.next(9000)).map { _ in generator.next(rarity) == 0 ? UInt8(ascii: "\n") : 0x20 }
      #expect(Rows.count(in: bytes.span.bytes) == bytes.count { $0 == UInt8(ascii: "\n") })
      #expect(Rows.lastEnd(in: bytes.span.bytes) == (bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0))
    }
    let all = [UInt8](repeating: UInt8(ascii: "\n"), count: 20_000)
    #expect(Rows.count(in: all.span.bytes) == 20_000)
  }

  @Test func `what is known to have none changes no count`() {
    var generator = Generator(seed: 7)
    for _ in 0..<300 {
      // Elements in which no row ends, and something of few bytes between them.
      var bytes: [UInt8] = []
      var elements: [Range<Int>] = []
      for _ in 0..<generator.next(40) {
        bytes += (0..<generator.next(4)).map { _ in [0x2C, 0x20, 0x0A][generator.next(3)] }
        let start = bytes.count
        bytes += [UInt8](repeating: UInt8(ascii: "x"), count: generator.next(600))
        // Not of all of them is it known.
        if generator.next(4) > 0 { elements.append(start..<bytes.count) }
      }
      bytes += [0x0A, 0x20].prefix(generator.next(3))
      var counter = RowCounter()
      for element in elements { counter.skip(element, bytes.span.bytes) }
      #expect(counter.take(upTo: bytes.count, bytes.span.bytes) == RowCount(bytes.span.bytes, at: 0))
      #expect(counter.take(upTo: bytes.count, bytes.span.bytes) == RowCount(bytes.span.bytes, at: 0))
    }
  }
}
