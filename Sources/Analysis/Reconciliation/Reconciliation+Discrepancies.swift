/// Lists what is wrong, oldest first, and puts its particulars together.
extension Reconciliation {
  /// How many discrepancies there are, accepted ones too.
  public var count: Int { places.count }

  /// The id of an exception, by category, payment and production line.
  private static func fingerprint(_ category: Category, _ payment: [UInt8], _ line: [UInt8]) -> Fingerprint {
    Fingerprint(of: [Array(category.rawValue.utf8), payment, line])
  }

  mutating func listDiscrepancies() throws(SourceFailure) {
    for place in jobs.indices where !copies.contains(place) {
      let job = jobs[place]
      let category = job.category
      if category == .matched, job.flags.isEmpty { continue }
      let severity = severity(category, job.flags)
      guard severity >= .warning else { continue }
      let entry = try audit.index.entry(job.place)
      let line = Array(try audit.index.text(.id, of: entry).utf8)
      places.append(
        DiscrepancyPlace(
          subject: .job(place), category: category, severity: severity,
          moment: job.requested == Job.never ? nil : job.requested,
          id: Self.fingerprint(category, ident(of: job), line)))
    }
    for number in groups.payments.indices {
      let payment = groups.payments[number]
      let category = payment.category
      // What a job's exception says of its payment is not said again.
      if category == .matched, payment.isTold || payment.flags.isEmpty { continue }
      let severity = severity(category, payment.flags)
      guard severity >= .warning || category == .paidNoProduction || isToBeSettled(payment) else { continue }
      places.append(
        DiscrepancyPlace(
          subject: .payment(number), category: category, severity: severity,
          moment: payment.created,
          id: Self.fingerprint(category, name(of: groups.table.ids[number]), [])))
    }
    for place in groups.unlinked {
      let movement = book.movements[place]
      let object = [movement.id, movement.charge, movement.intent].first { !$0.isNone } ?? .none
      places.append(
        DiscrepancyPlace(
          subject: .movement(place), category: .refundUnlinked, severity: .error, moment: nil,
          id: Self.fingerprint(.refundUnlinked, ids.text(object), movement.id.isNone ? amount(of: movement) : [])))
    }
    // What has no time stands last; the ids decide where times are equal, so that no order of files shows.
    places.sort {
      let (left, right) = ($0.moment ?? .max, $1.moment ?? .max)
      return left != right ? left < right : $0.id.description < $1.id.description
    }
  }

  /// What an exception is named by: an id, without one a hash of what the row says.
  private func name(of id: ObjectID) -> [UInt8] {
    let text = ids.text(id)
    return text.isEmpty ? Array(id.hashText.utf8) : text
  }

  /// What tells refunds and disputes of one payment apart that have no id of their own.
  private func amount(of movement: PaymentMovement) -> [UInt8] {
    Array("\(movement.currency?.description ?? "") \(movement.amount)".utf8)
  }

  /// Gives acceptances to the discrepancies that they name and cover.
  mutating func accept(_ accepted: inout AcceptedExceptions) {
    accepted.isJudged = !book.hasNothingReadable
    var holding = accepted.holding
    for (number, place) in places.enumerated() {
      places[number].acceptance = accepted.take(place.id, &holding) { isCovered(place, by: $0) }
    }
    for number in places.indices where places[number].acceptance == nil {
      places[number].outgrown = accepted.outgrow(places[number].id, holding)
    }
  }

  func ident(of job: Job) -> [UInt8] {
    job.payment < 0 ? [] : ids.text(groups.table.ids[Int(job.payment)])
  }

  /// The number of the payment that an item at a place of the list names; nil without one, and for a refund or dispute,
  /// of which each has its own money.
  func payment(at place: Int) -> Int32? {
    switch places[place].subject {
    case .job(let number): jobs[number].payment < 0 ? nil : jobs[number].payment
    case .payment(let number): Int32(number)
    case .movement: nil
    }
  }

