/// A natural number of any size, kept in decimal limbs because that is how it is read and shown.
///
/// Token spaces are huge (5^100 has 70 digits), and an audit that rounds them proves nothing.
public struct DecimalInteger: Equatable, Sendable {
  private static let base: UInt64 = 1_000_000_000
  private static let digitsPerLimb = 9

  /// Nine decimal digits a limb, the least significant first; no leading zero limbs, so zero has none.
  private var limbs: [UInt32]

  /// A number that fits a machine word.
  public init(_ value: UInt64) {
    limbs = []
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % DecimalInteger.base))
      rest /= DecimalInteger.base
    }
  }

  /// The number of a text of decimal digits; nil for anything else.
  public init?(digits: some BidirectionalCollection<UInt8>) {
    guard !digits.isEmpty else { return nil }
    limbs = []
    var end = digits.endIndex
    while end != digits.startIndex {
      let start = digits.index(end, offsetBy: -DecimalInteger.digitsPerLimb, limitedBy: digits.startIndex)
      let first = start ?? digits.startIndex
      var limb: UInt32 = 0
      for byte in digits[first..<end] {
        guard byte &- UInt8(ascii: "0") < 10 else { return nil }
        limb = limb * 10 + UInt32(byte - UInt8(ascii: "0"))
      }
      limbs.append(limb)
      end = first
    }
    trim()
  }

  /// A power, by repeated multiplication with as many factors as fit half a word. O(n²) in the digits of the result.
  public static func power(_ base: Int, _ exponent: Int) -> DecimalInteger {
    guard base > 0 else { return DecimalInteger(exponent == 0 ? 1 : 0) }
    var result = DecimalInteger(1)
    var factor: UInt64 = 1
    for _ in 0..<exponent {
      factor *= UInt64(base)
      if factor * UInt64(base) > UInt64(UInt32.max) {
        result.multiply(by: factor)
        factor = 1
      }
    }
    result.multiply(by: factor)
    return result
  }

  /// - Parameter factor: below 2^32.
  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * factor + carry
      limbs[index] = UInt32(product % DecimalInteger.base)
      carry = product / DecimalInteger.base
    }
    while carry > 0 {
      limbs.append(UInt32(carry % DecimalInteger.base))
      carry /= DecimalInteger.base
    }
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }

  /// The sum.
  public static func + (left: DecimalInteger, right: DecimalInteger) -> DecimalInteger {
    var result = left
    var carry: UInt64 = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      if index == result.limbs.count { result.limbs.append(0) }
      let sum = UInt64(result.limbs[index]) + (index < right.limbs.count ? UInt64(right.limbs[index]) : 0) + carry
      result.limbs[index] = UInt32(sum % DecimalInteger.base)
      carry = sum / DecimalInteger.base
    }
    if carry > 0 { result.limbs.append(UInt32(carry)) }
    return result
  }

  /// The difference, nil where it would be negative.
  func subtracting(_ other: DecimalInteger) -> DecimalInteger? {
    guard other <= self else { return nil }
    var result = self
    var borrow: Int64 = 0
    for index in result.limbs.indices {
      let taken = index < other.limbs.count ? Int64(other.limbs[index]) : 0
      var limb = Int64(result.limbs[index]) - taken - borrow
      borrow = limb < 0 ? 1 : 0
      if limb < 0 { limb += Int64(DecimalInteger.base) }
      result.limbs[index] = UInt32(limb)
    }
    result.trim()
    return result
  }
}

extension DecimalInteger {
  /// The number as a machine word, nil if it doesn't fit one.
  var word: UInt64? {
    var value: UInt64 = 0
    for limb in limbs.reversed() {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: DecimalInteger.base)
      let (sum, overflows) = product.addingReportingOverflow(UInt64(limb))
      if isTooLarge || overflows { return nil }
      value = sum
    }
    return value
  }
}

extension DecimalInteger: Comparable, CustomStringConvertible {
  public static func < (left: DecimalInteger, right: DecimalInteger) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
      return left.limbs[index] < right.limbs[index]
    }
    return false
  }

  /// The decimal digits.
  public var description: String {
    guard let highest = limbs.last else { return "0" }
    return limbs.dropLast().reversed().reduce(into: String(highest)) { text, limb in
      let digits = String(limb)
      text += String(repeating: "0", count: DecimalInteger.digitsPerLimb - digits.count) + digits
    }
  }
}

extension Int {
  /// The same number, nil if it is too large.
  init?(exactly number: DecimalInteger) {
    guard let value = number.word else { return nil }
    self.init(exactly: value)
  }
}
