/// The hash of a file as the service writes it: 256 bits in 64 lower-case hexadecimal digits.
enum FileHash {
  /// Characters of a hash.
  static let length = 64

  /// Whether these bytes are a hash.
  @inline(__always)
  static func isWellFormed(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount == length else { return false }
    for position in stride(from: 0, to: length, by: 16) {
      let part = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
      let isDigit = (part &- SIMD16<UInt8>(repeating: UInt8(ascii: "0"))) .< SIMD16<UInt8>(repeating: 10)
      let isLetter = (part &- SIMD16<UInt8>(repeating: UInt8(ascii: "a"))) .< SIMD16<UInt8>(repeating: 6)
      guard Lanes.first(.!(isDigit .| isLetter)) == 16 else { return false }
    }
    return true
  }
}
