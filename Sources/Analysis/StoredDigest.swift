/// The SHA-256 of an input as it is stored, if that was asked for.
public enum StoredDigest: Equatable, Sendable {
  /// The 64 hexadecimal digits.
  case sha256(String)
  /// It can't be told: the input was not read to its end, or it is compressed and came from a pipe.
  case unknown

  /// The 64 hexadecimal digits, nil if it can't be told.
  public var hex: String? { if case .sha256(let digits) = self { digits } else { nil } }

  /// The digits, or why there are none.
  var text: String { hex ?? "n/a: not read to the end, or compressed and from a pipe" }
}
