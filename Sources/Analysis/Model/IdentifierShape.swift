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
    if isUUID(at: 0, bytes) { return .usual }
    for position in 0..<36 {
      let expected = [8, 13, 18, 23].contains(position) ? UInt8(ascii: "-") : mask
      if byte(position, of: bytes) != expected { return .other }
    }
    return .placeholder
  }

  /// Whether the 36 bytes at a position are a UUID.
  @inline(__always)
  static func isUUID(at start: Int, _ bytes: RawSpan) -> Bool {
    // Three loads cover all; the last overlaps. "a" to "f" are the first 6 letters.
    let here: UInt8 = 0xFF
    let first = SIMD16<UInt8>(0, 0, 0, 0, 0, 0, 0, 0, here, 0, 0, 0, 0, here, 0, 0)
    let second = SIMD16<UInt8>(0, 0, here, 0, 0, 0, 0, here, 0, 0, 0, 0, 0, 0, 0, 0)
    let third = SIMD16<UInt8>(0, 0, 0, here, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    let wrong =
      isOther(bytes.vector(at: start), letters: 6, hyphens: first)
      .| isOther(bytes.vector(at: start &+ 16), letters: 6, hyphens: second)
      .| isOther(bytes.vector(at: start &+ 20), letters: 6, hyphens: third)
    return Lanes.isEmpty(wrong)
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
    return isPaymentIntent(at: 0, bytes) ? .usual : .other
  }

  /// Whether the 27 bytes at a position are a PaymentIntent; a placeholder may be one too.
  @inline(__always)
  static func isPaymentIntent(at start: Int, _ bytes: RawSpan) -> Bool {
    // Two loads that overlap cover the 24 bytes behind "pi_".
    let wrong =
      isOther(bytes.vector(at: start &+ 3), letters: 26) .| isOther(bytes.vector(at: start &+ 11), letters: 26)
    return bytes.word(at: start) & 0xFF_FFFF == 0x5F_6970 && Lanes.isEmpty(wrong)
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

  /// The lanes that are neither decimal digits nor one of the first letters of the alphabet, of either case; of those
  /// where a hyphen belongs, which have all bits set, the ones that have none.
  @inline(__always)
  private static func isOther(
    _ chunk: SIMD16<UInt8>, letters: UInt8, hyphens: SIMD16<UInt8> = SIMD16(repeating: 0)
  ) -> SIMDMask<SIMD16<Int8>> {
    // There a hyphen is the only digit, and nothing is a letter.
    let zero = choose(UInt8(ascii: "0"), UInt8(ascii: "-"), hyphens)
    let digits = choose(10, 1, hyphens)
    let letters = choose(letters, 0, hyphens)
    let digit = chunk &- zero
    let letter = (chunk | SIMD16<UInt8>(repeating: 0x20)) &- SIMD16<UInt8>(repeating: UInt8(ascii: "a"))
    return (digit .>= digits) .& (letter .>= letters)
  }

  /// One byte in all lanes, but another where all bits are set.
  @inline(__always)
  private static func choose(_ one: UInt8, _ other: UInt8, _ lanes: SIMD16<UInt8>) -> SIMD16<UInt8> {
    SIMD16<UInt8>(repeating: one) ^ (lanes & SIMD16<UInt8>(repeating: one ^ other))
  }

  @inline(__always)
  private static func byte(_ position: Int, of bytes: RawSpan) -> UInt8 {
    bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
  }
}
