/// The hash of a file as the service writes it: 256 bits in 64 lower-case hexadecimal digits.
enum FileHash {
  /// Characters of a hash.
  static let length = 64

  /// Whether these bytes are a hash.
  @inline(__always)
  static func isWellFormed(_ bytes: RawSpan) -> Bool {
    bytes.byteCount == length && isWellFormed(at: 0, bytes)
  }

  /// Whether the 64 bytes at a position are a hash.
  @inline(__always)
  static func isWellFormed(at start: Int, _ bytes: RawSpan) -> Bool {
    let wrong =
      isOther(bytes.vector(at: start)) .| isOther(bytes.vector(at: start &+ 16))
      .| isOther(bytes.vector(at: start &+ 32)) .| isOther(bytes.vector(at: start &+ 48))
    return Lanes.isEmpty(wrong)
  }

  /// The lanes that are no digit.
  @inline(__always)
  private static func isOther(_ part: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    let isDigit = (part &- SIMD16<UInt8>(repeating: UInt8(ascii: "0"))) .< SIMD16<UInt8>(repeating: 10)
    let isLetter = (part &- SIMD16<UInt8>(repeating: UInt8(ascii: "a"))) .< SIMD16<UInt8>(repeating: 6)
    return .!(isDigit .| isLetter)
  }
}
