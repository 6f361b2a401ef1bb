/// The columns of a table of payments, and how a row becomes a record.
struct PaymentTable {
  /// Columns that are read, by their names. Names, addresses and cards are never among them.
  enum Column: Int, CaseIterable {
    case intent, charge, amount, currency, refunded, disputed, disputeStatus, fee, feeCurrency, created, mode, status
    case captured, category, facingAmount, facingCurrency, gross, invoice, costCentre, received, source, transaction
    case capturedAmount, disputedFlag, refundedFlag
  }

  /// A row that can't be used, with what was expected.
  struct Unusable: Error {
    let reason: Prose
  }

  /// What a row is.
  enum Row {
    case record(PaymentRecord)
    case movement(PaymentMovement)
    case other
  }

  let format: PaymentFormat
  let role: PaymentFile.Role
  let reading: PaymentReading
  private(set) var places = [Int](repeating: -1, count: Column.allCases.count)
  /// Whether amounts are in minor units.
  private(set) var isMinor = false
  /// Whether times without a zone are of the zone that the user names.
  private(set) var isLocal = false
  private var hasRefunds = false
  private var hasDisputes = false

  /// - Parameter columns: the normalised names in order.
  init(_ columns: [String], as role: PaymentFile.Role, _ reading: PaymentReading) throws(SourceProblem) {
    format = try PaymentFormat.recognise(columns, as: role)
    self.role = role
    self.reading = reading
    isMinor = format == .intentTable || format == .chargeTable
    if format == .movements { isMinor = !columns.contains { ["charge id", "paymentintent id"].contains($0) } }
    isLocal = format == .ledger || format == .itemised && !columns.contains("created_utc")
    for (column, names) in PaymentTable.names(of: format) {
      // The first name that is there.
      for name in names where places[column.rawValue] < 0 {
        let found = columns.indices.filter { columns[$0] == name }
        if found.count > 1 { throw .wantedColumnTwice(name) }
        if let place = found.first { places[column.rawValue] = place }
      }
    }
    for column in PaymentTable.required(by: format) where places[column.rawValue] < 0 {
      throw .columnMissing(PaymentTable.name(of: column, in: format), format)
    }
    hasRefunds = has(.refunded) || format == .itemised
    hasDisputes = has(.disputed) || has(.disputeStatus) || has(.disputedFlag)
  }

  func has(_ column: Column) -> Bool { places[column.rawValue] >= 0 }

