/// The 16 hexadecimal digits by which two audits recognise the same finding, as a number.
public struct Fingerprint: Hashable, Sendable {
  private static let digits = 16

  private let value: UInt64

  /// The fingerprint of these ASCII digits; nil unless there are 16 of them. A cell of a table may have an apostrophe
  /// before them, so that a spreadsheet keeps them.
  public init?(_ digits: some Collection<UInt8>) {
    let digits = digits.dropFirst(digits.first == UInt8(ascii: "'") ? 1 : 0)
    guard digits.count == Fingerprint.digits else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      guard let nibble = digit.hexValue else { return nil }
      value = value << 4 | UInt64(nibble)
    }
    self.value = value
  }

  /// The fingerprint of some texts, which stays the same when UUIDs among them are written in another case: it begins
  /// the SHA-256 over them, each with a zero byte after it.
  init(of parts: [some Collection<UInt8>]) {
    var digest = SHA256()
    for part in parts {
      digest.update(part.comparedAsID)
      digest.update(CollectionOfOne(0))
    }
    value = digest.firstWord()
  }
}

extension Fingerprint: CustomStringConvertible {
  /// The 16 digits, in lower case.
  public var description: String {
    let digits = (0..<Fingerprint.digits).reversed().map { place in
      let nibble = UInt8(truncatingIfNeeded: value >> UInt64(4 * place) & 15)
      return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
