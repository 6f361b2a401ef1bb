/// Finds lanes of a comparison with a few portable instructions.
enum Lanes {
  /// The first lane that is set, 16 without one.
  @inline(__always)
  static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let lower = halves[0].trailingZeroBitCount
    // Added only if the lower half has none, which are 64 zero bits; a branch would often be taken wrongly.
    let upper = halves[1].trailingZeroBitCount & (0 &- lower &>> 6)
    return (lower &+ upper) &>> 3
  }

  /// Whether no lane is set.
  @inline(__always)
  static func isEmpty(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] == 0
  }
}
