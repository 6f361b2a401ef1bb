/// Loads without a question where the bytes end, which would cost a quarter of the reading. Whoever calls them has
/// asked before: `LineShapes` by `farthest`, once for each value; forms of one length by the number of bytes; names,
/// which stand in a window, have its padding behind them. Debug builds, and so the tests, ask each time.
extension RawSpan {
  /// Bytes behind a position that must be there for these loads: sixteen that stand before a value, and `valueReach`.
  /// Near the end of a window there are fewer, and the ordinary way knows what to do.
  static let reach = 16 + valueReach
  /// Bytes of a value that are read without a further question: those of the longest text, and its closing quote.
  static let valueReach = LineParser.textLimit + 1

  /// The last position at which `reach` bytes stand, negative without one.
  @inline(__always)
  var farthest: Int { byteCount &- RawSpan.reach }

  /// The eight bytes at a position, at most `reach` − 8 behind one that is asked for.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    assert(position >= 0 && position + 8 <= byteCount)
    return unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
  }

  /// The sixteen bytes at a position, at most `reach` − 16 behind one that is asked for.
  @inline(__always)
  func vector(at position: Int) -> SIMD16<UInt8> {
    assert(position >= 0 && position + 16 <= byteCount)
    return unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: SIMD16<UInt8>.self)
  }

  /// The byte at a position.
  @inline(__always)
  func single(at position: Int) -> UInt8 {
    assert(position >= 0 && position < byteCount)
    return unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self)
  }
}
