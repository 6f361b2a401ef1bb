/// What stands before the decimals of an amount.
public enum DecimalMark: String, Sendable {
  /// The character.
  case point, comma

  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}
