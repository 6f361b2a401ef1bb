/// The checksum of a production line: `d` columns of `w` bits, most significant bit first.
///
/// It is the XOR, column by column, of the code points of all tokens that are not produced yet.
public struct Checksum: Sendable {
  /// Most bytes of a checksum that is read (128 KiB).
  static let byteLimit = 128 << 10

  /// Bits of the widest column: no Unicode scalar needs more.
  static let widestColumn = 21

  /// Most bits of a checksum that are kept as a number.
  static let packedLimit = 120

  /// The characters, one a bit.
  public let text: Text
  /// Whether there is nothing but `0` and `1`.
  public let isBinary: Bool
  /// Whether there is nothing but `0`.
  public let isZero: Bool
  /// The bits as a number, the first the most significant; meaningful if the checksum is binary and no longer than
  /// `packedLimit`.
  let bits: UInt128

  /// Eight characters `0`, and what makes each of them a `1`.
  static let zeros: UInt64 = 0x3030_3030_3030_3030
  static let ones: UInt64 = 0x0101_0101_0101_0101

  /// No checksum.
  static let none = Checksum(text: .empty, isBinary: false, isZero: false, bits: 0)

  init(text: Text, isBinary: Bool, isZero: Bool, bits: UInt128) {
    self.text = text
    self.isBinary = isBinary
    self.isZero = isZero
    self.bits = bits
  }

  /// The checksum of a text that stands in these bytes.
  @inline(__always)
  init(_ bytes: RawSpan, text: Text) {
    let count = bytes.byteCount
    var union: UInt64 = 0
    var bits: UInt128 = 0
    var position = 0
    while position + 8 <= count {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self) ^ Checksum.zeros
      union |= word
      bits = bits &<< 8 | UInt128(Checksum.pack(word))
      position += 8
    }
    while position < count {
      let bit = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) ^ UInt8(ascii: "0")
      union |= UInt64(bit)
      bits = bits &<< 1 | UInt128(bit & 1)
      position += 1
    }
    self.text = text
    self.bits = bits
    isBinary = union & ~Checksum.ones == 0
    isZero = union == 0
  }

  /// The number of a part of a binary checksum.
  ///
  /// - Parameter range: at most `packedLimit` of the bytes.
  @inline(__always)
  static func number(_ bytes: RawSpan, _ range: Range<Int>) -> UInt128 {
    var bits: UInt128 = 0
    var position = range.lowerBound
    while position &+ 8 <= range.upperBound {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self) ^ zeros
      bits = bits &<< 8 | UInt128(pack(word))
      position &+= 8
    }
    while position < range.upperBound {
      bits = bits &<< 1 | UInt128(bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) & 1)
      position &+= 1
    }
    return bits
  }

  /// Eight bytes of 0 or 1 as eight bits, the first the most significant: each product of the multiplication falls on a
  /// bit of its own.
  @inline(__always)
  static func pack(_ word: UInt64) -> UInt64 {
    (word &* 0x8040_2010_0804_0201) &>> 56
  }

  /// Whether the bits are kept as a number.
  var isPacked: Bool { isBinary && text.count <= Checksum.packedLimit }

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
