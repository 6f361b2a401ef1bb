/// A name in a few words, to compare it with others in a few steps: of up to sixteen bytes they say it all.
struct ShortName: Equatable, Sendable {
  /// The first eight bytes as they stand in memory, and the last eight; of fewer than eight, these and zeros in both.
  let head: UInt64
  let tail: UInt64
  /// How many bytes the name has.
  let count: Int

  /// Most bytes of a name that is told by this alone.
  static let limit = 16

  /// Whether this says all of the name.
  var isWhole: Bool { count <= ShortName.limit }

  /// The name of a text that stands in a window, which has more than eight bytes behind it.
  @inline(__always)
  init(at start: Int, count: Int, in window: RawSpan) {
    self.count = count
    let word = window.word(at: start)
    if count >= 8 {
      head = word
      tail = window.word(at: start &+ count &- 8)
    } else {
      head = word & (1 &<< UInt64(truncatingIfNeeded: 8 &* count) &- 1)
      tail = head
    }
  }

  /// The name of bytes with nothing behind them.
  init(_ bytes: RawSpan) {
    count = bytes.byteCount
    if count >= 8 {
      head = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      tail = bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      head = (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: $1, as: UInt8.self)) }
      tail = head
    }
  }

  /// A number that differs for most different names, for a place in a table.
  @inline(__always)
  func mixed(with number: Int) -> UInt64 {
    (head ^ tail &<< 1 ^ UInt64(truncatingIfNeeded: number)) &* 0x9E37_79B9_7F4A_7C15
  }
}
