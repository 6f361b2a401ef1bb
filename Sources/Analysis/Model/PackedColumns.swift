/// A `ColumnSpace` repeated for every column of a checksum that is kept as a number, so that all are tested at once.
struct PackedColumns: Sendable {
  /// Bits of a column.
  let width: Int
  /// The lowest bit of each column.
  private let units: UInt128
  /// c₀ in each column.
  private let first: UInt128
  /// The bits that are 0 in every element of G, in each column.
  private let fixed: UInt128
  /// The relations of several bits of one column, then 0: the presets have two at most.
  private let relations: SIMD8<UInt32>

  /// Nil for a space with more relations than are kept.
  ///
  /// - Parameter width: bits of a column; the code points of the alphabet need no more.
  init?(_ space: ColumnSpace, width: Int) {
    guard space.relations.count <= SIMD8<UInt32>.scalarCount else { return nil }
    var relations = SIMD8<UInt32>()
    for (place, relation) in space.relations.enumerated() { relations[place] = relation }
    self.relations = relations
    self.width = width
    units = stride(from: 0, to: Checksum.packedLimit, by: width).reduce(0) { $0 | 1 << UInt128($1) }
    let column = UInt128(1) << UInt128(width) - 1
    first = units &* (UInt128(space.first) & column)
    fixed = units &* (UInt128(space.fixed) & column)
  }

  /// How many columns fit a number.
  var most: Int { Checksum.packedLimit / width }

  /// Whether XORs of an odd or even number of characters can be the columns of this checksum.
  ///
  /// - Parameter count: how many columns it has: together at most `Checksum.packedLimit` bits.
  @inline(__always)
  func contain(_ checksum: UInt128, count: Int, oddCount: Bool) -> Bool {
    var elements = checksum
    if oddCount { elements ^= first & (1 &<< UInt128(truncatingIfNeeded: count &* width) &- 1) }
    var broken = elements & fixed
    for place in 0..<SIMD8<UInt32>.scalarCount {
      var rest = relations[place]
      if rest == 0 { break }
      // The parity of the bits of the relation, at the lowest bit of each column.
      var parity: UInt128 = 0
      while rest != 0 {
        parity ^= elements &>> UInt128(truncatingIfNeeded: rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      broken |= parity & units
    }
    return broken == 0
  }
}
