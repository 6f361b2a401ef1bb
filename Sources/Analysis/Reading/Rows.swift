/// Counts rows of text, sixteen bytes at a time: an error names its row even in a pipe that can't be read again.
enum Rows {
  /// How many newlines there are.
  static func count(in bytes: Span<UInt8>) -> Int {
    let raw = bytes.bytes
    let newline = SIMD16<UInt8>(repeating: UInt8(ascii: "\n"))
    var total = 0
    var position = 0
    // Compact JSON has no newlines at all: look at 128 bytes at a time until there is one.
    while position + 128 <= raw.byteCount {
      var found = raw.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self) .== newline
      for step in 1..<8 {
        found .|= raw.unsafeLoadUnaligned(fromByteOffset: position + step * 16, as: SIMD16<UInt8>.self) .== newline
      }
      if Lanes.first(found) < 16 { break }
      position += 128
    }
    while position + 16 <= raw.byteCount {
      // 255 steps at most, so that no lane overflows.
      let stop = min(raw.byteCount - 15, position + 255 * 16)
      var lanes = SIMD16<UInt8>(repeating: 0)
      while position < stop {
        let chunk = raw.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
        // A lane of the mask is 0 or −1.
        lanes &-= unsafeBitCast(chunk .== newline, to: SIMD16<UInt8>.self)
        position += 16
      }
      total += Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
    }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { total += 1 }
      position += 1
    }
    return total
  }

  /// The position behind the last newline, 0 without one.
  static func lastEnd(in bytes: Span<UInt8>) -> Int {
    var position = bytes.count
    while position > 0, bytes[position - 1] != UInt8(ascii: "\n") { position -= 1 }
    return position
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
  init(_ bytes: Span<UInt8>, at offset: Int) {
    count = Rows.count(in: bytes)
    if count > 0 { end = offset + Rows.lastEnd(in: bytes) }
  }

  mutating func merge(_ next: RowCount) {
    count += next.count
    if next.count > 0 { end = next.end }
  }
}
