/// Texts as they are compared.
extension Sequence<UInt8> {
  /// The same bytes with ASCII letters in lower case.
  var asciiLowercased: [UInt8] {
    map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
  }

  /// What the id of a production line or a transaction is compared by: UUIDs in lower case, since their letters may
  /// have either (RFC 9562, section 4); all else byte for byte.
  var comparedAsID: [UInt8] {
    let bytes = Array(self)
    return IdentifierShape.uuid(bytes.span.bytes) == .usual ? bytes.asciiLowercased : bytes
  }
}
