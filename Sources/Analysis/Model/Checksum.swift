/// The checksum of a production line: `d` columns of `w` bits, most significant bit first.
///
/// It is the XOR, column by column, of the code points of all tokens that are not produced yet.
public struct Checksum: Sendable {
  /// Most bytes of a checksum that is read (128 KiB).
  static let byteLimit = 128 << 10

  /// Bits of the widest column: no Unicode scalar needs more.
  static let widestColumn = 21

  /// The characters, one a bit.
  public let text: Text
  /// Whether there is nothing but `0` and `1`.
  public let isBinary: Bool
  /// Whether there is nothing but `0`.
  public let isZero: Bool

  /// No checksum.
  static let none = Checksum(text: .empty, isBinary: false, isZero: false)

  private init(text: Text, isBinary: Bool, isZero: Bool) {
    self.text = text
    self.isBinary = isBinary
    self.isZero = isZero
  }

  /// The checksum of a text that stands in these bytes.
  @inline(__always)
  init(_ bytes: RawSpan, text: Text) {
    self.text = text
    var union: UInt8 = 0
    var odd: UInt8 = 0
    var position = 0
    if bytes.byteCount >= 16 {
      var unionLanes = SIMD16<UInt8>(repeating: 0)
      var oddLanes = SIMD16<UInt8>(repeating: 0)
      let zero = SIMD16<UInt8>(repeating: UInt8(ascii: "0"))
      // The last load may overlap the one before: looking twice at a bit changes nothing.
      while position < bytes.byteCount {
        let at = min(position, bytes.byteCount - 16)
        let bits = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self) ^ zero
        unionLanes |= bits
        oddLanes |= bits & SIMD16<UInt8>(repeating: 0xFE)
        position += 16
      }
      for lane in 0..<16 {
        union |= unionLanes[lane]
        odd |= oddLanes[lane]
      }
    } else {
      for index in 0..<bytes.byteCount {
        let bit = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) ^ UInt8(ascii: "0")
        union |= bit
        odd |= bit & 0xFE
      }
    }
    isBinary = odd == 0
    isZero = union == 0
  }

  /// Whether it can be divided into so many columns for some alphabet, known or not.
  func divides(into columns: Int) -> Bool {
    text.count % columns == 0 && (1...Checksum.widestColumn).contains(text.count / columns)
  }

  /// The bits of a column, most significant first, as a number.
  ///
  /// - Parameters:
  ///   - index: the column, from 0.
  ///   - bits: bits of a column, at most 21.
  @inline(__always)
  static func column(_ index: Int, bits: Int, in bytes: RawSpan) -> UInt32 {
    var value: UInt32 = 0
    for bit in (index * bits)..<((index + 1) * bits) {
      value = value << 1 | UInt32(bytes.unsafeLoad(fromByteOffset: bit, as: UInt8.self) & 1)
    }
    return value
  }
}
