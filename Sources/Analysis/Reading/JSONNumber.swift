/// A JSON number, as far as production lines need it: they know whole numbers only.
enum JSONNumber: Equatable {
  /// Digits without sign, fraction or exponent, below 10^18.
  case whole(Int)
  /// Digits without sign, fraction or exponent, of any size; the range is their place.
  case large(Range<Int>)
  /// A valid number with a sign, a fraction or an exponent.
  case other
}

extension JSONCursor {
  /// Reads the number that begins at the position (RFC 8259 section 6).
  @inline(__always)
  mutating func number(_ bytes: RawSpan) throws(Stop) -> JSONNumber {
    let start = position
    var scan = position
    var value = 0
    while true {
      let digit = bytes.unsafeLoad(fromByteOffset: scan, as: UInt8.self) &- UInt8(ascii: "0")
      guard digit < 10, scan - start < 18 else { break }
      value = value &* 10 &+ Int(digit)
      scan += 1
    }
    let after = bytes.unsafeLoad(fromByteOffset: scan, as: UInt8.self)
    let first = bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self)
    // What commonly follows a number; everything else takes the careful way.
    if scan > start, after == UInt8(ascii: ",") || after == UInt8(ascii: "}") || after == UInt8(ascii: "\n"),
      first != UInt8(ascii: "0") || scan == start + 1
    {
      position = scan
      return .whole(value)
    }
    return try anyNumber(bytes)
  }

  @inline(never)
  private mutating func anyNumber(_ bytes: RawSpan) throws(Stop) -> JSONNumber {
    let start = position
    var cursor = self
    if cursor.byte(bytes) == UInt8(ascii: "-") { cursor.position += 1 }
    let isNegative = cursor.position > start
    let digits = cursor.position
    if cursor.byte(bytes) == UInt8(ascii: "0") {
      cursor.position += 1
      if cursor.isDigit(bytes) { throw cursor.stop(.leadingZero) }
    } else {
      try cursor.digits(bytes)
    }
    let end = cursor.position
    if cursor.byte(bytes) == UInt8(ascii: ".") {
      cursor.position += 1
      try cursor.digits(bytes)
    }
    if cursor.byte(bytes) | 0x20 == UInt8(ascii: "e") {
      cursor.position += 1
      if cursor.byte(bytes) == UInt8(ascii: "+") || cursor.byte(bytes) == UInt8(ascii: "-") { cursor.position += 1 }
      try cursor.digits(bytes)
    }
    // A number ends only where something else begins: at the end of the window it may go on.
    if cursor.position >= limit { throw Stop(cause: .needMore, position: limit) }
    position = cursor.position
    guard !isNegative, position == end else { return .other }
    guard end - digits <= 18 else { return .large(digits..<end) }
    var value = 0
    for index in digits..<end {
      value = value * 10 + Int(bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) - UInt8(ascii: "0"))
    }
    return .whole(value)
  }

  private func isDigit(_ bytes: RawSpan) -> Bool {
    byte(bytes) &- UInt8(ascii: "0") < 10
  }

  /// Moves over one or more digits.
  private mutating func digits(_ bytes: RawSpan) throws(Stop) {
    guard isDigit(bytes) else { throw stop(.digit) }
    while isDigit(bytes) { position += 1 }
  }
}
