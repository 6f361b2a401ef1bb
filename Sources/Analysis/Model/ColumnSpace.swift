/// What can stand in a checksum column: the XOR of characters of one alphabet, as a linear space over GF(2).
///
/// Let G be the span of {c XOR c₀} over all characters c, where c₀ is the first. A XOR of an even number of characters
/// lies in G, one of an odd number in G shifted by c₀. G is tested by its *relations*: masks whose bits XOR to 0 in
/// every element of G, so that a column is in G exactly if all relations hold.
struct ColumnSpace: Sendable {
  /// Bits that are looked at: a Unicode scalar has 21.
  private static let width = Checksum.widestColumn

  /// The dimension of G.
  let rank: Int
  /// c₀.
  let first: UInt32
  /// Bits, of all 21, that are 0 in every element of G: relations of one bit, tested all at once.
  let fixed: UInt32
  /// The relations of several bits.
  let relations: [UInt32]

  init(_ codePoints: [UInt32]) {
    let first = codePoints.first ?? 0
    self.first = first
    // Reduced row echelon form of the generators.
    var basis: [UInt32] = []
    for codePoint in codePoints {
      var value = codePoint ^ first
      for row in basis where value & row.leadingBit != 0 { value ^= row }
      guard value != 0 else { continue }
      for index in basis.indices where basis[index] & value.leadingBit != 0 { basis[index] ^= value }
      basis.append(value)
    }
    rank = basis.count
    let pivots = basis.reduce(0) { $0 | $1.leadingBit }
    // One relation for each bit that is no pivot: that bit, and the pivots of the rows in which it is set.
    let all: [UInt32] = (0..<ColumnSpace.width).compactMap { bit in
      let free = UInt32(1) << UInt32(bit)
      guard pivots & free == 0 else { return nil }
      return basis.reduce(free) { $1 & free != 0 ? $0 | $1.leadingBit : $0 }
    }
    fixed = all.filter { $0.nonzeroBitCount == 1 }.reduce(0, |)
    relations = all.filter { $0.nonzeroBitCount > 1 }
  }

  /// Whether a XOR of an odd or even number of characters can be this column.
  @inline(__always)
  func contains(_ column: UInt32, oddCount: Bool) -> Bool {
    let element = oddCount ? column ^ first : column
    guard element & fixed == 0 else { return false }
    return relations.allSatisfy { (element & $0).nonzeroBitCount & 1 == 0 }
  }
}

extension UInt32 {
  /// The highest bit that is set, alone.
  fileprivate var leadingBit: UInt32 {
    self == 0 ? 0 : 1 << UInt32(UInt32.bitWidth - 1 - leadingZeroBitCount)
  }
}
