/// A row of a table, or an object of an API list, that can't be used.
struct UnusableRow: Error {
  /// What was expected, and what was found.
  let reason: Prose

  /// Fails for an id that is longer than any, and for what can be none: where columns are shifted, a name or an address
  /// would be told as a payment.
  static func demand(id bytes: some Collection<UInt8>) throws(UnusableRow) {
    if bytes.count > 255 { throw UnusableRow(reason: "expected an id of at most 255 bytes, found \(bytes.count)") }
    if bytes.contains(where: { $0 == UInt8(ascii: "@") || $0 <= 0x20 }) {
      throw UnusableRow(reason: "expected an id, found text with a blank or an @ in it")
    }
  }
}

extension Prose {
  /// - Parameter found: what stands there, and where.
  static func unknownStatus(_ found: Prose) -> Prose {
    "expected a status such as paid, pending or failed, found \(found)"
  }
}

extension PaymentRecord {
  /// Fails for a payment that was made and has nothing in it: nobody was paid by it. Fails too where less than nothing
  /// was refunded, since more would be kept then than was paid.
  func demandAmounts() throws(UnusableRow) {
    if status == .paid, taken <= 0 {
      throw UnusableRow(
        reason: "expected an amount above 0 of a payment that was made, found \(taken) in minor units")
    }
    if refunded < 0 {
      throw UnusableRow(reason: "expected a refunded amount of at least 0, found \(refunded) in minor units")
    }
  }
}
