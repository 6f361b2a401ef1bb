/// Eight decimal digits in a machine word, as they stand in memory on a little-endian machine.
enum Digits {
  /// Whether all eight bytes are `0` to `9`: each has the upper half 3, and still has it when 6 is added.
  @inline(__always)
  static func areEight(_ word: UInt64) -> Bool {
    let upper: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    return (word & upper) | ((word &+ 0x0606_0606_0606_0606) & upper) &>> 4 == 0x3333_3333_3333_3333
  }

  /// The number, in three multiplications: pairs of digits, then fours, then all (D. Lemire, "Quickly parsing eight
  /// digits").
  @inline(__always)
  static func value(of word: UInt64) -> UInt64 {
    var value = word & 0x0F0F_0F0F_0F0F_0F0F
    value = (value &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
    value = (value &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
    return (value &* 42_949_672_960_001) &>> 32
  }
}