  /// The discrepancy at a place of the list.
  public func discrepancy(_ place: Int) throws(SourceFailure) -> Discrepancy {
    let found = places[place]
    var result: Discrepancy
    switch found.subject {
    case .job(let number): result = try discrepancy(found, job: number)
    case .payment(let number):
      let payment = groups.payments[number]
      // What a job's exception says of its payment is not said again.
      result = Discrepancy(
        found, payment.flags, faults(found.category, payment.isTold ? FlagSet() : payment.flags))
      let intent = book.records[Int(groups.payments[number].record)].intent
      result.ident = ids.string(intent)
      add(groups.payments[number], to: &result)
      result.explanation = explanation(ofPayment: number, found.category)
    case .movement(let number): result = discrepancy(found, movement: book.movements[number])
    }
    if let asOf, let moment = found.moment { result.age = max(0, (asOf.milliseconds - moment) / Timestamp.dayLength) }
    if let more = outgrowth(of: found) { result.explanation = "\(result.explanation) \(more)" }
    result.acceptance = found.acceptance.flatMap { acceptances?.rows[$0] }
    return result
  }

  private func discrepancy(_ found: DiscrepancyPlace, job number: Int) throws(SourceFailure) -> Discrepancy {
    let job = jobs[number]
    var result = Discrepancy(found, job.flags, faults(found.category, job.flags))
    let entry = try audit.index.entry(job.place)
    result.ident = String(decoding: ident(of: job), as: UTF8.self)
    result.lineID = try audit.index.text(.id, of: entry)
    result.transactionID = try audit.index.text(.transaction, of: entry)
    result.leftSource = audit.sources[Int(job.source)].name
    result.leftIndex = job.index
    if job.requested != Job.never { result.requested = Timestamp(milliseconds: job.requested) }
    if found.category == .noPayment { result.ownStep = absence(of: job)?.step }
    let payment = payment(of: job)
    if let payment {
      add(payment, to: &result)
      if job.started != Job.never { result.lag = Reconciliation.lag(job, payment) }
    }
    if let amount = try expectedAmount(of: number) {
      let compared = payment.flatMap { $0.status == .paid ? self.compared(number, amount, $0) : nil }
      // Of a part nobody says what it should have cost by itself.
      if compared != nil || partsOfAmount(number) == nil { result.expected = amount.minor }
      let isOne = try differingAmounts(of: number) == nil
      if isOne, let payment, payment.currency == amount.currency, let compared {
        result.difference = compared.paid - compared.expected
      }
      if payment == nil { result.currency = amount.currency }
    }
    result.explanation = try explanation(of: number, payment, found.category, job.flags)
    return result
  }

  /// Seconds from the payment to the start of the job, each without what is less than a second.
  static func lag(_ job: Job, _ payment: Payment) -> Int {
    func seconds(_ moment: Int) -> Int { (moment - ((moment % 1000) + 1000) % 1000) / 1000 }
    return seconds(job.started) - seconds(payment.created)
  }

  private func add(_ payment: Payment, to result: inout Discrepancy) {
    let record = book.records[Int(payment.record)]
    result.stripeObjectID = ids.string(record.charge)
    result.rightSource = book.files[Int(record.file)].name
    result.rightRow = Int(record.row)
    result.currency = payment.currency
    result.status = payment.status.word
    result.paidAt = Timestamp(milliseconds: payment.created)
    let extra = book.extras[Int(record.extra)]
    result.invoice = extra.invoice
    result.costCentre = extra.costCentre
    guard payment.status == .paid else { return }
    result.paid = payment.amount
    if payment.facts.contains(.statesRefunds) { result.refunded = payment.refunded }
    if payment.facts.contains(.statesDisputes) || payment.disputed > 0 { result.disputed = payment.disputed }
  }

  private func discrepancy(_ found: DiscrepancyPlace, movement: PaymentMovement) -> Discrepancy {
    var result = Discrepancy(found, FlagSet(), faults(found.category, FlagSet()))
    result.ident = ids.string(movement.intent)
    result.stripeObjectID = ids.string(movement.id.isNone ? movement.charge : movement.id)
    result.rightSource = book.files[Int(movement.file)].name
    result.rightRow = Int(movement.row)
    result.currency = movement.currency
    if movement.kind == .dispute { result.disputed = movement.amount } else { result.refunded = movement.amount }
    let kind = movement.kind == .dispute ? "dispute" : "refund"
    let named = movement.charge.isNone ? result.ident : ids.string(movement.charge)
    result.explanation =
      named.isEmpty
      ? "This \(words: kind) names neither a charge nor a PaymentIntent, so nobody can tell which payment it belongs to."
      : "This \(words: kind) names \(data: named), which no file of payments has in this currency."
    if named.isEmpty { result.ownStep = ReconciliationRules.stepOfNamelessMovement }
    return result
  }
}
