/// A job with a payment, for the table of matches.
public struct PaymentMatch: Sendable {
  /// The PaymentIntent that both name.
  public let ident: String
  /// The id of the production line.
  public let lineID: String
  /// The id of the transaction; empty without one.
  public let transactionID: String
  /// The id of the charge; empty without one.
  public let stripeObjectID: String
  /// The category of the job.
  public let job: Category
  /// The category of the payment.
  public let payment: Category
  /// What is to be said besides.
  public let flags: [ReconciliationFlag]
  /// The currency of the payment; nil if it is not known.
  public let currency: Currency?
  /// Minor units.
  public let paid: Int64?
  /// When the job was requested; nil if that can't be read.
  public let requested: Timestamp?
  /// When the payment was made.
  public let paidAt: Timestamp
  /// The list of the job.
  public let leftSource: String
  /// The 0-based place of the job in its list.
  public let leftIndex: Int
  /// The file of the payment.
  public let rightSource: String
  /// The row of the payment, the header being row 1.
  public let rightRow: Int
}

extension Reconciliation {
  /// PaymentIntents, of jobs and of payments, that have another form than the usual.
  var unusualIDs: Int {
    groups.table.ids.indices.count { number in
      if number < groups.payments.count, !groups.isPayment(Int32(number)) { return false }
      return !groups.table.ids[number].hasPrefix("pi")
    }
  }

  /// The first and the last request of the jobs of each list, nil without one.
  var requests: [ClosedRange<Int>?] {
    var ranges = [ClosedRange<Int>?](repeating: nil, count: audit.sources.count)
    for job in jobs where job.requested != Job.never {
      let known = ranges[Int(job.source)]
      ranges[Int(job.source)] =
        min(known?.lowerBound ?? .max, job.requested)...max(known?.upperBound ?? .min, job.requested)
    }
    return ranges
  }

  /// Calls the body with every job that has a payment, list by list in the order of their names.
  public func forEachMatch<Failure: Error>(
    _ body: (PaymentMatch) throws(Failure) -> Void
  ) throws(Failure) -> SourceFailure? {
    for place in placesByList where !copies.contains(place) {
      let job = jobs[place]
      guard let payment = payment(of: job) else { continue }
      let match: PaymentMatch
      do throws(SourceFailure) { match = try self.match(job, payment) } catch { return error }
      try body(match)
    }
    return nil
  }

  /// The places of the jobs, so that the order in which lists were given doesn't show.
  private var placesByList: [Int] {
    guard audit.sources.count > 1 else { return Array(jobs.indices) }
    let names = audit.sources.indices.sorted {
      audit.sources[$0].name.utf8.lexicographicallyPrecedes(audit.sources[$1].name.utf8)
    }
    var rank = [Int](repeating: 0, count: names.count)
    for (place, source) in names.enumerated() { rank[source] = place }
    // Sorting is stable, so jobs of one list stay in its order.
    return jobs.indices.sorted { rank[Int(jobs[$0].source)] < rank[Int(jobs[$1].source)] }
  }

  private func match(_ job: Job, _ payment: Payment) throws(SourceFailure) -> PaymentMatch {
    let entry = try audit.index.entry(job.place)
    let record = book.records[Int(payment.record)]
    return PaymentMatch(
      ident: ids.string(record.intent), lineID: try audit.index.text(.id, of: entry),
      transactionID: try audit.index.text(.transaction, of: entry), stripeObjectID: ids.string(record.charge),
      job: job.category, payment: payment.category, flags: job.flags.flags,
      currency: payment.currency, paid: payment.status == .paid ? payment.amount : nil,
      requested: job.requested == Job.never ? nil : Timestamp(milliseconds: job.requested),
      paidAt: Timestamp(milliseconds: payment.created),
      leftSource: audit.sources[Int(job.source)].name, leftIndex: job.index,
      rightSource: book.files[Int(record.file)].name, rightRow: Int(record.row))
  }
}
