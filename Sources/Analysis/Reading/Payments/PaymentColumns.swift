/// The columns of a table of payments that are read, and where they stand in it.
struct PaymentColumns {
  private var places = [Int](repeating: -1, count: PaymentColumn.allCases.count)
  /// The normalised names of all columns in order.
  private let columns: [String]

  /// - Parameter columns: the normalised names in order.
  init(_ columns: [String], _ format: PaymentFormat) throws(SourceProblem) {
    self.columns = columns
    for (column, names) in PaymentColumns.names(of: format) {
      // The first name that is there.
      for name in names where !has(column) {
        let found = columns.indices.filter { columns[$0] == name }
        if found.count > 1 { throw .columnTwice(name) }
        if let place = found.first { places[column.rawValue] = place }
      }
    }
    for column in PaymentColumns.required(by: format) where !has(column) {
      throw .columnMissing(PaymentColumns.name(of: column, in: format), format)
    }
  }

  /// Whether the table has a column.
  func has(_ column: PaymentColumn) -> Bool { places[column.rawValue] >= 0 }

  /// The name that a column has in the table; empty without it.
  func name(of column: PaymentColumn) -> String { has(column) ? columns[places[column.rawValue]] : "" }

  /// Every name of a column that is read in some format.
  static let allNames = Set(PaymentFormat.allCases.flatMap { names(of: $0).flatMap(\.1) })

  /// The place of a column; nil without it.
  func place(of column: PaymentColumn) -> Int? { has(column) ? places[column.rawValue] : nil }

  private static func required(by format: PaymentFormat) -> [PaymentColumn] {
    switch format {
    case .dashboard: [.intent, .amount, .currency, .created, .status]
    case .itemised: [.intent, .category, .gross, .currency, .created]
    case .intentTable: [.intent, .received, .currency, .created, .status]
    case .chargeTable: [.intent, .amount, .currency, .created, .status]
    case .ledger: [.intent, .amount, .currency, .created]
    case .movements: [.amount, .currency]
    }
  }

  /// The name of a column in messages: the first one that it may have.
  static func name(of column: PaymentColumn, in format: PaymentFormat) -> String {
    names(of: format).first { $0.0 == column }?.1.first ?? ""
  }

  private static func names(of format: PaymentFormat) -> [(PaymentColumn, [String])] {
    switch format {
    case .dashboard:
      [
        (.intent, ["paymentintent id"]), (.charge, ["id"]), (.amount, ["amount"]), (.currency, ["currency"]),
        (.refunded, ["amount refunded"]), (.disputed, ["disputed amount"]), (.disputeStatus, ["dispute status"]),
        (.fee, ["fee"]), (.feeCurrency, ["converted currency"]), (.created, ["created date (utc)", "created (utc)"]),
        (.mode, ["mode"]), (.status, ["status"]), (.captured, ["captured"]),
      ]
    case .itemised:
      [
        (.intent, ["payment_intent_id"]), (.charge, ["charge_id"]), (.source, ["source_id"]),
        (.transaction, ["balance_transaction_id"]), (.category, ["reporting_category"]), (.gross, ["gross"]),
        (.fee, ["fee"]), (.feeCurrency, ["currency"]), (.currency, ["currency"]),
        (.facingAmount, ["customer_facing_amount"]), (.facingCurrency, ["customer_facing_currency"]),
        (.created, ["created_utc", "created"]),
      ]
    case .intentTable:
      [
        (.intent, ["id"]), (.amount, ["amount"]), (.received, ["amount_received"]), (.currency, ["currency"]),
        (.created, ["created"]), (.mode, ["livemode"]), (.status, ["status"]),
      ]
    case .chargeTable:
      [
        (.intent, ["payment_intent_id", "payment_intent"]), (.charge, ["id"]), (.amount, ["amount"]),
        (.capturedAmount, ["amount_captured"]), (.refunded, ["amount_refunded"]), (.currency, ["currency"]),
        (.created, ["created"]), (.mode, ["livemode"]), (.status, ["status"]), (.captured, ["captured"]),
        (.disputedFlag, ["disputed"]), (.refundedFlag, ["refunded"]),
      ]
    case .ledger:
      [
        (.intent, ["payment_id"]), (.amount, ["amount"]), (.currency, ["currency"]), (.created, ["paid_at"]),
        (.status, ["status"]), (.invoice, ["invoice"]), (.costCentre, ["cost_centre", "cost_center"]),
      ]
    case .movements:
      [
        (.transaction, ["id"]), (.intent, ["payment_intent_id", "paymentintent id", "payment_intent"]),
        (.charge, ["charge_id", "charge id", "charge"]), (.amount, ["amount"]), (.currency, ["currency"]),
        (.status, ["status"]), (.created, ["created", "created_utc", "created date (utc)", "created (utc)"]),
      ]
    }
  }
}
