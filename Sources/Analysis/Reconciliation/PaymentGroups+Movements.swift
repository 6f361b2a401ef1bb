/// Refunds, disputes and reversals that stand in rows of their own.
extension PaymentGroups {
  /// Adds them to their payments.
  mutating func move(_ book: PaymentBook) {
    var charges = ObjectTable(expected: book.records.count)
    var owners: [Int32] = []
    var sharers: [ObjectID: Set<Int32>] = [:]
    func note(_ charge: ObjectID, _ number: Int, _ payments: inout [Payment]) {
      if charge.isNone { return }
      let place = charges.number(of: charge)
      if place == owners.count { owners.append(Int32(number)) }
      let owner = Int(owners[place])
      guard owner != number else { return }
      // Two payments name one charge: the same one of them is taken, however they are ordered.
      payments[owner].isConflicting = true
      payments[number].isConflicting = true
      sharers[charge, default: []].formUnion([Int32(owner), Int32(number)])
      if book.ids.text(table.ids[number]).lexicographicallyPrecedes(book.ids.text(table.ids[owner])) {
        owners[place] = Int32(number)
      }
    }
    for record in book.records where !record.charge.isNone {
      if let key = record.key, let number = table.find(key) { note(record.charge, number, &payments) }
    }
    for link in book.links {
      if let number = table.find(link.intent) { note(link.charge, number, &payments) }
    }
    self.sharers = sharers
    for (charge, numbers) in sharers { for number in numbers { sharedCharges[number, default: []].append(charge) } }
    func owner(of movement: PaymentMovement, _ table: ObjectTable) -> Int? {
      let direct = movement.intent.isNone ? nil : table.find(movement.intent)
      return direct ?? charges.find(movement.charge).map { Int(owners[$0]) }
    }
    var sums: [Int: MovementSums] = [:]
    let (places, contradictions, earlier, pending) = PaymentGroups.once(book)
    earlierRows += earlier
    for place in places {
      var movement = book.movements[place]
      movement.isPending = pending.contains(place)
      guard let owner = owner(of: movement, table) else {
        unlinked.append(place)
        continue
      }
      if payments[owner].currency == movement.currency {
        sums[owner, default: MovementSums()].add(movement)
      } else if !payments[owner].states(movement) {
        unlinked.append(place)
      }
    }
    for (number, sum) in sums where sum.released > 0 { payments[number].release(Int64(clamping: sum.released)) }
    for rows in contradictions {
      for owner in Set(rows.compactMap { owner(of: book.movements[$0], table) }) {
        payments[owner].isConflicting = true
        self.contradictions[Int32(owner), default: []] += rows
      }
    }
    compareRefunds(book, sums)
    for (number, sum) in sums { move(number, sum, book) }
  }

  private mutating func move(_ number: Int, _ sum: MovementSums, _ book: PaymentBook) {
    payments[number].move(sum)
    if sum.pending > 0 { pendingRefunds[Int32(number)] = min(sum.pending, Int128(payments[number].refunded)) }
    guard sum.failed > 0, payments[number].twice.contains(.charged) else { return }
    // A charge that failed after it was booked may be made again: what is left is that of one charge.
    let charges = PaymentGroups.paidCharges(Array(places(of: number)), book)
    let largest = charges.map { book.records[Int($0)].amount }.max() ?? 0
    if payments[number].amount <= largest { payments[number].twice.remove(.charged) }
  }

  /// Finds payments whose own row states another sum of refunds than the files of refunds, or less than a report.
  private mutating func compareRefunds(_ book: PaymentBook, _ sums: [Int: MovementSums]) {
    let files = book.files.filter { $0.role == .refunds }
    let areWhole = !files.isEmpty && files.allSatisfy { $0.problems.isEmpty && $0.rejected == 0 }
    for number in payments.indices where payments[number].facts.contains(.hasRefundFigure) {
      let payment = payments[number]
      guard payment.status == .paid else { continue }
      let (byFile, ofReport) = (sums[number]?.keptByFile(of: payment) ?? 0, sums[number]?.keptOfReport ?? 0)
      if areWhole, byFile != Int128(payment.refunded) {
        refundsElsewhere[Int32(number)] = RefundStatement(sum: byFile, isOfReport: false)
      } else if ofReport > Int128(payment.refunded) {
        refundsElsewhere[Int32(number)] = RefundStatement(sum: ofReport, isOfReport: true)
      }
    }
  }

  /// What tells one movement from another.
  private struct MovementKey: Hashable {
    let id: ObjectID
    let kind: UInt8
    let isBack: Bool

    init(_ movement: PaymentMovement) {
      id = movement.id
      kind = movement.kind.rawValue
      isBack = movement.amount < 0
    }
  }

  /// The places of movements, of each only one, the places of those on which rows disagree, how many rows show an
  /// earlier state, and of which places the last state is that they are pending.
  private static func once(
    _ book: PaymentBook
  ) -> (places: [Int], contradictions: [[Int]], earlier: Int, pending: Set<Int>) {
    var known: [MovementKey: MovementRows] = [:]
    var places: [Int] = []
    var pending: Set<Int> = []
    for (place, movement) in book.movements.enumerated() {
      if movement.id.isNone {
        places.append(place)
        if movement.isPending { pending.insert(place) }
      } else if known[MovementKey(movement)]?.add(place, book) == nil {
        known[MovementKey(movement)] = MovementRows(place, book)
      }
    }
    places = (places + known.values.map(\.place)).sorted()
    pending.formUnion(known.values.filter(\.isPending).map(\.place))
    var contradicted = known.filter { $0.value.isContradicted }.mapValues { _ in [Int]() }
    if !contradicted.isEmpty {
      for (place, movement) in book.movements.enumerated() where !movement.id.isNone {
        contradicted[MovementKey(movement)]?.append(place)
      }
    }
    return (places, Array(contradicted.values), known.values.reduce(0) { $0 + $1.earlierRows(book) }, pending)
  }

  /// Whether a movement is the one to be counted of two with the same id.
  static func isLarger(_ one: PaymentMovement, _ other: PaymentMovement, _ book: PaymentBook) -> Bool {
    if one.amount.magnitude != other.amount.magnitude { return one.amount.magnitude > other.amount.magnitude }
    let names = (one.currency?.description ?? "", other.currency?.description ?? "")
    if names.0 != names.1 { return names.0 < names.1 }
    // Of two that say the same, one that names more is taken.
    let texts = [one, other].map { book.ids.text($0.intent) + [0] + book.ids.text($0.charge) }
    return texts[1].lexicographicallyPrecedes(texts[0])
  }
}
