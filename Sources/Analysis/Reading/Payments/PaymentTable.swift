/// A table of payments: how a row becomes a record.
struct PaymentTable {
  /// What a row is.
  enum Row {
    case record(PaymentRecord)
    case movement(PaymentMovement)
    case other
  }

  let format: PaymentFormat
  let role: PaymentFile.Role
  let reading: PaymentReading
  /// What is read of it.
  let columns: PaymentColumns
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
    self.columns = try PaymentColumns(columns, format)
    hasRefunds = self.columns.has(.refunded) || format == .itemised
    hasDisputes = [.disputed, .disputeStatus, .disputedFlag].contains { self.columns.has($0) }
  }

  /// Reads a row.
  func row(_ row: CSVRow, _ book: inout PaymentBook) throws(UnusableRow) -> Row {
    if format == .movements { return .movement(try movement(row, &book)) }
    if format == .itemised { return try itemised(row, &book) }
    var record = PaymentRecord()
    record.intent = try identifier(row, .intent, &book)
    record.charge = try identifier(row, .charge, &book)
    let currency = try currency(row, .currency)
    record.currency = currency
    record.status = try status(row)
    let taken = columns.has(.received) ? PaymentColumn.received : .capturedAmount
    let amount = columns.has(.received) && (record.status == .paid || !columns.has(.amount)) ? taken : .amount
    record.amount = try self.amount(row, amount, currency, isRequired: true) ?? 0
    let isCaptured = try flag(row, .captured)
    if isCaptured == false, record.status == .paid { record.status = .pending }
    if record.status == .paid, let taken = try self.amount(row, taken, currency) {
      record.amount = try self.amount(row, .amount, currency) ?? taken
      record.take(taken)
    }
    if hasRefunds {
      record.facts.formUnion([.statesRefunds, .hasRefundFigure])
      record.refunded = try self.amount(row, .refunded, currency) ?? 0
    }
    let word = TableWord.normalised(text(row, .status))
    let isRefunded = try flag(row, .refundedFlag) ?? false
    if word == "refunded" || isRefunded { record.setRefundedInFull() }
    if isCaptured == false { record.setReleased() }
    if format == .intentTable, word == "canceled" { record.facts.insert(.isCanceled) }
    if hasDisputes { try addDispute(row, currency, to: &record) }
    if word == "disputed", !record.facts.contains(.isDisputed) { record.setDisputedWithoutAmount() }
    if columns.has(.fee), let cell = cell(row, .feeCurrency) ?? cell(row, .currency),
      let feeCurrency = Currency(cell)
    {
      record.fee = try self.amount(row, .fee, feeCurrency) ?? 0
      record.feeCurrency = feeCurrency
    }
    try setTime(row, of: &record)
    if let isLive = try flag(row, .mode) { record.facts.insert(isLive ? .isLive : .isTest) }
    if format == .ledger { record.facts.insert(.isLedger) }
    if format == .ledger, columns.has(.invoice) || columns.has(.costCentre) {
      record.extra = book.place(
        of: .init(invoice: text(row, .invoice), costCentre: text(row, .costCentre)))
    }
    return .record(record)
  }

  /// A row of an itemised report: a payment, something that happened to one, or something else.
  private func itemised(_ row: CSVRow, _ book: inout PaymentBook) throws(UnusableRow) -> Row {
    let category = text(row, .category)
    let kind: PaymentMovement.Kind?
    switch category {
    case "charge": kind = nil
    case "refund", "refund_failure": kind = .refund
    case "dispute", "dispute_reversal": kind = .dispute
    case "charge_failure": kind = .failure
    case "partial_capture_reversal": kind = .release
    default: return .other
    }
    let hasFacing = cell(row, .facingAmount) != nil && cell(row, .facingCurrency) != nil
    let currency = try currency(row, hasFacing ? .facingCurrency : .currency)
    let amount = try self.amount(row, hasFacing ? .facingAmount : .gross, currency, isRequired: true) ?? 0
    let source = try identifier(row, .source, &book)
    let named = try identifier(row, .charge, &book)
    let charge = named.isNone && (source.hasPrefix("ch") || source.hasPrefix("py")) ? source : named
    if let kind {
      var movement = PaymentMovement(kind: kind, isOfReport: true)
      movement.intent = try identifier(row, .intent, &book)
      movement.charge = charge
      movement.currency = currency
      movement.isSettlement = !hasFacing
      // What leaves the account is negative in the report; a customer-facing amount may come without its sign.
      let leaves = try (self.amount(row, .gross, self.currency(row, .currency), isRequired: true) ?? 0) <= 0
      if !leaves, category == "refund" || category == "dispute" {
        let gross = found(Array(text(row, .gross).utf8)[...], in: .gross)
        throw UnusableRow(reason: "expected at most 0 of a \(words: category), \(gross)")
      }
      movement.stated = leaves ? magnitude(amount) : -magnitude(amount)
      movement.id = try identifier(row, .transaction, &book)
      return .movement(movement)
    }
    var record = PaymentRecord()
    record.intent = try identifier(row, .intent, &book)
    record.charge = charge
    record.amount = amount
    record.currency = currency
    record.status = .paid
    record.facts = [.isOfReport, .statesRefunds, .statesDisputes]
    if !hasFacing { record.facts.insert(.isSettlement) }
    let settlement = try self.currency(row, .currency)
    record.fee = try self.amount(row, .fee, settlement) ?? 0
    record.feeCurrency = columns.has(.fee) ? settlement : nil
    try setTime(row, of: &record)
    return .record(record)
  }

  private func movement(_ row: CSVRow, _ book: inout PaymentBook) throws(UnusableRow) -> PaymentMovement {
    var movement = PaymentMovement(kind: role == .disputes ? .dispute : .refund)
    movement.id = try identifier(row, .transaction, &book)
    movement.intent = try identifier(row, .intent, &book)
    movement.charge = try identifier(row, .charge, &book)
    let currency = try currency(row, .currency)
    movement.currency = currency
    movement.stated = magnitude(try amount(row, .amount, currency, isRequired: true) ?? 0)
    let word = text(row, .status)
    let status = MovementStatus(word)
    if let actual = status.role, actual != role {
      throw UnusableRow(
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
