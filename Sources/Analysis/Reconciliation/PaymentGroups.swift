/// The rows of the payment files put together: a payment for each PaymentIntent, and for each charge without one.
struct PaymentGroups: Sendable {
  /// The ids by which payments are numbered; the numbers behind the payments are those that only jobs name.
  private(set) var table: ObjectTable
  /// The payments by their numbers.
  var payments: [Payment] = []
  /// Rows that say again what another row said.
  private(set) var repeatedRows = 0
  /// Rows that show an earlier state of what another row shows: of a payment, a refund or a dispute.
  var earlierRows = 0
  /// Refunds and disputes whose payment no file has, by their places among the movements.
  var unlinked: [Int] = []
  /// What is stated elsewhere of refunds of payments whose own row states another sum, by their numbers.
  var refundsElsewhere: [Int32: RefundStatement] = [:]
  /// What of the refunds of payments is still pending, by their numbers.
  var pendingRefunds: [Int32: Int128] = [:]
  /// Refunds and disputes on which their own rows disagree, by the numbers of the payments that they name.
  var contradictions: [Int32: [Int]] = [:]
  /// Charges that several PaymentIntents name, by the numbers of these payments.
  var sharedCharges: [Int32: [ObjectID]] = [:]
  /// The payments that name each of them.
  var sharers: [ObjectID: Set<Int32>] = [:]
  private let mode: ReconciliationSettings.Mode
  /// What Stripe kept of payments of the mode, as their own rows state it, by currency.
  private(set) var fees: [Currency: Int128] = [:]
  /// The places of the records, payment by payment.
  private var order: [Int32] = []
  /// Where the records of each payment begin, and one behind the last.
  private var starts: [Int32] = []

  /// What files of refunds, or itemised reports, state of one payment, in minor units.
  struct RefundStatement {
    let sum: Int128
    let isOfReport: Bool
  }

  /// Puts the rows of a book together; the result doesn't depend on their order.
  ///
  /// - Parameter mode: which payments count.
  init(_ book: PaymentBook, mode: ReconciliationSettings.Mode) {
    self.mode = mode
    table = ObjectTable(expected: book.records.count)
    var numbers = [Int32](repeating: 0, count: book.records.count)
    var nameless = NamelessPayments()
    for (place, record) in book.records.enumerated() {
      numbers[place] = Int32(table.number(of: record.key ?? nameless.key(of: record, book)))
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
    var known: [ObjectID: Int] = [:]
    var timed: [ObjectID: [PaymentRecord]] = [:]
    for place in sorted {
      let record = book.records[Int(place)]
      // One row of each kind of moment is enough to find another time.
      let others = timed[record.charge, default: []]
      if others.contains(where: { $0.contradictsTime(of: record) }) { payment.isConflicting = true }
      if !others.contains(where: { $0.moment == record.moment && $0.precision <= record.precision }) {
        timed[record.charge, default: []].append(record)
      }
      guard let known = known[record.charge] else {
        known[record.charge] = objects.count
        objects.append((record, place))
        continue
      }
      let relation = objects[known].record.relation(to: record)
      if objects[known].record.saysTheSame(as: record) { repeatedRows += 1 }
      if relation == .contrary { payment.isConflicting = true }
      if relation == .earlier { objects[known].place = place }
      objects[known].record.add(record, relation)
    }
    earlierRows += sorted.count { place in
      let record = book.records[Int(place)]
      return known[record.charge].map { objects[$0].record.relation(to: record) == .later } ?? false
    }
    for object in objects { addFee(object.record) }
    payment.take(objects)
    if payment.status == .paid, !payment.isConflicting, let whole = known[.none], objects[whole].record.status != .paid
    {
      // Rows of the PaymentIntent itself, from before an attempt of it was paid.
      earlierRows += sorted.count { book.records[Int($0)].charge.isNone }
    }
    if !PaymentGroups.doubleBookings(sorted, book).isEmpty { payment.twice.insert(.booked) }
    // Of charges of both modes, one has moved no money.
    if PaymentGroups.paidCharges(sorted, book).count > 1, !payment.facts.contains([.isTest, .isLive]) {
      payment.twice.insert(.charged)
    }
    return payment
  }

  private mutating func addFee(_ record: PaymentRecord) {
    guard mode.counts(record.facts), let currency = record.feeCurrency, record.fee != 0 else { return }
    fees[currency, default: 0] += Int128(record.fee)
  }
}
