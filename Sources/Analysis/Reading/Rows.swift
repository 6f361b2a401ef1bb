/// Counts rows of text, 256 bytes at a time: an error names its row even in a pipe that can't be read again.
enum Rows {
  /// Bytes that are loaded with one check.
  private struct Block: BitwiseCopyable {
    let first: SIMD64<UInt8>
    let second: SIMD64<UInt8>
    let third: SIMD64<UInt8>
    let fourth: SIMD64<UInt8>

    static let size = 256
  }

  /// Blocks after which no lane has overflowed: each adds 4 at most.
  private static let blocksOfSum = 63

  /// How many newlines there are.
  static func count(in bytes: RawSpan) -> Int {
    var total = 0
    var position = 0
    while position + Block.size <= bytes.byteCount {
      let blocks = min((bytes.byteCount - position) / Block.size, blocksOfSum)
      var lanes = SIMD64<UInt8>(repeating: 0)
      for _ in 0..<blocks {
        let block = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: Block.self)
        lanes &-= newlines(block.first)
        lanes &-= newlines(block.second)
        lanes &-= newlines(block.third)
        lanes &-= newlines(block.fourth)
        position += Block.size
      }
      for lane in lanes.indices { total += Int(lanes[lane]) }
    }
    while position < bytes.byteCount {
      if isNewline(position, in: bytes) { total += 1 }
      position += 1
    }
    return total
  }

  /// −1 in each lane that is a newline, 0 in all others.
  @inline(__always)
  private static func newlines(_ chunk: SIMD64<UInt8>) -> SIMD64<UInt8> {
    unsafeBitCast(chunk .== SIMD64<UInt8>(repeating: UInt8(ascii: "\n")), to: SIMD64<UInt8>.self)
  }

  /// The position behind the last newline, 0 without one.
  static func lastEnd(in bytes: RawSpan) -> Int {
    var position = bytes.byteCount
    while position > 0, !isNewline(position - 1, in: bytes) { position -= 1 }
    return position
  }

  @inline(__always)
  private static func isNewline(_ position: Int, in bytes: RawSpan) -> Bool {
    bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) == UInt8(ascii: "\n")
  }
}

/// Complete rows in some bytes of a source.
struct RowCount: Mergeable, Equatable, Sendable {
  /// How many there are.
  private(set) var count = 0
  /// The offset in the source behind the last of them.
  private(set) var end = 0

  init() {}

  /// The rows of bytes that begin at an offset.
  init(_ bytes: RawSpan, at offset: Int) {
    count = Rows.count(in: bytes)
    if count > 0 { end = offset + Rows.lastEnd(in: bytes) }
  }

  mutating func merge(_ next: RowCount) {
    count += next.count
    if next.count > 0 { end = next.end }
  }

  /// The same rows, their end counted from so many bytes earlier.
  func moved(by offset: Int) -> RowCount {
    var moved = self
    if count > 0 { moved.end += offset }
    return moved
  }
}
