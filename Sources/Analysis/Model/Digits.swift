/// Eight decimal digits in a machine word, as they stand in memory on a little-endian machine.
enum Digits {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

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
    sum(word & 0x0F0F_0F0F_0F0F_0F0F)
  }

  /// The number of eight digits, each its value.
  @inline(__always)
  private static func sum(_ values: UInt64) -> UInt64 {
    var value = values
    value = (value &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
    value = (value &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
    return (value &* 42_949_672_960_001) &>> 32
  }

  /// How many of the bytes are digits before the first that is none.
  @inline(__always)
  static func leading(_ word: UInt64) -> Int {
    let values = word ^ zeros
    // A byte above 9 has something in its upper half, or has when 6 is added. What it carries over reaches only those
    // behind it.
    let others = (values &+ 0x0606_0606_0606_0606 | values) & 0xF0F0_F0F0_F0F0_F0F0
    return others.trailingZeroBitCount &>> 3
  }

  /// Whether the first bytes, which are digits, are a number: at least one, and no zero before others.
  @inline(__always)
  static func areNumber(_ word: UInt64, _ count: Int) -> Bool {
    UInt8(truncatingIfNeeded: word) &- UInt8(ascii: "1") < 9 || count == 1
  }

  /// The number of the first bytes, which are one to eight digits.
  @inline(__always)
  static func value(of word: UInt64, _ count: Int) -> UInt64 {
    sum((word ^ zeros) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count))
  }

  /// 10 to the power of 0 to 8.
  static let powers: [UInt64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
}
