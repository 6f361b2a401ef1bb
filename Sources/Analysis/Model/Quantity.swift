/// A count of tokens as a production line states it: small enough to calculate with, or only its digits.
public struct Quantity: Sendable {
  /// Most decimal digits of a quantity that is kept as a number.
  static let smallDigits = 38
  /// Most decimal digits that are read; more are out of range.
  static let digitLimit = 8192

  /// 2 to this power is more than any quantity and any `Int` together by more than an `Int`: 10 to the third is below 2
  /// to the tenth.
  static let bitLimit = digitLimit * 10 / 3 + 2 * Int.bitWidth

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
    let last = bytes.unsafeLoad(fromByteOffset: count - 1, as: UInt8.self)
    guard let value = count <= 16 ? Quantity.short(bytes) : Quantity.long(bytes) else { return nil }
    self.init(small: count > Quantity.smallDigits ? nil : value, digits: text, isOdd: last & 1 == 1)
  }

  /// The number of up to 16 digits, the first eight at once.
  @inline(__always)
  private static func short(_ bytes: RawSpan) -> Int128? {
    var value: UInt64 = 0
    var isValid = true
    var position = 0
    if bytes.byteCount >= 8 {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      isValid = Digits.areEight(word)
      value = Digits.value(of: word)
      position = 8
    }
    while position < bytes.byteCount {
      let digit = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) &- UInt8(ascii: "0")
      isValid = isValid && digit < 10
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
    return isValid ? Int128(value) : nil
  }

  /// The number of more digits; beyond `smallDigits` only whether all are digits.
  @inline(never)
  private static func long(_ bytes: RawSpan) -> Int128? {
    var value: Int128 = 0
    var position = 0
    while position + 8 <= bytes.byteCount {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      guard Digits.areEight(word) else { return nil }
      if position + 8 <= smallDigits { value = value * 100_000_000 + Int128(Digits.value(of: word)) }
      position += 8
    }
    while position < bytes.byteCount {
      let digit = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      if position < smallDigits { value = value * 10 + Int128(digit) }
      position += 1
    }
    return value
  }

  /// The exact number, whatever its size.
  public func exact(in texts: TextStore) -> DecimalInteger {
    DecimalInteger(digits: texts.bytes(of: digits)) ?? DecimalInteger(0)
  }
}
