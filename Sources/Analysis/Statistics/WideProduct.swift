/// A product of 256 bits: what is left when two large products nearly cancel out is still exact.
struct WideProduct: Comparable {
  private var low: UInt128
  private var high: UInt128

  /// `value²`.
  init(squareOf value: UInt128) {
    let product = value.multipliedFullWidth(by: value)
    low = product.low
    high = product.high
  }

  /// `sum · factor`.
  init(_ sum: WideSum, times factor: UInt64) {
    let product = sum.low.multipliedFullWidth(by: UInt128(factor))
    low = product.low
    high = product.high + UInt128(sum.high) * UInt128(factor)
  }

  /// The difference; the subtrahend must not be larger.
  static func - (left: WideProduct, right: WideProduct) -> WideProduct {
    precondition(left >= right, "a difference of sums of squares is never negative")
    var result = left
    let (low, isBorrow) = left.low.subtractingReportingOverflow(right.low)
    result.low = low
    result.high = left.high - right.high - (isBorrow ? 1 : 0)
    return result
  }

  static func < (left: WideProduct, right: WideProduct) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// The nearest that floating point has, for printing.
  var approximate: Double {
    Double(high) * 0x1p128 + Double(low)
  }
}