  private static func required(by format: PaymentFormat) -> [Column] {
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
  static func name(of column: Column, in format: PaymentFormat) -> String {
    names(of: format).first { $0.0 == column }?.1.first ?? ""
  }

  private static func names(of format: PaymentFormat) -> [(Column, [String])] {
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

  /// Fails for a payment that was made and has nothing in it: nobody was paid by it. Fails too where less than nothing
  /// was refunded, since more would be kept then than was paid.
  static func demandAmounts(of record: PaymentRecord) throws(Unusable) {
    if record.status == .paid, record.taken <= 0 {
      throw Unusable(
        reason: "expected an amount above 0 of a payment that was made, found \(record.taken) in minor units")
    }
    if record.refunded < 0 {
      throw Unusable(reason: "expected a refunded amount of at least 0, found \(record.refunded) in minor units")
    }
  }

  /// Reads the row that the reader stands at.
  func row<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ book: inout PaymentBook
  ) throws(Unusable) -> Row {
    if format == .movements { return .movement(try movement(reader, &book)) }
    if format == .itemised { return try itemised(reader, &book) }
    var record = PaymentRecord()
    record.intent = try identifier(reader, .intent, &book)
    record.charge = try identifier(reader, .charge, &book)
    let currency = try currency(reader, .currency)
    record.currency = currency
    record.status = try status(reader)
    let taken = has(.received) ? Column.received : .capturedAmount
    let amount = has(.received) && (record.status == .paid || !has(.amount)) ? Column.received : .amount
    record.amount = try self.amount(reader, amount, currency, isRequired: true) ?? 0
    record.facts.insert(.hasAmount)
    let isCaptured = try flag(reader, .captured)
    if isCaptured == false, record.status == .paid { record.status = .pending }
    if record.status == .paid, let taken = try self.amount(reader, taken, currency) {
      record.amount = try self.amount(reader, .amount, currency) ?? taken
      record.take(taken)
    }
    if hasRefunds {
      record.facts.formUnion([.statesRefunds, .hasRefundFigure])
      record.refunded = try self.amount(reader, .refunded, currency) ?? 0
    }
    let word = TableWord.normalised(text(reader, .status))
    let isRefunded = try flag(reader, .refundedFlag) ?? false
    if word == "refunded" || isRefunded { record.setRefundedInFull() }
    if isCaptured == false { record.setReleased() }
    if format == .intentTable, word == "canceled" { record.facts.insert(.isCanceled) }
    if hasDisputes { try addDispute(reader, currency, to: &record) }
    if word == "disputed", !record.facts.contains(.isDisputed) { record.setDisputedWithoutAmount() }
    if has(.fee), let cell = cell(reader, .feeCurrency) ?? cell(reader, .currency), let feeCurrency = Currency(cell) {
      record.fee = try self.amount(reader, .fee, feeCurrency) ?? 0
      record.feeCurrency = feeCurrency
    }
    try setTime(reader, of: &record)
    if let isLive = try flag(reader, .mode) { record.facts.insert(isLive ? .isLive : .isTest) }
    if format == .ledger { record.facts.insert(.isLedger) }
    if format == .ledger, has(.invoice) || has(.costCentre) {
      record.extra = book.place(
        of: .init(invoice: text(reader, .invoice), costCentre: text(reader, .costCentre)))
    }
    return .record(record)
  }

  /// A row of an itemised report: a payment, something that happened to one, or something else.
  private func itemised<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ book: inout PaymentBook
  ) throws(Unusable) -> Row {
    let category = text(reader, .category)
    let kind: PaymentMovement.Kind?
    switch category {
    case "charge": kind = nil
    case "refund", "refund_failure": kind = .refund
    case "dispute", "dispute_reversal": kind = .dispute
    case "charge_failure": kind = .failure
    case "partial_capture_reversal": kind = .release
    default: return .other
    }
    let hasFacing = cell(reader, .facingAmount) != nil && cell(reader, .facingCurrency) != nil
    let currency = try currency(reader, hasFacing ? .facingCurrency : .currency)
    let amount = try self.amount(reader, hasFacing ? .facingAmount : .gross, currency, isRequired: true) ?? 0
    let source = try identifier(reader, .source, &book)
    let named = try identifier(reader, .charge, &book)
    let charge = named.isNone && (source.hasPrefix("ch") || source.hasPrefix("py")) ? source : named
    if let kind {
      var movement = PaymentMovement(kind: kind, isOfReport: true)
      movement.intent = try identifier(reader, .intent, &book)
      movement.charge = charge
      movement.currency = currency
      movement.isSettlement = !hasFacing
      // What leaves the account is negative in the report; a customer-facing amount may come without its sign.
      let leaves = try (self.amount(reader, .gross, self.currency(reader, .currency), isRequired: true) ?? 0) <= 0
      if !leaves, category == "refund" || category == "dispute" {
        throw Unusable(
          reason: "expected a gross of at most 0 of a \(words: category), found \(data: text(reader, .gross))")
      }
      movement.stated = leaves ? magnitude(amount) : -magnitude(amount)
      movement.id = try identifier(reader, .transaction, &book)
      return .movement(movement)
    }
    var record = PaymentRecord()
    record.intent = try identifier(reader, .intent, &book)
    record.charge = charge
    record.amount = amount
    record.currency = currency
    record.status = .paid
    record.facts = [.hasAmount, .statesRefunds, .statesDisputes]
    if !hasFacing { record.facts.insert(.isSettlement) }
    let settlement = try self.currency(reader, .currency)
    record.fee = try self.amount(reader, .fee, settlement) ?? 0
    record.feeCurrency = has(.fee) ? settlement : nil
    try setTime(reader, of: &record)
    return .record(record)
  }

  private func movement<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ book: inout PaymentBook
  ) throws(Unusable) -> PaymentMovement {
    var movement = PaymentMovement(kind: role == .disputes ? .dispute : .refund)
    movement.id = try identifier(reader, .transaction, &book)
    movement.intent = try identifier(reader, .intent, &book)
    movement.charge = try identifier(reader, .charge, &book)
    let currency = try currency(reader, .currency)
    movement.currency = currency
    movement.stated = magnitude(try amount(reader, .amount, currency, isRequired: true) ?? 0)
    let word = text(reader, .status)
    let status = MovementStatus(word)
    if let actual = status.role, actual != role {
      throw Unusable(
        reason: """
          the status \(data: word) is one of \(words: actual.rawValue): give them with \(name: "--\(actual.rawValue)")
          """)
    }
    // What has come to nothing is known, and moves nothing.
    movement.take(status)
    return movement
  }

  func magnitude(_ amount: Int64) -> Int64 { amount < 0 ? -amount : amount }
}
