/// The tables of payments that are known, told by their header: names in any case and order, unknown columns allowed.
enum PaymentFormat: Equatable, CaseIterable, Sendable {
  /// Stripe's Dashboard, Payments > Export.
  case dashboard
  /// Stripe's reports, itemised.
  case itemised
  /// The warehouse's table `payment_intents`.
  case intentTable
  /// The warehouse's table `charges`.
  case chargeTable
  /// A buyer's own ledger.
  case ledger
  /// Refunds, or disputes, a row each.
  case movements

  /// How reports call it.
  var name: String {
    switch self {
    case .dashboard: "Dashboard payments"
    case .itemised: "itemised report"
    case .intentTable: "table of payment intents"
    case .chargeTable: "table of charges"
    case .ledger: "ledger"
    case .movements: "table"
    }
  }

  /// Columns of a ledger that must be there.
  static let ledgerColumns = ["payment_id", "amount", "currency", "paid_at"]

  /// The format of a table with these columns, normalised.
  ///
  /// - Throws: `SourceProblem` with the remedy where the table can't be reconciled.
  static func recognise(_ columns: [String], as role: PaymentFile.Role) throws(SourceProblem) -> PaymentFormat {
    let names = Set(columns)
    func has(_ wanted: String...) -> Bool { wanted.allSatisfy(names.contains) }
    if role != .payments { return try recogniseMovements(names, role) }
    if has("paymentintent id") { return .dashboard }
    let isDashboard = has("created date (utc)") || has("created (utc)")
    if isDashboard, has("amount"), has("captured") || has("amount refunded") { throw .noIntentColumn }
    if has("type", "source", "net", "created (utc)", "available on (utc)") { throw .allActivity }
    if has("reporting_category", "gross", "net", "currency") {
      if has("payment_intent_id") { return .itemised }
      throw .noIntentInReport
    }
    if has("amount_received"), has("id") { return .intentTable }
    if has("amount", "captured"), has("payment_intent_id") || has("payment_intent") { return .chargeTable }
    if ledgerColumns.allSatisfy(names.contains) { return .ledger }
    if has("source", "net", "fee", "type") { throw .balanceTransactions }
    if has("amount", "id"), has("charge_id") || has("charge id") { throw .movementsAsPayments }
    throw .unknownTable(columns)
  }

  private static func recogniseMovements(
    _ names: Set<String>, _ role: PaymentFile.Role
  ) throws(SourceProblem) -> PaymentFormat {
    let links = ["payment_intent_id", "paymentintent id", "payment_intent", "charge_id", "charge id", "charge"]
    guard names.contains("amount"), names.contains("currency"), links.contains(where: names.contains) else {
      throw .noMovements(role)
    }
    return .movements
  }
}

extension SourceProblem {
  private static func refused(_ message: Prose, _ remedy: Prose) -> SourceProblem {
    SourceProblem(kind: .anotherKind, message: message, remedy: remedy)
  }

  static let noIntentColumn = refused(
    "these are payments of the Dashboard without the column \(name: "PaymentIntent ID")",
    """
    Export again with Columns > All columns, or tick \(name: "PaymentIntent ID"); in Reports tick \
    \(name: "payment_intent_id")
    """)

  static let allActivity = refused(
    "this is the balance history (All activity), which names no PaymentIntent",
    "Export Payments with Columns > All columns, or an itemised report with \(name: "payment_intent_id")")

  static let noIntentInReport = refused(
    "this itemised report has no column \(name: "payment_intent_id")",
    "Make it again, and tick \(name: "payment_intent_id") among its columns")

  static let balanceTransactions = refused(
    "these are balance transactions, which name no PaymentIntent",
    "Give the table of charges or of payment intents, or an itemised report with \(name: "payment_intent_id")")

  static let movementsAsPayments = refused(
    "these are refunds or disputes, not payments",
    "Give them with \(name: "--refunds FILE") or \(name: "--disputes FILE"), beside the payments")

  static func noMovements(_ role: PaymentFile.Role) -> SourceProblem {
    refused(
      """
      expected the columns \(name: "amount"), \(name: "currency") and \(name: "payment_intent_id") or \
      \(name: "charge_id") in a table of \(words: role.rawValue)
      """, "Export the table again with these columns")
  }

  static func unknownTable(_ columns: [String]) -> SourceProblem {
    // Without a header, the first row stands for one: nothing of it is quoted but names that are known.
    let known = columns.filter(PaymentColumns.allNames.contains)
    let which: Prose =
      known.isEmpty ? "none is known" : "these are known: \(Prose.joined(known.prefix(6).map { "\(name: $0)" }))"
    return refused(
      "this is no table of payments that is known; of its \(columns.count, "column") \(which)",
      """
      Export the payments from the Dashboard with all columns, or keep a ledger: \
      \(name: "tokaudit reconcile --print-template ledger") prints its header
      """)
  }

  static func columnMissing(_ column: String, _ format: PaymentFormat) -> SourceProblem {
    refused(
      "the column \(name: column) is missing; by its other columns this is the format \(words: format.name)",
      "Export it again with this column")
  }
}
