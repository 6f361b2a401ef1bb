/// An object of Stripe's API, as far as a reconciliation needs it: a payment intent, a charge, a refund or a dispute.
struct PaymentObject {
  private(set) var kind = ""
  private var id: [UInt8] = []
  private var intent: [UInt8] = []
  private var charge: [UInt8] = []
  private var latestCharge: [UInt8] = []
  /// Charges of a payment intent that stand in it as objects: its latest one, expanded, or all in answers of older
  /// versions of the API.
  private var charges: [PaymentObject] = []
  private var currency: Currency?
  private var status = ""
  private var amount: Int64?
  private var received: Int64?
  private var captured: Int64?
  private var refunded: Int64?
  private var created: Int64?
  private var isLive: Bool?
  private var isCaptured: Bool?
  private var isDisputed: Bool?
  private var isRefunded: Bool?
  /// What is wrong with a member, so that the object can't be used; nil if nothing is.
  private var fault: Prose?

  /// `created` in milliseconds since 1970; nil without one that a calendar has.
  var moment: Int? {
    guard let seconds = created, seconds.magnitude < 1 << 40 else { return nil }
    return Int(seconds) * 1000
  }

  /// Reads the object at the cursor.
  ///
  /// - Parameter isNested: whether it stands in another one; then what stands in it is named only.
  static func read(
    _ cursor: inout JSONCursor, _ bytes: RawSpan, isNested: Bool = false
  ) throws(Stop) -> PaymentObject {
    var object = PaymentObject()
    guard cursor.byte(bytes) == UInt8(ascii: "{") else {
      // No object: counted as a row that can't be used.
      try cursor.skipValue(bytes)
      return object
    }
    var members = PaymentMembers()
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
      switch key {
      case "object": object.kind = try members.text(key, &cursor, bytes) ?? ""
      case "id": object.id = Array((try members.text(key, &cursor, bytes) ?? "").utf8)
      case "payment_intent": object.intent = try members.identifier(key, &cursor, bytes)
      case "charge": object.charge = try members.identifier(key, &cursor, bytes)
      case "latest_charge" where isNested || cursor.byte(bytes) != UInt8(ascii: "{"):
        object.latestCharge = try members.identifier(key, &cursor, bytes)
      case "latest_charge":
        let charge = try read(&cursor, bytes, isNested: true)
        let isNamed = !charge.id.isEmpty || charge.fault != nil
        members.note(key, "an id, or an object with one,", found: isNamed ? nil : "an object")
        object.charges.append(charge)
      case "charges" where !isNested && cursor.byte(bytes) == UInt8(ascii: "{"):
        members.note(key, "a list", found: nil)
        object.charges += try charges(&cursor, bytes)
      case "currency": object.currency = try members.text(key, &cursor, bytes).flatMap { Currency($0.utf8) }
      case "status": object.status = try members.text(key, &cursor, bytes) ?? ""
      case "amount": object.amount = try members.number(key, &cursor, bytes)
      case "amount_received": object.received = try members.number(key, &cursor, bytes)
      case "amount_captured": object.captured = try members.number(key, &cursor, bytes)
      case "amount_refunded": object.refunded = try members.number(key, &cursor, bytes)
      case "created": object.created = try members.number(key, &cursor, bytes)
      case "livemode": object.isLive = try members.flag(key, &cursor, bytes)
      case "captured": object.isCaptured = try members.flag(key, &cursor, bytes)
      case "disputed": object.isDisputed = try members.flag(key, &cursor, bytes)
      case "refunded": object.isRefunded = try members.flag(key, &cursor, bytes)
      default: try cursor.skipValue(bytes, isUnwanted: true)
      }
    }
    object.fault = members.fault
    if let fault = object.charges.lazy.compactMap(\.fault).first {
      object.fault = object.fault ?? "in a charge that stands in it: \(fault)"
    }
    return object
  }

  /// Reads the charges of the list at the cursor.
  private static func charges(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> [PaymentObject] {
    var charges: [PaymentObject] = []
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
      guard key == "data", cursor.byte(bytes) == UInt8(ascii: "[") else { return try cursor.skipValue(bytes) }
      try cursor.open()
      var isFirstElement = true
      while try cursor.element(bytes, isFirst: isFirstElement) {
        isFirstElement = false
        charges.append(try read(&cursor, bytes, isNested: true))
      }
    }
    return charges
  }
}

