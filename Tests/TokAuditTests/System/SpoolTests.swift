import Testing

@testable import TokAudit

struct SpoolTests {
  @Test func `bytes come back from memory, from the file, and across the border`() throws {
    for limit in [0, 7, 100, 1 << 20] {
      let spool = Spool(memoryLimit: limit)
      var all: [UInt8] = []
      for piece in 0..<40 {
        let bytes = (0..<piece).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ piece) }
        all += bytes
        try spool.append(bytes.span.bytes)
      }
      #expect(spool.count == all.count)
      for offset in stride(from: 0, through: all.count, by: 13) {
        for count in [0, 1, 50, all.count - offset] where offset + count <= all.count {
          #expect(try spool.read(at: offset, count: count) == Array(all[offset..<(offset + count)]))
        }
      }
      spool.removeAll()
      #expect(spool.count == 0)
      try spool.append(([1, 2] as [UInt8]).span.bytes)
      #expect(try spool.read(at: 0, count: 2) == [1, 2])
    }
  }
}
