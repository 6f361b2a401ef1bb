/// A count of tokens as a production line states it: small enough to calculate with, or only its digits.
public struct Quantity: Sendable {
  /// Most decimal digits of a quantity that is kept as a number.
  static let smallDigits = 38
  /// Most decimal digits that are read; more are out of range.
  static let digitLimit = 8192

  /// The number, nil if it has more than `smallDigits` digits.
  public let small: Int128?
  /// The digits in the document.
  let digits: Text
  /// Whether the number is odd.
  let isOdd: Bool

  /// Whether it is 0.
  var isZero: Bool { small == 0 }

  /// Nothing read yet.
  static let zero = Quantity(small: 0, digits: .empty, isOdd: false)

  init(small: Int128?, digits: Text, isOdd: Bool) {
    self.small = small
    self.digits = digits
    self.isOdd = isOdd
  }

  /// The quantity of a text of digits; nil unless it is one or more digits without a leading zero, within the limit.
  @inline(__always)
  init?(_ bytes: RawSpan, text: Text) {
    let count = bytes.byteCount
    guard count > 0, count <= Quantity.digitLimit else { return nil }
    if count > 1, bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == UInt8(ascii: "0") { return nil }
    var value: Int128 = 0
    var low = 0
    var last: UInt8 = 0
    for index in 0..<count {
      let digit = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      last = digit
      if index < 18 {
        low = low * 10 + Int(digit)
        if index == 17 { value = Int128(low) }
      } else if index < Quantity.smallDigits {
        value = value * 10 + Int128(digit)
      }
    }
    self.init(
      small: count > Quantity.smallDigits ? nil : count < 18 ? Int128(low) : value,
      digits: text, isOdd: last & 1 == 1)
  }

  /// The exact number, whatever its size.
  public func exact(in texts: TextStore) -> DecimalInteger {
    DecimalInteger(digits: texts.bytes(of: digits)) ?? DecimalInteger(0)
  }
}