/// From an object to what the book keeps.
extension PaymentObject {
  /// Adds it to the book, or rejects it.
  func add(to book: inout PaymentBook, _ file: inout PaymentFile, as role: PaymentFile.Role) {
    do throws(UnusableRow) {
      if let fault { throw UnusableRow(reason: fault) }
      switch (kind, role) {
      case ("payment_intent", .payments), ("charge", .payments): try addRecord(to: &book, &file)
      case ("refund", .refunds), ("dispute", .disputes): try addMovement(to: &book, &file, role)
      case ("balance_transaction", _):
        throw UnusableRow(reason: "a balance transaction names no PaymentIntent: list charges instead")
      default:
        let found = kind.isEmpty ? "no kind" : PaymentQuote.found(kind.utf8)
        throw UnusableRow(reason: "expected \(words: PaymentObject.wanted(role)), found \(found)")
      }
      file.used += 1
    } catch {
      let named = kind == "payment_intent" ? id : intent
      book.reject(file.rows, of: &file, naming: book.ids.id(named[...]), error.reason)
    }
  }

  private static func wanted(_ role: PaymentFile.Role) -> String {
    switch role {
    case .payments: "a payment_intent or a charge"
    case .refunds: "a refund"
    case .disputes: "a dispute"
    }
  }

  private func addRecord(to book: inout PaymentBook, _ file: inout PaymentFile) throws(UnusableRow) {
    var records = [try record(&book, file)]
    for var charge in charges where charge.kind == "charge" {
      if charge.intent.isEmpty { charge.intent = id }
      records.append(try charge.record(&book, file))
    }
    for record in records { file.note(record.created) }
    if kind == "payment_intent", !latestCharge.isEmpty {
      book.links.append((charge: book.ids.id(latestCharge[...]), intent: records[0].intent))
    }
    book.records += records
  }

  /// The record of a payment intent, or of a charge.
  private func record(_ book: inout PaymentBook, _ file: PaymentFile) throws(UnusableRow) -> PaymentRecord {
    var record = PaymentRecord()
    for bytes in [id, intent, latestCharge] { try UnusableRow.demand(id: bytes) }
    guard let currency else { throw UnusableRow(reason: "there is no currency of three letters") }
    guard var status = PaymentStatus(word: status.utf8) else {
      throw UnusableRow(reason: status.isEmpty ? "there is no status" : .unknownStatus(PaymentQuote.found(status.utf8)))
    }
    let isIntent = kind == "payment_intent"
    if !isIntent, status == .paid, isCaptured == false { status = .pending }
    let taken = status == .paid ? (isIntent ? received : captured) : nil
    record.intent = book.ids.id((isIntent ? id : intent)[...])
    record.charge = isIntent ? .none : book.ids.id(id[...])
    record.amount = try PaymentObject.demand(amount ?? taken, "amount")
    if let taken { record.take(taken) }
    record.currency = currency
    record.status = status
    _ = try PaymentObject.demand(created, "created")
    guard let moment else { throw UnusableRow(reason: "the time is beyond any calendar") }
    record.created = moment
    record.moment = .object
    if let isLive { record.facts.insert(isLive ? .isLive : .isTest) }
    if let refunded {
      record.refunded = refunded
      record.facts.formUnion([.statesRefunds, .hasRefundFigure])
    }
    if isRefunded == true { record.setRefundedInFull() }
    if isCaptured == false { record.setReleased() }
    if isIntent, self.status == "canceled" { record.facts.insert(.isCanceled) }
    try record.demandAmounts()
    if isDisputed == true { record.facts.insert(.isDisputed) }
    if isDisputed == false { record.facts.formUnion([.statesDisputes, .hasDisputeFigure]) }
    record.row = UInt32(truncatingIfNeeded: file.rows)
    record.file = UInt32(book.files.count)
    return record
  }

  private func addMovement(
    to book: inout PaymentBook, _ file: inout PaymentFile, _ role: PaymentFile.Role
  ) throws(UnusableRow) {
    for bytes in [id, intent, charge] { try UnusableRow.demand(id: bytes) }
    guard let currency else { throw UnusableRow(reason: "there is no currency of three letters") }
    var movement = PaymentMovement(kind: role == .disputes ? .dispute : .refund)
    movement.id = book.ids.id(id[...])
    movement.intent = book.ids.id(intent[...])
    movement.charge = book.ids.id(charge[...])
    let amount = try PaymentObject.demand(amount, "amount")
    if amount < 0 {
      throw UnusableRow(reason: "expected an amount of at least 0, found \(amount) in minor units")
    }
    movement.stated = amount
    movement.take(MovementStatus(status))
    movement.currency = currency
    movement.row = UInt32(truncatingIfNeeded: file.rows)
    movement.file = UInt32(book.files.count)
    if let moment { file.note(moment) }
    book.movements.append(movement)
  }

  private static func demand(_ number: Int64?, _ name: String) throws(UnusableRow) -> Int64 {
    guard let number else { throw UnusableRow(reason: "there is no \(name: name)") }
    return number
  }
}
