/// The characters that tokens are made of, and what follows from them.
public struct Alphabet: Sendable {
  /// The id that production lines name.
  public let id: String
  /// The bytes of the id.
  let name: [UInt8]
  /// The code points, in the order of the catalogue.
  public let codePoints: [UInt32]
  /// UTF-8 bytes of all characters together.
  public let bytes: Int
  /// UTF-8 bytes of the shortest and of the longest character.
  public let widths: ClosedRange<Int>
  /// Bits that the largest code point needs: the bits of one checksum column.
  public let bits: Int
  /// XOR of the code points for an odd number of characters, else 0: the checksum column of all tokens together.
  public let parity: UInt32
  /// What the columns of every checksum of this alphabet have in common.
  let space: ColumnSpace

  /// An alphabet of distinct characters; nil without any.
  public init?(id: String, characters: String) {
    let codePoints = characters.unicodeScalars.map(\.value)
    guard let largest = codePoints.max(), largest > 0 else { return nil }
    self.id = id
    name = Array(id.utf8)
    self.codePoints = codePoints
    let lengths = characters.unicodeScalars.map { UTF8.width($0) }
    bytes = lengths.reduce(0, +)
    widths = (lengths.min() ?? 1)...(lengths.max() ?? 1)
    bits = UInt32.bitWidth - largest.leadingZeroBitCount
    parity = codePoints.count % 2 == 1 ? codePoints.reduce(0, ^) : 0
    space = ColumnSpace(codePoints)
  }

  /// The number of characters, `L` in the formulas.
  public var length: Int { codePoints.count }

  /// UTF-8 bytes of every character, nil if they differ.
  public var uniformWidth: Int? { widths.lowerBound == widths.upperBound ? widths.lowerBound : nil }

  /// The bits of one column in a checksum of so many bits; nil where they can't be divided so.
  ///
  /// Whether the service uses 6 or 7 bits for an alphabet below U+0040 is not known, so both are accepted there.
  public func columnBits(checksumBits: Int, digits: Int) -> Int? {
    if checksumBits == digits * bits { return bits }
    guard codePoints.allSatisfy({ $0 < 64 }) else { return nil }
    return [6, 7].first { checksumBits == digits * $0 }
  }

  /// The columns that a checksum of this alphabet may have, in words: "70" or "30 or 35".
  func checksumBits(digits: Int) -> String {
    guard codePoints.allSatisfy({ $0 < 64 }) else { return String(digits * bits) }
    return "\(digits * 6) or \(digits * 7)"
  }
}

extension UTF8 {
  /// Bytes of a scalar in UTF-8.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x80: 1
    case ..<0x800: 2
    case ..<0x10000: 3
    default: 4
    }
  }
}
