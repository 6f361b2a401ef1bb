/// A currency by its three letters (ISO 4217), whatever their case in the input.
public struct Currency: Hashable, Comparable, Sendable {
  /// The letters in upper case, one a byte, the first one highest.
  private let letters: UInt32

  // The two that most rows have, told without a search.
  private static let euro: UInt32 = 0x4555_52
  private static let dollar: UInt32 = 0x5553_44

  /// Currencies without minor units at Stripe ("Zero-decimal currencies"); UGX and ISK have two in its API.
  private static let withoutDecimals = Set(
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(separator: " ").compactMap { Currency($0.utf8) }
  )
  /// Currencies of three decimals.
  private static let withThreeDecimals = Set(
    "BHD JOD KWD OMR TND".split(separator: " ").compactMap { Currency($0.utf8) })

  /// The currency of three ASCII letters; nil for anything else.
  public init?(_ text: some Collection<UInt8>) {
    guard text.count == 3 else { return nil }
    var letters: UInt32 = 0
    for byte in text {
      let letter = byte & ~0x20
      guard letter &- UInt8(ascii: "A") < 26 else { return nil }
      letters = letters << 8 | UInt32(letter)
    }
    self.letters = letters
  }

  /// Decimals of an amount in major units, so 10^decimals minor units make a major one.
  public var decimals: Int {
    if letters == Currency.euro || letters == Currency.dollar { return 2 }
    if Currency.withoutDecimals.contains(self) { return 0 }
    return Currency.withThreeDecimals.contains(self) ? 3 : 2
  }

  /// Whether programs that don't know it often get its decimals wrong.
  var isThreeDecimal: Bool { decimals == 3 }

  public static func < (left: Currency, right: Currency) -> Bool { left.letters < right.letters }
}

extension Currency: CustomStringConvertible {
  /// The three letters in upper case.
  public var description: String {
    String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }, as: UTF8.self)
  }
}
