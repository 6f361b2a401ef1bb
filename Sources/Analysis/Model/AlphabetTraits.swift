/// What rules need of an alphabet for every production line: numbers alone, so that nothing is retained to look at
/// them.
public struct AlphabetTraits: Sendable {
  /// The number of characters, `L` in the formulas.
  public let length: Int
  /// UTF-8 bytes of all characters together.
  public let bytes: Int
  /// UTF-8 bytes of the shortest and of the longest character.
  public let widths: ClosedRange<Int>
  /// Bits that the largest code point needs: the bits of one checksum column.
  public let bits: Int
  /// Whether all code points are below U+0040.
  private let isBelow64: Bool
  /// The dimension of the space of columns.
  private let rank: Int
  /// The test of all columns of `bits` bits at once; nil where they must be tested one by one.
  let packedColumns: PackedColumns?

  /// - Parameters:
  ///   - characters: one or more characters, not only U+0000.
  ///   - space: what can stand in a checksum column.
  init(_ characters: String.UnicodeScalarView, _ space: ColumnSpace) {
    let lengths = characters.map { UTF8.width($0) }
    let largest = characters.map(\.value).max() ?? 1
    length = lengths.count
    bytes = lengths.reduce(0, +)
    widths = (lengths.min() ?? 1)...(lengths.max() ?? 1)
    bits = UInt32.bitWidth - largest.leadingZeroBitCount
    isBelow64 = largest < 64
    rank = space.rank
    packedColumns = PackedColumns(space, width: bits)
  }

  /// UTF-8 bytes of every character, nil if they differ.
  @inline(__always)
  public var uniformWidth: Int? { widths.lowerBound == widths.upperBound ? widths.lowerBound : nil }

  /// The bits of one column in a checksum of so many bits; nil where they can't be divided so.
  ///
  /// Whether the service uses 6 or 7 bits for an alphabet below U+0040 is not known, so both are accepted there.
  @inline(__always)
  func columnBits(checksumBits: Int, digits: Int) -> Int? {
    if checksumBits == digits &* bits { return bits }
    guard isBelow64 else { return nil }
    return checksumBits == digits &* 6 ? 6 : checksumBits == digits &* 7 ? 7 : nil
  }

  /// Whether every column of so many bits is possible.
  @inline(__always)
  func isFree(columnBits: Int) -> Bool { columnBits == rank }

  /// The bits that a column of a checksum of this alphabet may have, in ascending order; see `columnBits`.
  var columnWidths: [Int] {
    isBelow64 ? Set([bits, 6, 7]).sorted() : [bits]
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
