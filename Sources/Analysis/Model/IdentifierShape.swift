/// The form of an identifier, as far as its bytes alone tell.
enum IdentifierShape: Equatable, Sendable {
  /// The form that identifiers of this kind have.
  case usual
  /// The usual form with an X for every letter and digit, as the documentation prints it: it identifies nothing.
  case placeholder
  /// Any other form.
  case other

  private static let mask = UInt8(ascii: "X")

  /// The form of an identifier of a production line, which need not be looked at again if the reader has seen it.
  @inline(__always)
  static func of(_ field: Field, _ text: Text, of line: ProductionLine, in texts: TextStore) -> IdentifierShape {
    if line.usual.has(field) { return .usual }
    return texts.withBytes(of: text) { field == .paymentIntent ? paymentIntent($0) : uuid($0) }
  }

  /// The form of a UUID: 8-4-4-4-12 hexadecimal digits of either case (RFC 9562, section 4).
  @inline(__always)
  static func uuid(_ bytes: RawSpan) -> IdentifierShape {
    guard bytes.byteCount == 36 else { return .other }
    for hyphen in 0..<4 where byte(8 + 5 * hyphen, of: bytes) != UInt8(ascii: "-") { return .other }
    // What stands between the hyphens, as two vectors of 16 digits.
    let head = SIMD2(
      bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self),
      pair(
        bytes.unsafeLoadUnaligned(fromByteOffset: 9, as: UInt32.self),
        bytes.unsafeLoadUnaligned(fromByteOffset: 14, as: UInt32.self)))
    let tail = SIMD2(
      pair(
        bytes.unsafeLoadUnaligned(fromByteOffset: 19, as: UInt32.self),
        bytes.unsafeLoadUnaligned(fromByteOffset: 24, as: UInt32.self)),
      bytes.unsafeLoadUnaligned(fromByteOffset: 28, as: UInt64.self))
    let first = unsafeBitCast(head, to: SIMD16<UInt8>.self)
    let second = unsafeBitCast(tail, to: SIMD16<UInt8>.self)
    // "a" to "f" are the first 6 letters.
    if isAlphanumeric(first, letters: 6), isAlphanumeric(second, letters: 6) { return .usual }
    let masked = SIMD16<UInt8>(repeating: mask)
    return first == masked && second == masked ? .placeholder : .other
  }

  /// The form of a Stripe PaymentIntent: `pi_` and 24 letters or digits.
  ///
  /// Stripe promises neither prefix nor length, so another form is a reason to look, not to reject. A placeholder may
  /// have any length.
  @inline(__always)
  static func paymentIntent(_ bytes: RawSpan) -> IdentifierShape {
    guard bytes.byteCount > 3, byte(0, of: bytes) == UInt8(ascii: "p"), byte(1, of: bytes) == UInt8(ascii: "i"),
      byte(2, of: bytes) == UInt8(ascii: "_")
    else { return .other }
    if isMasked(bytes, from: 3) { return .placeholder }
    guard bytes.byteCount == 27 else { return .other }
    // Two loads that overlap cover the 24 bytes.
    let first = bytes.unsafeLoadUnaligned(fromByteOffset: 3, as: SIMD16<UInt8>.self)
    let second = bytes.unsafeLoadUnaligned(fromByteOffset: 11, as: SIMD16<UInt8>.self)
    return isAlphanumeric(first, letters: 26) && isAlphanumeric(second, letters: 26) ? .usual : .other
  }

  /// Whether there is an X, and no other letter or digit of ASCII. Nearly always the first byte decides.
  @inline(__always)
  private static func isMasked(_ bytes: RawSpan, from start: Int) -> Bool {
    var hasMask = false
    for position in start..<bytes.byteCount {
      let byte = byte(position, of: bytes)
      if byte == mask {
        hasMask = true
      } else if byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 {
        return false
      }
    }
    return hasMask
  }

  /// Whether all lanes are decimal digits or one of the first letters of the alphabet, of either case.
  @inline(__always)
  private static func isAlphanumeric(_ chunk: SIMD16<UInt8>, letters: UInt8) -> Bool {
    let digit = chunk &- SIMD16<UInt8>(repeating: UInt8(ascii: "0"))
    let letter = (chunk | SIMD16<UInt8>(repeating: 0x20)) &- SIMD16<UInt8>(repeating: UInt8(ascii: "a"))
    let wrong = (digit .> SIMD16<UInt8>(repeating: 9)) .& (letter .>= SIMD16<UInt8>(repeating: letters))
    return Lanes.first(wrong) == 16
  }

  @inline(__always)
  private static func byte(_ position: Int, of bytes: RawSpan) -> UInt8 {
    bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
  }

  @inline(__always)
  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(second) << 32 | UInt64(first)
  }
}
