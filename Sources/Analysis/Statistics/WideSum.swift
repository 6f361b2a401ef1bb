/// An exact sum of squares, wide enough for any input: 192 bits.
///
/// A square is below 10^36 for values below 10^18, so that 2^72 of them fit.
public struct WideSum: Mergeable, Equatable, Sendable {
  private(set) var low: UInt128 = 0
  private(set) var high: UInt64 = 0

  public init() {}

  /// Adds the square of a number that is not negative, which can't overflow.
  @inline(__always)
  mutating func addSquare(of value: Int) {
    let value = UInt(bitPattern: value)
    let square = value.multipliedFullWidth(by: value)
    add(UInt128(truncatingIfNeeded: square.high) << 64 | UInt128(truncatingIfNeeded: square.low))
  }

  /// Adds a number that is not negative.
  @inline(__always)
  mutating func add(_ value: UInt128) {
    let (sum, isCarry) = low.addingReportingOverflow(value)
    low = sum
    high &+= isCarry ? 1 : 0
  }

  public mutating func merge(_ next: WideSum) {
    add(next.low)
    high += next.high
  }
}
