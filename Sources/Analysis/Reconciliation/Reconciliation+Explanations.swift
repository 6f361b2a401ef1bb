/// What is wrong with an item, in a sentence or two, with its figures.
extension Reconciliation {
  func explanation(
    of number: Int, _ payment: Payment?, _ category: Category, _ flags: FlagSet
  ) throws(SourceFailure) -> Prose {
    let job = jobs[number]
    var parts: [Prose] = []
    switch category {
    case .conflict: parts.append("The lists describe this job in two ways that can't both hold.")
    case .badIdent: parts.append("The job names no PaymentIntent that could be looked up.")
    case .noPayment:
      parts.append(absence(of: job)?.text ?? "No supplied file has a payment with this PaymentIntent.")
    case .sharedPayment:
      if let others = shares[job.payment].map({ $0.count - 1 }) {
        parts.append("\(others, "other job") \(words: others == 1 ? "names" : "name") the same PaymentIntent.")
      }
      if let use = usedBefore[number] {
        let line = String(decoding: use.line, as: UTF8.self)
        parts.append("It paid production line \(data: line), requested \(data: use.requested), in \(data: use.table).")
      }
    case .paymentUnpaid:
      parts.append("The job ran, and its payment was not paid.")
      if let row = unusableRow(of: job) { parts.append(row) }
    case .paymentPending:
      parts.append("The payment of this job is not settled yet.")
      if let row = unusableRow(of: job) { parts.append(row) }
    default: break
    }
    if settings.window != nil, moment(of: job, payment) == nil {
      parts.append("Nothing tells when it was requested or paid, so it counts in every window.")
    }
    if let (byPayment, lines) = try differingAmounts(of: number), let currency = lines.currency {
      let isShared = shares[job.payment] != nil
      parts.append(
        """
        Two amounts are expected for \(words: isShared ? "the jobs of this payment" : "this job"): \
        \(words: Money.text(Int128(byPayment.minor), byPayment.currency)) by its PaymentIntent, \
        \(words: Money.text(lines.sum, currency)) by \(words: isShared ? "all production lines" : "its production line"). \
        Correct the table of amounts.
        """)
    }
    if let payment { parts += try remarks(on: payment, flags, of: number) }
    return Prose.joined(parts, by: " ")
  }

  private func remarks(on payment: Payment, _ flags: FlagSet, of number: Int) throws(SourceFailure) -> [Prose] {
    let job = jobs[number]
    var remarks = remarks(on: payment, Int(job.payment))
    if flags.has(.timing), job.started != Job.never {
      let lag = Reconciliation.lag(job, payment)
      remarks.append(
        lag < 0
          ? "It started \(words: DurationText.text(milliseconds: -lag * 1000)) before it was paid."
          : "It started \(words: DurationText.text(milliseconds: lag * 1000)) after it was paid.")
    }
    if flags.has(.amountMismatch) || flags.has(.currencyMismatch), let currency = payment.currency,
      let amount = try expectedAmount(of: number)
    {
      let paid: Prose = "paid: \(words: Money.text(Int128(payment.amount), currency))."
      if let parts = partsOfAmount(number), shares[job.payment]?.allSatisfy(parts.contains) ?? true {
        remarks.append(remark(onParts: parts, amount))
      } else if let jobs = shares[job.payment]?.count, let all = together(number, amount).currency {
        let sum = Money.text(together(number, amount).sum, all)
        remarks.append("Expected for the \(jobs) jobs of its payment: \(words: sum); \(paid)")
      } else {
        remarks.append("Expected for this job: \(words: Money.text(Int128(amount.minor), amount.currency)); \(paid)")
      }
    }
    if flags.has(.idLink) { remarks.append("Its PaymentIntent and its transaction id stand with others elsewhere.") }
    return remarks
  }

