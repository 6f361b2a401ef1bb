/// Holds what was paid against what was expected.
extension Reconciliation {
  /// Jobs whose amounts could have been compared: all that the window doesn't leave out.
  var jobsToCompare: Int { totals.jobs - (totals.jobsByCategory[.outOfScope] ?? 0) }

  /// Jobs whose amounts could not be compared, though some were.
  var jobsWithoutAmounts: Int { max(0, jobsToCompare - jobsWithAmounts) }

  /// Compares the amount of a job, if there is one to compare with.
  ///
  /// - Returns: the flag for what differs, no flag if nothing does; nil if nothing was compared.
  func amountFlags(of place: Int, _ payment: Payment) throws(SourceFailure) -> FlagSet? {
    guard let amount = try expectedAmount(of: place), payment.status == .paid, !payment.facts.contains(.isSettlement),
      let currency = payment.currency
    else { return nil }
    if amount.currency != currency { return FlagSet(.currencyMismatch) }
    // Of jobs that share a payment, or an amount, the sum can be compared only if all are known.
    guard let (expected, paid) = compared(place, amount, payment) else { return nil }
    return expected == paid ? [] : FlagSet(.amountMismatch)
  }

  /// Adds up what jobs that share a payment should have cost, once for each payment.
  mutating func addSharedAmounts() throws(SourceFailure) {
    guard let expected else { return }
    for (payment, places) in shares {
      var together = SharedAmount()
      if let amount = expected.amount(ofPayment: ids.text(groups.table.ids[Int(payment)])) {
        // It is that of the payment, however many jobs share it.
        together.add(amount)
        if expected.hasBothKeys {
          sharedLineAmounts[payment] = try sum(of: places) { (place) throws(SourceFailure) in
            expected.amount(ofLine: try keys(of: place).line())
          }
        }
      } else {
        together = try sum(of: places) { (place) throws(SourceFailure) in try expectedAmount(of: place) }
      }
      sharedAmounts[payment] = together
    }
  }

  /// Whether it was stated of a payment, and not of its jobs, what it should be.
  func expectsByPayment(_ payment: Int32?) -> Bool {
    guard let payment, let expected else { return false }
    return expected.amount(ofPayment: ids.text(groups.table.ids[Int(payment)])) != nil
  }

  /// What a job and all that share its payment should have cost.
  func together(_ place: Int, _ amount: ExpectedAmounts.Amount) -> SharedAmount {
    if let known = sharedAmounts[jobs[place].payment] { return known }
    var alone = SharedAmount()
    alone.add(amount)
    return alone
  }

  /// What a job should have cost; nil if nobody says.
  func expectedAmount(of place: Int) throws(SourceFailure) -> ExpectedAmounts.Amount? {
    guard let expected else { return nil }
    let (payment, line) = try keys(of: place)
    return expected.amount(of: jobs[place], payment: payment, line: line)
  }

  /// What is expected by the PaymentIntent, and by the production line or all that share it, if both are said and
  /// differ; an amount of several parts is none of one of them.
  func differingAmounts(
    of place: Int
  ) throws(SourceFailure) -> (payment: ExpectedAmounts.Amount, lines: SharedAmount)? {
    guard let expected, expected.hasBothKeys else { return nil }
    let (payment, line) = try keys(of: place)
    guard let amount = expected.amount(ofPayment: payment()) else { return nil }
    var lines = SharedAmount()
    if let together = sharedLineAmounts[jobs[place].payment] {
      lines = together
    } else if parts[place] == nil {
      lines.add(expected.amount(ofLine: line()))
    }
    guard let currency = lines.currency, (lines.sum, currency) != (Int128(amount.minor), amount.currency) else {
      return nil
    }
    return (amount, lines)
  }

  private func keys(of place: Int) throws(SourceFailure) -> (payment: () -> [UInt8], line: () -> [UInt8]) {
    let job = jobs[place]
    let line = Array(try audit.index.text(.id, of: try audit.index.entry(job.place)).utf8)
    return ({ job.payment < 0 ? [] : ids.text(groups.table.ids[Int(job.payment)]) }, { line })
  }

  /// Counts the amounts that name no job of the lists, and those whose two names belong to no one job.
  mutating func countUnusedAmounts() throws(SourceFailure) {
    guard var left = expected?.keys else { return }
    for place in jobs.indices {
      if left.isEmpty { break }
      let (payment, line) = try keys(of: place)
      left.remove(payment: payment(), line: line())
    }
    unusedAmounts = left.count
    misnamedAmounts = left.misnamed
  }
}
