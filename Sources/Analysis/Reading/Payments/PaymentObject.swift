/// An object of Stripe's API, as far as a reconciliation needs it: a payment intent, a charge, a refund or a dispute.
struct PaymentObject {
  private(set) var kind = ""
  private var id: [UInt8] = []
  private var intent: [UInt8] = []
  private var charge: [UInt8] = []
  private var latestCharge: [UInt8] = []
  private var currency: Currency?
  private var status = ""
  private var amount: Number?
  private var received: Number?
  private var captured: Number?
  private var refunded: Number?
  private var created: Number?
  private var isLive: Bool?
  private var isCaptured: Bool?
  private var isDisputed: Bool?
  private var isRefunded: Bool?

  /// A number of minor units or seconds: a whole one, or something else that stood there.
  private enum Number {
    case whole(Int64)
    case other
  }

  /// `created` in milliseconds since 1970; nil without one that a calendar has.
  var moment: Int? {
    guard case .whole(let seconds) = created, seconds.magnitude < 1 << 40 else { return nil }
    return Int(seconds) * 1000
  }

  /// Reads the object at the cursor.
  static func read(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> PaymentObject {
    var object = PaymentObject()
    guard cursor.byte(bytes) == UInt8(ascii: "{") else {
      // No object: counted as a row that can't be used.
      try cursor.skipValue(bytes)
      return object
    }
    try cursor.open()
    var isFirst = true
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      switch key {
      case "object": object.kind = try cursor.textValue(bytes) ?? ""
      case "id": object.id = try identifier(&cursor, bytes)
      case "payment_intent": object.intent = try identifier(&cursor, bytes)
      case "charge": object.charge = try identifier(&cursor, bytes)
      case "latest_charge": object.latestCharge = try identifier(&cursor, bytes)
      case "currency": object.currency = try cursor.textValue(bytes).flatMap { Currency($0.utf8) }
      case "status": object.status = try cursor.textValue(bytes) ?? ""
      case "amount": object.amount = try number(&cursor, bytes)
      case "amount_received": object.received = try number(&cursor, bytes)
      case "amount_captured": object.captured = try number(&cursor, bytes)
      case "amount_refunded": object.refunded = try number(&cursor, bytes)
      case "created": object.created = try number(&cursor, bytes)
      case "livemode": object.isLive = try flag(&cursor, bytes)
      case "captured": object.isCaptured = try flag(&cursor, bytes)
      case "disputed": object.isDisputed = try flag(&cursor, bytes)
      case "refunded": object.isRefunded = try flag(&cursor, bytes)
      default: try cursor.skipValue(bytes, isUnwanted: true)
      }
    }
    return object
  }

  /// An id, or the `id` of an object that was expanded in its place; nothing for null.
  private static func identifier(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> [UInt8] {
    guard cursor.byte(bytes) == UInt8(ascii: "{") else { return Array((try cursor.textValue(bytes) ?? "").utf8) }
    var id: [UInt8] = []
    try cursor.open()
    var isFirst = true
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      if key == "id" { id = Array((try cursor.textValue(bytes) ?? "").utf8) } else { try cursor.skipValue(bytes) }
    }
    return id
  }

