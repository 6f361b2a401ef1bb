/// The rows of the payment files put together: a payment for each PaymentIntent, and for each charge without one.
struct PaymentGroups: Sendable {
  /// The ids by which payments are numbered; the numbers behind the payments are those that only jobs name.
  private(set) var table: ObjectTable
  /// The payments by their numbers.
  var payments: [Payment] = []
  /// Rows that say again what another row said.
  private(set) var repeatedRows = 0
  /// Refunds and disputes whose payment no file has, by their places among the movements.
  private(set) var unlinked: [Int] = []
  /// What Stripe kept, by currency.
  private(set) var fees: [Currency: Int128] = [:]
  /// The places of the records, payment by payment.
  private var order: [Int32] = []
  /// Where the records of each payment begin, and one behind the last.
  private var starts: [Int32] = []

  /// Puts the rows of a book together; the result doesn't depend on their order.
  init(_ book: PaymentBook) {
    table = ObjectTable(expected: book.records.count)
    var numbers = [Int32](repeating: 0, count: book.records.count)
    for (place, record) in book.records.enumerated() {
      numbers[place] = Int32(table.number(of: PaymentGroups.key(of: record)))
    }
    sort(numbers)
    payments.reserveCapacity(table.count)
    for number in 0..<table.count {
      var payment = together(places(of: number), book)
      payment.hasIntent = !book.records[Int(payment.record)].intent.isNone
      payments.append(payment)
    }
    move(book)
    // A file of refunds, or of disputes, tells of all payments: those that it doesn't name have none.
    for (role, fact) in [(PaymentFile.Role.refunds, PaymentRecord.Facts.statesRefunds), (.disputes, .statesDisputes)] {
      guard book.files.contains(where: { $0.role == role && $0.problems.isEmpty }) else { continue }
      for number in payments.indices { payments[number].facts.insert(fact) }
    }
  }

  /// The id of a payment: its PaymentIntent, without one its charge, without either a hash of what is said of it.
  private static func key(of record: PaymentRecord) -> ObjectID {
    if !record.intent.isNone { return record.intent }
    if !record.charge.isNone { return record.charge }
    func hash(_ seed: UInt64) -> UInt64 {
      var mixer = Mixer(seed: seed)
      mixer.add(UInt64(bitPattern: record.amount))
      mixer.add(UInt64(bitPattern: Int64(record.created)))
      mixer.add(UInt64(record.status.rawValue) << 32 | UInt64(record.extra))
      return mixer.value
    }
    return ObjectID(hash: hash(1), hash(2))
  }

  /// The number that a job's PaymentIntent has, which is added if no payment has it.
  mutating func number(of intent: ObjectID) -> Int32 { Int32(table.number(of: intent)) }

  /// Whether a number is that of a payment with this id as its PaymentIntent.
  func isPayment(_ number: Int32) -> Bool {
    Int(number) < payments.count && payments[Int(number)].hasIntent
  }

  /// The places of a payment's records.
  func places(of number: Int) -> ArraySlice<Int32> {
    order[Int(starts[number])..<Int(starts[number + 1])]
  }

  /// Sorts places by number, each group in input order.
  private mutating func sort(_ numbers: [Int32]) {
    starts = [Int32](repeating: 0, count: table.count + 1)
    for number in numbers { starts[Int(number) + 1] += 1 }
    for number in 0..<table.count { starts[number + 1] += starts[number] }
    var next = starts
    order = [Int32](repeating: 0, count: numbers.count)
    for (place, number) in numbers.enumerated() {
      order[Int(next[Int(number)])] = Int32(place)
      next[Int(number)] += 1
    }
  }

