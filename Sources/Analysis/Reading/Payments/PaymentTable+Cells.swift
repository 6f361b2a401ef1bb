/// From cells to values.
extension PaymentTable {
  /// A cell that is there and not blank, without blanks around.
  func cell(_ row: CSVRow, _ column: PaymentColumn) -> ArraySlice<UInt8>? {
    guard let place = columns.place(of: column) else { return nil }
    let bytes = TableWord.trimmed(row.bytes(place))
    return bytes.isEmpty ? nil : bytes
  }

  /// What stands in a cell that can't be read, in the words of a message.
  func found(_ cell: ArraySlice<UInt8>, in column: PaymentColumn) -> Prose {
    "found \(PaymentQuote.found(cell)) in \(name: columns.name(of: column))"
  }

  func text(_ row: CSVRow, _ column: PaymentColumn) -> String {
    cell(row, column).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func identifier(_ row: CSVRow, _ column: PaymentColumn, _ book: inout PaymentBook) throws(UnusableRow) -> ObjectID {
    guard let bytes = cell(row, column) else { return .none }
    try UnusableRow.demand(id: bytes)
    return book.ids.id(bytes)
  }

  /// The PaymentIntent that a row names, whatever else is wrong with the row; none where it can't be read.
  func intent(_ row: CSVRow, _ book: inout PaymentBook) -> ObjectID {
    (try? identifier(row, .intent, &book)) ?? .none
  }

  func currency(_ row: CSVRow, _ column: PaymentColumn) throws(UnusableRow) -> Currency {
    guard let cell = cell(row, column) else { throw UnusableRow(reason: "there is no currency") }
    guard let currency = Currency(cell) else {
      throw UnusableRow(reason: "expected a currency of three letters, \(found(cell, in: column))")
    }
    return currency
  }

  func amount(
    _ row: CSVRow, _ column: PaymentColumn, _ currency: Currency,
    isRequired: Bool = false
  ) throws(UnusableRow) -> Int64? {
    guard let cell = cell(row, column) else {
      if isRequired { throw UnusableRow(reason: "there is no amount") }
      return nil
    }
    do throws(Money.Fault) {
      if isMinor { return try Money.integer(cell) }
      let decimals = currency.decimals
      if let plain = Money.plainMinorUnits(cell, decimals: decimals), reading.decimalMark != .comma { return plain }
      return try Money.minorUnits(cell, decimals: decimals, mark: reading.decimalMark)
    } catch {
      throw UnusableRow(reason: "\(error.expected(reading.decimalMark)), \(found(cell, in: column))")
    }
  }

  func status(_ row: CSVRow) throws(UnusableRow) -> PaymentStatus {
    // A ledger lists what was paid, unless it says otherwise.
    guard let cell = cell(row, .status) else {
      if format == .ledger { return .paid }
      throw UnusableRow(reason: "there is no status")
    }
    guard let status = PaymentStatus(word: cell) else {
      throw UnusableRow(reason: .unknownStatus("\(PaymentQuote.found(cell)) in \(name: columns.name(of: .status))"))
    }
    return status
  }

  func addDispute(_ row: CSVRow, _ currency: Currency, to record: inout PaymentRecord) throws(UnusableRow) {
    if columns.has(.disputedFlag) {
      if try flag(row, .disputedFlag) == true { record.setDisputedWithoutAmount() }
      return
    }
    if columns.has(.disputed) { record.facts.formUnion([.statesDisputes, .hasDisputeFigure]) }
    let word = text(row, .disputeStatus)
    let disputed = try amount(row, .disputed, currency)
    guard !word.isEmpty || disputed ?? 0 != 0 else { return }
    let status = MovementStatus(word)
    if status.stage == MovementStatus.lastStage {
      record.facts.insert(.isDisputeOver)
      // It has cost nothing.
      if status.isVoid { return }
    }
    record.facts.insert(.isDisputed)
    if status.isVoid { return }
    if let disputed { record.disputed = magnitude(disputed) } else { record.setDisputedWithoutAmount() }
  }

  /// The time that a cell tells, nil for none that is known. Only a warehouse counts seconds.
  private func time(of cell: ArraySlice<UInt8>) -> PaymentTime? {
    if format == .intentTable || format == .chargeTable, let time = PaymentTime(unixSeconds: cell) { return time }
    return PaymentTime(cell, order: reading.dateOrder)
  }

  func setTime(_ row: CSVRow, of record: inout PaymentRecord) throws(UnusableRow) {
    guard let cell = cell(row, .created) else { throw UnusableRow(reason: "there is no time") }
    guard let time = time(of: cell) else {
      let example = reading.dateOrder == .monthFirst ? "01/31/2026" : "31/01/2026"
      throw UnusableRow(
        reason: """
          expected a time such as 2026-01-31 12:00:00 or \(words: example), \(found(cell, in: .created))
          """)
    }
    record.created = moment(time.milliseconds, of: time)
    record.precision = time.precision
    record.moment = MomentKind(format, isLocal: isLocal)
  }

  /// The time of a row, nil without one that can be read in one way.
  func moment(_ row: CSVRow) -> Int? {
    guard let cell = cell(row, .created), let time = time(of: cell),
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
  func note(_ row: CSVRow, in dates: inout DateColumn, at number: Int, record: Int) -> Bool {
    guard let cell = cell(row, .created), cell.contains(UInt8(ascii: "/")),
      let time = time(of: cell)
    else { return false }
    // An order that was given needs no proof.
    if reading.dateOrder != nil { return false }
    let other = time.otherReading.map { moment(time.milliseconds + $0, of: time) }
    dates.add(time, monthFirst: other, row: number, text: String(decoding: cell, as: UTF8.self), record: record)
    return other != nil
  }

  /// What a cell says that is true or false; nil for a blank one, and without the column.
  func flag(_ row: CSVRow, _ column: PaymentColumn) throws(UnusableRow) -> Bool? {
    guard let cell = cell(row, column) else { return nil }
    let text = String(decoding: cell, as: UTF8.self)
    switch TableWord.normalised(text) {
    case "true", "t", "1", "yes": return true
    case "false", "f", "0", "no": return false
    // A spreadsheet saves them in its own language: German, French, Spanish, Italian, Portuguese.
    case "wahr", "vrai", "verdadero", "vero", "verdadeiro": return true
    case "falsch", "faux", "falso": return false
    case "live" where column == .mode: return true
    case "test" where column == .mode: return false
    default:
      let words = column == .mode ? "live or test, or true or false" : "true or false"
      throw UnusableRow(reason: "expected \(words: words), \(found(cell, in: column))")
    }
  }
}
