/// The first scalar of bytes that begin with a byte of 0x80 or more, strictly as RFC 3629 has it: no overlong form, no
/// surrogate, nothing above U+10FFFF.
enum UTF8Scalar: Equatable {
  case scalar(UInt32, length: Int)
  /// Not UTF-8: so many bytes are skipped.
  case invalid(length: Int)
  /// The bytes end within a scalar.
  case needMore

  static func first(of bytes: ArraySlice<UInt8>) -> UTF8Scalar {
    guard let lead = bytes.first else { return .needMore }
    let (length, least): (Int, UInt32) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80)
      case 0xE0...0xEF: (3, 0x800)
      case 0xF0...0xF4: (4, 0x10000)
      default: (1, 0)
      }
    if length == 1 { return .invalid(length: 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    var taken = 1
    for byte in bytes.dropFirst().prefix(length - 1) {
      guard byte & 0xC0 == 0x80 else { return .invalid(length: taken) }
      value = value << 6 | UInt32(byte & 0x3F)
      taken += 1
    }
    if taken < length { return .needMore }
    guard value >= least, Unicode.Scalar(value) != nil else { return .invalid(length: length) }
    return .scalar(value, length: length)
  }
}
