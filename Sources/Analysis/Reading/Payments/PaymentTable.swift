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
  private var places = [Int](repeating: -1, count: Column.allCases.count)
  /// Whether amounts are in minor units.
  private var isMinor = false
  /// Whether times without a zone are of the zone that the user names.
  private var isLocal = false
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
      let names = PaymentTable.names(of: format).first { $0.0 == column }?.1 ?? []
      throw .columnMissing(names.first ?? "", format)
    }
    hasRefunds = has(.refunded) || format == .itemised
    hasDisputes = has(.disputed) || has(.disputedFlag) || format == .itemised
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
        (.intent, ["payment_intent_id"]), (.charge, ["id"]), (.amount, ["amount"]),
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
    if record.status == .paid, record.amount <= 0 {
      throw Unusable(
        reason: "expected an amount above 0 of a payment that was made, found \(record.amount) in minor units")
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
    let amount = has(.received) && record.status == .paid ? Column.received : .amount
    record.amount = try self.amount(reader, amount, currency, isRequired: true) ?? 0
    record.facts.insert(.hasAmount)
    if has(.captured), record.status == .paid, isFalse(reader.bytes(places[Column.captured.rawValue])) {
      record.status = .pending
    }
    if record.status == .paid, let taken = try self.amount(reader, .capturedAmount, currency) { record.amount = taken }
    if hasRefunds {
      record.facts.formUnion([.statesRefunds, .hasRefundFigure])
      record.refunded = try self.amount(reader, .refunded, currency) ?? 0
    }
    let word = PaymentFormat.normalised(text(reader, .status))
    if word == "refunded" || cell(reader, .refundedFlag).map(isTrue) ?? false { record.setRefundedInFull() }
    if hasDisputes { try addDispute(reader, currency, to: &record) }
    if word == "disputed", record.facts.insert(.isDisputed).inserted {
      // Without an amount the sum of disputes can't be told.
      record.facts.subtract([.statesDisputes, .hasDisputeFigure])
    }
    if has(.fee), let cell = cell(reader, .feeCurrency) ?? cell(reader, .currency), let feeCurrency = Currency(cell) {
      record.fee = try self.amount(reader, .fee, feeCurrency) ?? 0
      record.feeCurrency = feeCurrency
    }
    try setTime(reader, of: &record)
    setMode(reader, of: &record)
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
    case "charge_failure", "partial_capture_reversal": kind = .reversal
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

  private func magnitude(_ amount: Int64) -> Int64 { amount < 0 ? -amount : amount }
}

