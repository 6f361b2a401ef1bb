/// What the rows of the files say of a payment, for explanations.
extension Reconciliation {
  /// Rows that are shown of a payment.
  private static let shownRows = 4

  /// What all rows say of a payment on which they disagree; where others have a charge of it too, what theirs say.
  func conflict(of number: Int) -> Prose {
    let charges = groups.sharedCharges[Int32(number)] ?? []
    if charges.isEmpty {
      return "The files disagree on this payment. \(shown(sorted(groups.places(of: number))))"
    }
    let numbers = charges.reduce(into: Set([Int32(number)])) { $0.formUnion(groups.sharers[$1] ?? []) }
    let texts = numbers.map { (number: $0, text: ids.text(groups.table.ids[Int($0)])) }
    let sharers = texts.sorted { $0.text.lexicographicallyPrecedes($1.text) }
    // A row of each first; where a list only names the charge, any row of its PaymentIntent.
    let rows = sharers.map { sharer in
      let all = groups.places(of: Int(sharer.number))
      let own = all.filter { charges.contains(book.records[Int($0)].charge) }
      return sorted(own.isEmpty ? Array(all) : own)
    }
    func named(_ texts: [[UInt8]]) -> Prose {
      Prose.joined(texts.map { "\(data: String(decoding: $0, as: UTF8.self))" }, by: " and ")
    }
    let names = named(charges.map { ids.text($0) }.sorted { $0.lexicographicallyPrecedes($1) })
    let said = shown(rows.compactMap(\.first) + rows.flatMap { $0.dropFirst() }, withIntent: true)
    return """
      The files disagree on whose \(words: charges.count == 1 ? "charge" : "charges") \(names) \
      \(words: charges.count == 1 ? "is" : "are"): \(named(sharers.map(\.text))) have \
      \(words: charges.count == 1 ? "it" : "them"). \(said)
      """
  }

  private func sorted(_ places: some Sequence<Int32>) -> [Int32] {
    places.sorted { PaymentGroups.isBefore(Int($0), Int($1), book) }
  }

  /// The rows by which ledgers book a payment.
  func bookings(of number: Int) -> Prose {
    let bookings = PaymentGroups.doubleBookings(sorted(groups.places(of: number)), book)
    return "It is booked \(words: times(bookings.count)): \(shown(bookings))"
  }

  /// The charges by which one PaymentIntent took money.
  func charges(of number: Int) -> Prose {
    let charges = PaymentGroups.paidCharges(sorted(groups.places(of: number)), book)
    return "It was charged \(words: times(charges.count)): \(shown(charges))"
  }

  private func times(_ count: Int) -> String { count == 2 ? "twice" : "\(count) times" }

  /// What rows say of one refund or dispute on which they disagree.
  func statements(on movements: [Int]) -> Prose {
    // By what they say first, so that the order of rows doesn't show.
    let sorted = movements.map { book.movements[$0] }.sorted { one, other in
      if PaymentGroups.isLarger(one, other, book) { return true }
      if PaymentGroups.isLarger(other, one, book) { return false }
      let names = (book.files[Int(one.file)].name, book.files[Int(other.file)].name)
      return names.0 == names.1 ? one.row < other.row : names.0.utf8.lexicographicallyPrecedes(names.1.utf8)
    }
    let rows = sorted.prefix(Reconciliation.shownRows).map { movement -> Prose in
      let amount = movement.currency.map { Money.text(Int128(movement.amount), $0) } ?? "an unknown amount"
      let named = ids.string(movement.charge.isNone ? movement.intent : movement.charge)
      return """
        \(data: book.files[Int(movement.file)].name), row \(Int(movement.row)): \(data: ids.string(movement.id)), \
        \(words: amount) of \(data: named)
        """
    }
    let more: Prose = sorted.count > rows.count ? "; and \(sorted.count - rows.count, "more row")" : ""
    return "Rows with the same id say different things of what was given back: \(Prose.joined(rows, by: "; "))\(more)."
  }

  /// What the payment's own rows state of refunds, without what a file of refunds says.
  func statedRefunds(of number: Int) -> Int64 {
    let records = groups.places(of: number).map { book.records[Int($0)] }.filter { $0.facts.contains(.hasRefundFigure) }
    // Several charges of one PaymentIntent add up; rows that say the same of one don't.
    var largest: [ObjectID: Int64] = [:]
    for record in records where record.status == .paid {
      largest[record.charge] = max(largest[record.charge, default: 0], record.givenBack)
    }
    return largest.values.reduce(0) { Int64(clamping: Int128($0) + Int128($1)) }
  }

  /// - Parameter withIntent: whether the PaymentIntent of each row is named, as rows of several are shown.
  private func shown(_ places: [Int32], withIntent: Bool = false) -> Prose {
    let facts = places.reduce(PaymentRecord.Facts()) { $0.union(book.records[Int($1)].facts) }
    let areOfBothModes = facts.contains([.isLive, .isTest])
    let rows = places.prefix(Reconciliation.shownRows).map { place -> Prose in
      let record = book.records[Int(place)]
      let amount = record.currency.map { Money.text(Int128(record.amount), $0) } ?? "an unknown amount"
      let free = record.released > 0 ? record.currency.map { Money.text(Int128(record.released), $0) } : nil
      let back = record.refunded > 0 ? record.currency.map { Money.text(Int128(record.refunded), $0) } : nil
      let time = Timestamp(milliseconds: record.created).description
      let invoice = book.extras[Int(record.extra)].invoice
      let own = record.facts.contains(.isTest) ? ", test" : record.facts.contains(.isLive) ? ", live" : ""
      let mode = areOfBothModes ? own : ""
      let intent: Prose = withIntent ? ", \(data: ids.string(record.intent))" : ""
      return """
        \(data: book.files[Int(record.file)].name), row \(Int(record.row)): \(words: record.status.word), \
        \(words: amount)\(words: free.map { ", \($0) of it not captured" } ?? "")\
        \(words: back.map { ", \($0) refunded" } ?? ""), \(words: time)\(words: mode)\(intent)\
        \(invoice.isEmpty ? "" : ", invoice \(data: invoice)")
        """
    }
    let more: Prose = places.count > rows.count ? "; and \(places.count - rows.count, "more row")" : ""
    return "\(Prose.joined(rows, by: "; "))\(more)."
  }
}
