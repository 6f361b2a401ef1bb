/// Gives each job and each payment the first category that fits, and its flags.
///
/// All are judged before anything is changed: what changes a reconciliation would copy it for whatever it asks of it.
extension Reconciliation {
  /// What is found of a job.
  private struct Judgement {
    let category: Category
    var flags = FlagSet()
    /// Whether an exception of it tells of its payment too.
    var tellsOfPayment = false
    /// Whether its amount was compared.
    var hasAmount = false
  }

  /// Gives each job its category and flags, and marks the payments of which they tell.
  mutating func judgeJobs() throws(SourceFailure) {
    for (place, made) in try judgements().enumerated() {
      guard let made else { continue }
      jobs[place].category = made.category
      jobs[place].flags.formUnion(made.flags)
      if made.tellsOfPayment { groups.payments[Int(jobs[place].payment)].isTold = true }
      if made.hasAmount { jobsWithAmounts += 1 }
    }
  }

  /// A judgement for each job, nil for a copy of another.
  private func judgements() throws(SourceFailure) -> [Judgement?] {
    var made: [Judgement?] = []
    made.reserveCapacity(jobs.count)
    for place in jobs.indices { made.append(copies.contains(place) ? nil : try judgement(of: place)) }
    return made
  }

  private func judgement(of place: Int) throws(SourceFailure) -> Judgement {
    let job = jobs[place]
    let payment = payment(of: job)
    var made = Judgement(category: category(of: job, at: place, payment))
    if made.category != .outOfScope, try differingAmounts(of: place) != nil { made.flags.insert(.amountMismatch) }
    guard let payment, isToldOf(made.category) else { return made }
    made.tellsOfPayment = true
    made.flags.formUnion(flags(of: payment, Int(job.payment)))
    if isOutOfTime(job, payment) { made.flags.insert(.timing) }
    if let flags = try amountFlags(of: place, payment) {
      made.hasAmount = true
      made.flags.formUnion(flags)
    }
    return made
  }

  private func category(of job: Job, at place: Int, _ payment: Payment?) -> Category {
    if conflictingJobs.contains(place) { return .conflict }
    if job.payment < 0 { return .badIdent }
    if let window = settings.window, let moment = moment(of: job, payment), !window.contains(moment),
      !isStillUnsettled(job, payment, moment)
    {
      return .outOfScope
    }
    guard let payment else { return .noPayment }
    let isShared = shares[job.payment] != nil || usedBefore[place] != nil
    if settings.sharedPayments != .off, isShared { return .sharedPayment }
    switch payment.status {
    case .unpaid: return .paymentUnpaid
    case .pending: return .paymentPending
    case .paid: return .matched
    }
  }

  /// Whether the prior report has the payment of a job as not settled, and it isn't paid by now either: then the job is
  /// told of, though it was requested before the window.
  private func isStillUnsettled(_ job: Job, _ payment: Payment?, _ moment: Timestamp) -> Bool {
    guard let payment, payment.status != .paid, unsettled.contains(Int(job.payment)) else { return false }
    return settings.windowOfUnused(isAwaited: true)?.contains(moment) ?? true
  }

  /// The moment by which a job belongs to a window: when it was requested; if that can't be read, when it was paid; nil
  /// if nobody says either.
  func moment(of job: Job, _ payment: Payment?) -> Timestamp? {
    if job.requested != Job.never { return Timestamp(milliseconds: job.requested) }
    return payment.map { Timestamp(milliseconds: $0.created) }
  }

  /// Whether an exception of a job of this category tells of its payment too.
  private func isToldOf(_ category: Category) -> Bool {
    switch category {
    case .sharedPayment, .paymentUnpaid, .paymentPending, .matched: true
    default: false
    }
  }

  private func flags(of payment: Payment, _ number: Int) -> FlagSet {
    var flags = FlagSet()
    if payment.facts.contains(.isDisputed) || payment.disputed > 0 { flags.insert(.disputed) }
    if payment.twice.contains(.booked) { flags.insert(.bookedTwice) }
    guard payment.status == .paid else { return flags }
    if groups.refundsElsewhere[Int32(number)] != nil { flags.insert(.refundsDiffer) }
    if payment.twice.contains(.charged) { flags.insert(.chargedTwice) }
    guard payment.refunded > 0 else { return flags }
    let isOver = payment.refunded > payment.amount
    flags.insert(isOver ? .refundedOver : payment.refunded == payment.amount ? .refundedFull : .refundedPart)
    return flags
  }

  /// Whether the job started before it was paid, or long after, in the time that both sides tell.
  private func isOutOfTime(_ job: Job, _ payment: Payment) -> Bool {
    guard job.started != Job.never, payment.status == .paid else { return false }
    let unit = Int(payment.precision)
    func floored(_ moment: Int) -> Int { moment - ((moment % unit) + unit) % unit }
    return floored(job.started) < floored(payment.created)
      || floored(job.started) - floored(payment.created) > settings.grace
  }