/// From cells to values.
extension PaymentTable {
  /// A cell that is there and not blank.
  private func cell<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Column
  ) -> ArraySlice<UInt8>? {
    guard has(column) else { return nil }
    let bytes = reader.bytes(places[column.rawValue])
    return bytes.allSatisfy { $0 == 0x20 } ? nil : bytes
  }

  private func text<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Column
  ) -> String {
    cell(reader, column).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private func identifier<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Column, _ book: inout PaymentBook
  ) throws(Unusable) -> ObjectID {
    guard var bytes = cell(reader, column) else { return .none }
    while bytes.last == 0x20 { bytes.removeLast() }
    while bytes.first == 0x20 { bytes.removeFirst() }
    if bytes.count > 255 { throw Unusable(reason: "expected an id of at most 255 bytes, found \(bytes.count)") }
    return book.ids.id(bytes)
  }

  private func currency<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Column
  ) throws(Unusable) -> Currency {
    guard let cell = cell(reader, column) else { throw Unusable(reason: "there is no currency") }
    guard let currency = Currency(cell) ?? Currency(cell.filter { $0 != 0x20 }) else {
      throw Unusable(
        reason: "expected a currency of three letters, found \(data: String(decoding: cell, as: UTF8.self))")
    }
    return currency
  }

  private func amount<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ column: Column, _ currency: Currency, isRequired: Bool = false
  ) throws(Unusable) -> Int64? {
    guard let cell = cell(reader, column) else {
      if isRequired { throw Unusable(reason: "there is no amount") }
      return nil
    }
    do throws(Money.Fault) {
      if isMinor { return try Money.integer(cell) }
      let decimals = currency.decimals
      if let plain = Money.plainMinorUnits(cell, decimals: decimals), reading.decimalMark != .comma { return plain }
      return try Money.minorUnits(cell, decimals: decimals, mark: reading.decimalMark)
    } catch {
      throw Unusable(reason: "\(error.expected), found \(data: String(decoding: cell, as: UTF8.self))")
    }
  }

  private func status<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>
  ) throws(Unusable) -> PaymentStatus {
    // A ledger lists what was paid, unless it says otherwise.
    guard let cell = cell(reader, .status) else {
      if format == .ledger { return .paid }
      throw Unusable(reason: "there is no status")
    }
    guard let status = PaymentStatus(word: cell) else {
      throw Unusable(reason: "the status \(data: String(decoding: cell, as: UTF8.self)) is not known")
    }
    return status
  }

  private func addDispute<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, _ currency: Currency, to record: inout PaymentRecord
  ) throws(Unusable) {
    if has(.disputedFlag) {
      // Without an amount the sum of disputes can't be told.
      if let cell = cell(reader, .disputedFlag), !isFalse(cell) { record.facts.insert(.isDisputed) }
      return
    }
    record.facts.formUnion([.statesDisputes, .hasDisputeFigure])
    guard let disputed = try amount(reader, .disputed, currency), disputed != 0 else { return }
    record.facts.insert(.isDisputed)
    let status = MovementStatus(text(reader, .disputeStatus))
    if !status.isVoid { record.disputed = magnitude(disputed) }
    if status.stage == MovementStatus.lastStage { record.facts.insert(.isDisputeOver) }
  }

  private func setTime<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, of record: inout PaymentRecord
  ) throws(Unusable) {
    guard let cell = cell(reader, .created) else { throw Unusable(reason: "there is no time") }
    guard let time = PaymentTime(cell, order: reading.dateOrder) else {
      let example = reading.dateOrder == .monthFirst ? "01/31/2026" : "31/01/2026"
      throw Unusable(
        reason: """
          expected a time such as 2026-01-31 12:00:00 or \(words: example), found \
          \(data: String(decoding: cell, as: UTF8.self))
          """)
    }
    record.created = moment(time.milliseconds, of: time)
    record.precision = time.precision
    record.facts.insert(.hasCreated)
  }

  /// The time of a row, nil without one that can be read in one way.
  func moment<Source: ByteSource & ~Copyable>(_ reader: borrowing CSVReader<Source>) -> Int? {
    guard let cell = cell(reader, .created), let time = PaymentTime(cell, order: reading.dateOrder),
      time.otherReading == nil
    else { return nil }
    return moment(time.milliseconds, of: time)
  }

  /// The moment of a clock's time in the zone of the format.
  private func moment(_ clock: Int, of time: PaymentTime) -> Int {
    isLocal && !time.hasZone ? reading.localTime(Timestamp(milliseconds: clock)).milliseconds : clock
  }

  /// Tells the column of a date with slashes, for a record that was made of the row.
  ///
  /// - Returns: whether the date can be read in two ways.
  func note<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, in dates: inout DateColumn, row: Int, record: Int
  ) -> Bool {
    guard let cell = cell(reader, .created), cell.contains(UInt8(ascii: "/")),
      let time = PaymentTime(cell, order: reading.dateOrder)
    else { return false }
    // An order that was given needs no proof.
    if reading.dateOrder != nil { return false }
    let other = time.otherReading.map { moment(time.milliseconds + $0, of: time) }
    dates.add(time, monthFirst: other, row: row, text: String(decoding: cell, as: UTF8.self), record: record)
    return other != nil
  }

  private func setMode<Source: ByteSource & ~Copyable>(
    _ reader: borrowing CSVReader<Source>, of record: inout PaymentRecord
  ) {
    guard let cell = cell(reader, .mode) else { return }
    let isLive = PaymentFormat.normalised(String(decoding: cell, as: UTF8.self)) == "live" || isTrue(cell)
    record.facts.insert(isLive ? .isLive : .isTest)
  }

  private func isFalse(_ cell: ArraySlice<UInt8>) -> Bool {
    ["false", "f", "0", "no"].contains(PaymentFormat.normalised(String(decoding: cell, as: UTF8.self)))
  }

  private func isTrue(_ cell: ArraySlice<UInt8>) -> Bool {
    ["true", "t", "1", "yes"].contains(PaymentFormat.normalised(String(decoding: cell, as: UTF8.self)))
  }
}
