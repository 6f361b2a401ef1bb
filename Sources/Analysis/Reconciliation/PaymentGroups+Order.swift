/// An order of records in which the order of files and rows doesn't show, and bookings that stand twice.
extension PaymentGroups {
  /// Whether a record comes first: what took money, then what is earlier, then by all that it says.
  ///
  /// Only of records that say the same, the place in the files decides.
  static func isBefore(_ one: Int, _ other: Int, _ book: PaymentBook) -> Bool {
    let (left, right) = (book.records[one], book.records[other])
    if left.status != right.status { return left.status > right.status }
    if left.created != right.created { return left.created < right.created }
    if left.amount != right.amount { return left.amount > right.amount }
    func amounts(_ record: PaymentRecord) -> (String, String, Int64, Int64, Int64, UInt16) {
      (
        record.currency?.description ?? "", record.feeCurrency?.description ?? "", record.refunded, record.disputed,
        record.fee, record.facts.rawValue
      )
    }
    let sums = (amounts(left), amounts(right))
    if sums.0 != sums.1 { return sums.0 < sums.1 }
    if left.precision != right.precision { return left.precision < right.precision }
    let texts = (texts(of: left, book), texts(of: right, book))
    for (first, second) in zip(texts.0, texts.1) where first != second {
      return first.lexicographicallyPrecedes(second)
    }
    return left.row < right.row
  }

  private static func texts(of record: PaymentRecord, _ book: PaymentBook) -> [[UInt8]] {
    let extra = book.extras[Int(record.extra)]
    return [
      book.ids.text(record.charge), Array(extra.invoice.utf8), Array(extra.costCentre.utf8),
      Array(book.files[Int(record.file)].name.utf8),
    ]
  }

  /// The places of charges that took money, each once, in their order.
  static func paidCharges(_ sorted: [Int32], _ book: PaymentBook) -> [Int32] {
    var known: Set<ObjectID> = []
    return sorted.filter {
      let record = book.records[Int($0)]
      return record.status == .paid && !record.charge.isNone && known.insert(record.charge).inserted
    }
  }

  /// The places of rows by which ledgers book a payment, in their order; empty if it is booked once.
  ///
  /// A row of one ledger that another ledger has too is a copy, and no second booking. What was given back stands for
  /// itself, so a row of each kind is as it should be.
  static func doubleBookings(_ sorted: [Int32], _ book: PaymentBook) -> [Int32] {
    let bookings = sorted.filter {
      let record = book.records[Int($0)]
      return record.facts.contains(.isLedger) && record.status == .paid
    }
    guard bookings.count > 1 else { return [] }
    for isBack in [false, true] {
      var kinds: [(record: PaymentRecord, counts: [UInt32: Int])] = []
      for place in bookings {
        let record = book.records[Int(place)]
        guard (record.refunded > 0) == isBack else { continue }
        if let known = kinds.firstIndex(where: { $0.record.saysTheSame(as: record) }) {
          kinds[known].counts[record.file, default: 0] += 1
        } else {
          kinds.append((record, [record.file: 1]))
        }
        // Two are enough to tell, which keeps long lists of bookings from being compared with each other.
        if kinds.count > 1 || kinds[0].counts.values.contains(where: { $0 > 1 }) { return bookings }
      }
    }
    return []
  }
}