  /// What is to be said of a payment whatever its category.
  private func remarks(on payment: Payment, _ number: Int) -> [Prose] {
    guard let currency = payment.currency else { return [] }
    var parts: [Prose] = []
    if payment.status == .paid, payment.refunded > 0 { parts.append(refunds(of: number, currency)) }
    if payment.status == .paid, let other = groups.refundsElsewhere[Int32(number)] {
      let stated = statedRefunds(of: number)
      parts.append(
        """
        Its own row states \(words: Money.text(Int128(stated), currency)) refunded, the \
        \(words: other.isOfReport ? "itemised report" : "file of refunds") \(words: Money.text(other.sum, currency)).
        """)
    }
    if payment.status == .paid, payment.released > 0 {
      parts.append(
        "\(words: Money.text(Int128(payment.released), currency)) more was authorised, and not captured.")
    }
    if payment.twice.contains(.booked) { parts.append(bookings(of: number)) }
    if payment.twice.contains(.charged) { parts.append(charges(of: number)) }
    if let places = groups.contradictions[Int32(number)] { parts.append(statements(on: places)) }
    if payment.disputed > 0 {
      let sum: Prose = "\(words: Money.text(Int128(payment.disputed), currency))"
      parts.append(
        payment.facts.contains(.isDisputeOver) ? "\(sum) was lost in a dispute." : "\(sum) is disputed.")
    } else if payment.facts.contains(.isDisputed) {
      parts.append("It was disputed.")
    }
    return parts
  }

  /// What was refunded of a payment, and what of that is still pending.
  private func refunds(of number: Int, _ currency: Currency) -> Prose {
    let payment = groups.payments[number]
    let pending = groups.pendingRefunds[Int32(number)] ?? 0
    let arePending = pending == Int128(payment.refunded)
    let refunded: Prose = "\(words: Money.text(Int128(payment.refunded), currency))"
    let paid: Prose = "more than the \(words: Money.text(Int128(payment.amount), currency)) that was paid"
    if arePending {
      let all: Prose = payment.refunded == payment.amount ? ", all of it," : ""
      return "Refunds of \(refunded)\(all) are pending\(payment.refunded > payment.amount ? ", \(paid)" : "")."
    }
    let rest: Prose = pending == 0 ? "" : ", \(words: Money.text(pending, currency)) of which is still pending"
    if payment.refunded > payment.amount { return "\(refunded) was refunded, \(paid)\(rest)." }
    return "\(words: payment.refunded == payment.amount ? "All of it, " : "")\(refunded) was refunded\(rest)."
  }

  func explanation(ofPayment number: Int, _ category: Category) -> Prose {
    let payment = groups.payments[number]
    var parts: [Prose] = []
    switch category {
    case .conflict: parts.append(conflict(of: number))
    case .noPaymentID: parts.append("It was paid without a PaymentIntent, so no job can name it.")
    case .paidNoProduction:
      parts.append("It was paid, and no list has a job that names it.")
      if unsettled.contains(number) {
        parts.append("The reconciliation before had it as not settled yet.")
      } else if isCarriedOver(payment) {
        let due = Timestamp(milliseconds: payment.created + settings.grace)
        parts.append("It was paid before the window, and its production was due by \(words: due.description).")
      }
      parts.append(innocentCause)
    case .timing:
      parts.append(
        """
        It was paid within \(words: TimeSpan(milliseconds: settings.grace).description) before the end of the window, and \
        no list has its production yet.
        """)
    case .unpaidUnused:
      parts.append(
        "It is not settled yet, and no list has a job that names it. The next reconciliation looks at it again.")
    default: break
    }
    return Prose.joined(parts + remarks(on: payment, number), by: " ")
  }

  /// The likely innocent cause of a payment without production.
  var innocentCause: Prose {
    let lists = Prose.joined(audit.sources.map(\.name).sorted().map { "\(data: $0)" })
    let given: Prose = "Lists given: \(lists)."
    if linesWithUnseenParts == 0 { return "Is the list of another session missing? \(given)" }
    let have = linesWithUnseenParts == 1 ? "has" : "have"
    return """
      \(linesWithUnseenParts, "production line") \(words: have) earlier parts whose payments no supplied list shows; \
      this may be one of them: supply the older list. \(given)
      """
  }
}