  private mutating func together(_ places: ArraySlice<Int32>, _ book: PaymentBook) -> Payment {
    var payment = Payment()
    if places.count == 1, let place = places.first {
      let record = book.records[Int(place)]
      payment.take(record, at: place)
      addFee(record)
      return payment
    }
    // Copies of a row fall together; what else is said of the same object is held against it.
    let sorted = places.sorted { PaymentGroups.isBefore(Int($0), Int($1), book) }
    var objects: [(record: PaymentRecord, place: Int32)] = []
    for place in sorted {
      let record = book.records[Int(place)]
      guard let known = objects.firstIndex(where: { $0.record.charge == record.charge }) else {
        objects.append((record, place))
        continue
      }
      if objects[known].record.saysTheSame(as: record) {
        repeatedRows += 1
      } else if !objects[known].record.agrees(with: record) {
        payment.isConflicting = true
      }
      objects[known].record.add(record)
    }
    for object in objects { addFee(object.record) }
    payment.take(objects)
    return payment
  }

  private mutating func addFee(_ record: PaymentRecord) {
    if let currency = record.feeCurrency, record.fee != 0 { fees[currency, default: 0] += Int128(record.fee) }
  }

  /// An order of records that the order of files and rows can't change, as long as they say different things.
  private static func isBefore(_ one: Int, _ other: Int, _ book: PaymentBook) -> Bool {
    let (left, right) = (book.records[one], book.records[other])
    if left.status != right.status { return left.status > right.status }
    if left.created != right.created { return left.created < right.created }
    if left.amount != right.amount { return left.amount > right.amount }
    let names = (book.files[Int(left.file)].name, book.files[Int(right.file)].name)
    return names.0 == names.1 ? left.row < right.row : names.0.utf8.lexicographicallyPrecedes(names.1.utf8)
  }

  /// Adds refunds, disputes and reversals that stand in rows of their own.
  private mutating func move(_ book: PaymentBook) {
    guard !book.movements.isEmpty else { return }
    var charges = ObjectTable(expected: book.records.count)
    var owners: [Int32] = []
    func note(_ charge: ObjectID, _ number: Int) {
      if charge.isNone { return }
      let place = charges.number(of: charge)
      if place == owners.count { owners.append(Int32(number)) }
    }
    for (place, record) in book.records.enumerated() where !record.charge.isNone {
      if let number = table.find(PaymentGroups.key(of: book.records[place])) { note(record.charge, number) }
    }
    for link in book.links {
      if let number = table.find(link.intent) { note(link.charge, number) }
    }
    var sums: [Int: MovementSums] = [:]
    for place in PaymentGroups.once(book.movements) {
      let movement = book.movements[place]
      let direct = movement.intent.isNone ? nil : table.find(movement.intent)
      let owner = direct ?? charges.find(movement.charge).map { Int(owners[$0]) }
      guard let owner, payments[owner].currency == movement.currency else {
        unlinked.append(place)
        continue
      }
      sums[owner, default: MovementSums()].add(movement)
    }
    for (number, sum) in sums { payments[number].move(sum) }
  }

  /// The places of movements, of each only one; of two that differ in their amount the larger.
  private static func once(_ movements: [PaymentMovement]) -> [Int] {
    struct Key: Hashable {
      let id: ObjectID
      let kind: UInt8
      let isBack: Bool
    }
    var known: [Key: Int] = [:]
    var places: [Int] = []
    for (place, movement) in movements.enumerated() {
      if movement.id.isNone {
        places.append(place)
        continue
      }
      let key = Key(id: movement.id, kind: movement.kind.rawValue, isBack: movement.amount < 0)
      if let before = known[key] {
        if movements[places[before]].amount.magnitude < movement.amount.magnitude { places[before] = place }
      } else {
        known[key] = places.count
        places.append(place)
      }
    }
    return places
  }
}

/// What moved after a payment.
struct MovementSums {
  var refunded: Int128 = 0
  var disputed: Int128 = 0
  var reversed: Int128 = 0
  var hasDispute = false

  mutating func add(_ movement: PaymentMovement) {
    switch movement.kind {
    case .refund: refunded += Int128(movement.amount)
    case .dispute:
      disputed += Int128(movement.amount)
      hasDispute = true
    case .reversal: reversed += Int128(movement.amount)
    }
  }
}