  /// Gives each payment its category and flags.
  mutating func categorisePayments() {
    for (number, made) in paymentCategories().enumerated() {
      groups.payments[number].category = made.category
      groups.payments[number].flags = made.flags
    }
  }

  private func paymentCategories() -> [(category: Category, flags: FlagSet)] {
    groups.payments.indices.map { number in
      let payment = groups.payments[number]
      let isAwaited = awaited.contains(number) || unsettled.contains(number)
      return (category(of: payment, isAwaited: isAwaited), flags(of: payment, number))
    }
  }

  private func category(of payment: Payment, isAwaited: Bool) -> Category {
    if payment.isConflicting { return .conflict }
    if !isOfMode(payment) { return .testMode }
    if settings.isOfJobsOnly, !payment.isUsed { return .outOfWindow }
    let isPaid = payment.status == .paid
    let hasIntent = !book.records[Int(payment.record)].intent.isNone
    let isOpen = payment.status != .unpaid && hasIntent && !payment.isUsed
    let window = isOpen ? settings.windowOfUnused(isAwaited: isAwaited) : settings.window
    if let window, !window.contains(Timestamp(milliseconds: payment.created)) { return .outOfWindow }
    if isPaid, !hasIntent { return .noPaymentID }
    if payment.isUsed { return .matched }
    if !isPaid { return .unpaidUnused }
    return mayStillBeProduced(payment) ? .timing : .paidNoProduction
  }

  /// Whether a payment belongs to the window only since it is carried over.
  func isCarriedOver(_ payment: Payment) -> Bool {
    guard settings.carriedSince != nil, let from = settings.window?.from else { return false }
    return payment.created < from.milliseconds
      && ([.timing, .paidNoProduction].contains(payment.category) || isToBeSettled(payment))
  }

  /// Whether a payment without production is not settled yet, and the next reconciliation looks at it again.
  func isToBeSettled(_ payment: Payment) -> Bool {
    settings.carriedSince != nil && payment.status == .pending && payment.category == .unpaidUnused
      && !book.records[Int(payment.record)].intent.isNone
  }

  /// Whether the payment was made so shortly before the end of the window that its production may come after it. What
  /// ages are counted at is no end: it changes no category.
  private func mayStillBeProduced(_ payment: Payment) -> Bool {
    guard let end = settings.window?.to else { return false }
    return payment.created >= end.milliseconds - settings.grace
  }

  /// The severity of an item: that of its category, or of its severest flag.
  func severity(_ category: Category, _ flags: FlagSet) -> Severity {
    let own = ownSeverity(category, flags)
    // What is outside, or not paid by anybody, needs no warning.
    switch category {
    case .outOfScope, .outOfWindow, .testMode, .unpaidUnused: return own
    case .paidNoProduction where flags.has(.refundedFull): return own
    default: return max(own, flags.severity)
    }
  }

  /// The severity of the category of an item, whatever its flags say besides.
  private func ownSeverity(_ category: Category, _ flags: FlagSet) -> Severity {
    if category == .sharedPayment { return settings.sharedPayments }
    // Where no payment could be read, nobody can say that one is missing.
    if category == .noPayment, book.hasNothingReadable { return .note }
    if category == .paidNoProduction, flags.has(.refundedFull) {
      // Where files disagree on what was given back, somebody has to look.
      return flags.has(.refundsDiffer) ? .warning : .note
    }
    return category.severity
  }

  /// What is wrong with an item: its category, unless that is matched, and each of its flags, unless it is a note.
  func faults(_ category: Category, _ flags: FlagSet) -> [Discrepancy.Fault] {
    let own = category == .matched ? [] : [(DiscrepancyKind.category(category), ownSeverity(category, flags))]
    if severity(category, flags) < .warning { return own }
    return own + flags.flags.map { (DiscrepancyKind.flag($0), $0.severity) }
  }

  mutating func sumUp() {
    totals = summedUp()
  }

  private func summedUp() -> ControlTotals {
    var totals = totals
    for place in jobs.indices where !copies.contains(place) {
      totals.jobsByCategory[jobs[place].category, default: 0] += 1
    }
    // Most neighbours are of one category and currency: they are summed up before the tables are touched.
    var key = ControlTotals.Key(category: .matched, currency: nil)
    var sum = ControlTotals.Sums()
    func flush(_ totals: inout ControlTotals) {
      guard sum.items > 0 else { return }
      totals.sums[key, default: .init()].add(sum)
      if let currency = key.currency { totals.all[currency, default: .init()].add(sum) }
    }
    for payment in groups.payments {
      let next = ControlTotals.Key(category: payment.category, currency: payment.currency)
      if next != key {
        flush(&totals)
        key = next
        sum = ControlTotals.Sums()
      }
      sum.add(payment)
      if isCarriedOver(payment) {
        totals.carriedOver += 1
        if let currency = payment.currency { totals.retainedBefore[currency, default: 0] += payment.retained }
      }
    }
    flush(&totals)
    return totals
  }
}
