/// What a message may quote of a file of payments.
///
/// Where columns are shifted, any cell may hold a name, an address or the number of a card. So nothing is quoted but
/// what can be none of these: a few digits with signs, an id of a payment, and words that are known. Whoever needs the
/// rest has the row and the column.
enum PaymentQuote {
  /// What stands for everything else.
  private static let other: Prose = "other text"
  /// Digits that are quoted at most: a card has more, and so has a telephone number with its prefix. A time of the day
  /// may have more.
  private static let fewDigits = 8
  private static let digitsOfTime = 17
  /// What ids of payments, charges, refunds, disputes and what moves them begin with.
  private static let prefixes = ["pi", "ch", "py", "re", "pyr", "dp", "du", "txn"]
  private static let words: Set<String> = [
    "true", "false", "t", "f", "yes", "no", "null", "live", "test",
    // Kinds of objects.
    "payment_intent", "charge", "refund", "dispute", "balance_transaction", "event", "list", "search_result", "payout",
    "transfer", "invoice", "checkout.session", "customer", "subscription",
  ]

  /// A value in the words of a message: as it is, or without its content.
  static func found(_ bytes: some Collection<UInt8>) -> Prose {
    isHarmless(Array(bytes)) ? "\(data: String(decoding: bytes, as: UTF8.self))" : other
  }

  /// A value of JSON that is neither an array nor an object in the words of a message.
  static func found(json text: String) -> Prose {
    var bytes = Array(text.utf8)[...]
    if bytes.count > 1, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") {
      bytes = bytes.dropFirst().dropLast()
    }
    return isHarmless(Array(bytes)) ? "\(data: text)" : other
  }

  private static func isHarmless(_ bytes: [UInt8]) -> Bool {
    if isNumber(bytes) { return true }
    if let id = ObjectID(bytes.span.bytes) { return prefixes.contains { id.hasPrefix($0) } }
    let word = bytes.asciiLowercased
    let text = String(decoding: word, as: UTF8.self)
    return words.contains(text) || PaymentStatus(word: word) != nil || MovementStatus(text).role != nil
  }

  /// Whether there is nothing but digits, few enough, and the marks and signs of amounts and times.
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    var digits = 0
    for byte in bytes {
      if byte &- UInt8(ascii: "0") < 10 { digits += 1 } else if !".,-+/: ".utf8.contains(byte) { return false }
    }
    return digits <= (bytes.contains(UInt8(ascii: ":")) ? digitsOfTime : fewDigits)
  }
}