  private static func number(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Number? {
    switch cursor.byte(bytes) {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = cursor.position
      _ = try cursor.number(bytes)
      let text = (start..<cursor.position).map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
      guard let value = try? Money.integer(text) else { return .other }
      return .whole(value)
    case UInt8(ascii: "n"):
      try cursor.skipValue(bytes)
      return nil
    default:
      try cursor.skipValue(bytes)
      return .other
    }
  }

  private static func flag(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool? {
    let first = cursor.byte(bytes)
    try cursor.skipValue(bytes)
    return first == UInt8(ascii: "t") ? true : first == UInt8(ascii: "f") ? false : nil
  }
}

/// From an object to what the book keeps.
extension PaymentObject {
  /// Adds it to the book, or rejects it.
  func add(to book: inout PaymentBook, _ file: inout PaymentFile, as role: PaymentFile.Role) {
    do throws(PaymentTable.Unusable) {
      switch (kind, role) {
      case ("payment_intent", .payments), ("charge", .payments): try addRecord(to: &book, &file)
      case ("refund", .refunds), ("dispute", .disputes): try addMovement(to: &book, &file, role)
      case ("balance_transaction", _):
        throw PaymentTable.Unusable(reason: "a balance transaction names no PaymentIntent: list charges instead")
      default:
        throw PaymentTable.Unusable(
          reason: "expected \(words: PaymentObject.wanted(role)), found \(data: kind.isEmpty ? "no kind" : kind)")
      }
      file.used += 1
    } catch { file.reject(file.rows, error.reason) }
  }

  private static func wanted(_ role: PaymentFile.Role) -> String {
    switch role {
    case .payments: "a payment_intent or a charge"
    case .refunds: "a refund"
    case .disputes: "a dispute"
    }
  }

  private func addRecord(to book: inout PaymentBook, _ file: inout PaymentFile) throws(PaymentTable.Unusable) {
    var record = PaymentRecord()
    for bytes in [id, intent, latestCharge] where bytes.count > 255 {
      throw PaymentTable.Unusable(reason: "expected an id of at most 255 bytes, found \(bytes.count)")
    }
    guard let currency else { throw PaymentTable.Unusable(reason: "there is no currency of three letters") }
    guard var status = PaymentStatus(word: status.utf8) else {
      throw PaymentTable.Unusable(reason: "the status \(data: status) is not known")
    }
    let isIntent = kind == "payment_intent"
    if !isIntent, status == .paid, isCaptured == false { status = .pending }
    let taken = status == .paid ? (isIntent ? received : captured) : nil
    record.intent = book.ids.id((isIntent ? id : intent)[...])
    record.charge = isIntent ? .none : book.ids.id(id[...])
    record.amount = try PaymentObject.whole(taken ?? amount, "amount")
    record.facts.insert(.hasAmount)
    record.currency = currency
    record.status = status
    _ = try PaymentObject.whole(created, "created")
    guard let moment else { throw PaymentTable.Unusable(reason: "the time is beyond any calendar") }
    record.created = moment
    record.facts.insert(.hasCreated)
    if let isLive { record.facts.insert(isLive ? .isLive : .isTest) }
    if let refunded {
      record.refunded = try PaymentObject.whole(refunded, "amount_refunded")
      record.facts.formUnion([.statesRefunds, .hasRefundFigure])
    }
    if isRefunded == true { record.setRefundedInFull() }
    try PaymentTable.demandAmounts(of: record)
    if isDisputed == true { record.facts.insert(.isDisputed) }
    if isDisputed == false { record.facts.formUnion([.statesDisputes, .hasDisputeFigure]) }
    record.row = UInt32(truncatingIfNeeded: file.rows)
    record.file = UInt32(book.files.count)
    if isIntent, !latestCharge.isEmpty {
      book.links.append((charge: book.ids.id(latestCharge[...]), intent: record.intent))
    }
    file.note(record.created)
    book.records.append(record)
  }

  private func addMovement(
    to book: inout PaymentBook, _ file: inout PaymentFile, _ role: PaymentFile.Role
  ) throws(PaymentTable.Unusable) {
    for bytes in [id, intent, charge] where bytes.count > 255 {
      throw PaymentTable.Unusable(reason: "expected an id of at most 255 bytes, found \(bytes.count)")
    }
    guard let currency else { throw PaymentTable.Unusable(reason: "there is no currency of three letters") }
    var movement = PaymentMovement(kind: role == .disputes ? .dispute : .refund)
    movement.id = book.ids.id(id[...])
    movement.intent = book.ids.id(intent[...])
    movement.charge = book.ids.id(charge[...])
    let amount = try PaymentObject.whole(amount, "amount")
    if amount < 0 {
      throw PaymentTable.Unusable(reason: "expected an amount of at least 0, found \(amount) in minor units")
    }
    movement.stated = amount
    movement.take(MovementStatus(status))
    movement.currency = currency
    movement.row = UInt32(truncatingIfNeeded: file.rows)
    movement.file = UInt32(book.files.count)
    if let moment { file.note(moment) }
    book.movements.append(movement)
  }

  private static func whole(_ number: Number?, _ name: String) throws(PaymentTable.Unusable) -> Int64 {
    guard case .whole(let value) = number else {
      throw PaymentTable.Unusable(reason: "expected a whole number below 2^63 in \(name: name)")
    }
    return value
  }
}
