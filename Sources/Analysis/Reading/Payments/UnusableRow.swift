/// A row of a table, or an object of an API list, that can't be used.
struct UnusableRow: Error {
  /// What was expected, and what was found.
  let reason: Prose

  /// Fails for an id that is longer than any.
  static func demand(id bytes: some Collection<UInt8>) throws(UnusableRow) {
    if bytes.count > 255 { throw UnusableRow(reason: "expected an id of at most 255 bytes, found \(bytes.count)") }
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
