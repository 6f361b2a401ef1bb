/// Production lines of several parts whose amount the table states by `line_id`: it is that of all parts together,
/// since nobody says how much of it each part should cost.
extension Reconciliation {
  /// Finds these parts.
  mutating func findParts() throws(SourceFailure) {
    guard let expected, expected.statesLines else { return }
    var found: [[UInt8]: [Int]] = [:]
    for place in jobs.indices where !copies.contains(place) {
      let line = try audit.index.text(.id, of: try audit.index.entry(jobs[place].place)).utf8.comparedAsID
      if expected.amount(ofLine: line) != nil { found[line, default: []].append(place) }
    }
    for places in found.values where places.count > 1 {
      let sorted = places.sorted { one, other in
        let (left, right) = (jobs[one].requested, jobs[other].requested)
        return left == right ? ident(of: jobs[one]).lexicographicallyPrecedes(ident(of: jobs[other])) : left < right
      }
      for place in places { parts[place] = sorted }
    }
  }

  /// The parts with which the amount of a job is one; nil if it has one of its own, or of its payment.
  func partsOfAmount(_ place: Int) -> [Int]? {
    guard let parts = parts[place], !expectsByPayment(jobs[place].payment) else { return nil }
    return parts
  }

  /// What was expected of a job, with all with which it can be compared only together, and what was paid for these; nil
  /// if that isn't known of each of them.
  func compared(_ place: Int, _ amount: ExpectedAmounts.Amount, _ payment: Payment) -> (expected: Int128, paid: Int128)?
  {
    if let parts = partsOfAmount(place) {
      if let paid = paid(for: parts, in: amount.currency) { return (Int128(amount.minor), paid) }
      // A payment of parts and of other jobs is compared with all of them.
      if sharedAmounts[jobs[place].payment] == nil { return nil }
    }
    let together = together(place, amount)
    return together.currency == payment.currency ? (together.sum, Int128(payment.amount)) : nil
  }

  /// Whether parts are compared by themselves, and not with other jobs of their payments.
  private func areComparedAlone(_ parts: [Int]) -> Bool {
    guard let currency = payment(of: jobs[parts[0]])?.currency else { return false }
    return paid(for: parts, in: currency) != nil
  }

  /// What was paid for parts together, in minor units; nil if it isn't known of one, or a payment is for other jobs
  /// too.
  private func paid(for parts: [Int], in currency: Currency) -> Int128? {
    var sums: [Int32: Int128] = [:]
    for place in parts {
      let number = jobs[place].payment
      guard let payment = payment(of: jobs[place]), payment.status == .paid, payment.currency == currency,
        !payment.facts.contains(.isSettlement), shares[number]?.allSatisfy(parts.contains) ?? true
      else { return nil }
      sums[number] = Int128(payment.amount)
    }
    return sums.values.reduce(0, +)
  }

  /// Adds up what jobs of one payment should have cost, the amount of a production line once, and only if all of its
  /// parts are among them.
  func sum(
    of places: [Int], _ amount: (Int) throws(SourceFailure) -> ExpectedAmounts.Amount?
  ) throws(SourceFailure) -> SharedAmount {
    var sum = SharedAmount()
    let all = Set(places)
    for place in places {
      guard let parts = parts[place] else {
        sum.add(try amount(place))
        continue
      }
      let isWhole = all.isSuperset(of: parts)
      if !isWhole || parts.first == place { sum.add(isWhole ? try amount(place) : nil) }
    }
    return sum
  }

  /// What was expected of the parts of a production line, and what was paid for each of them.
  func remark(onParts parts: [Int], _ amount: ExpectedAmounts.Amount) -> Prose {
    // A payment of several of them is named once.
    var named: Set<Int32> = []
    let paid = parts.filter { jobs[$0].payment < 0 || named.insert(jobs[$0].payment).inserted }.map { place -> Prose in
      let ident: Prose = "\(data: String(decoding: ident(of: jobs[place]), as: UTF8.self))"
      guard let payment = payment(of: jobs[place]), payment.status == .paid, let currency = payment.currency else {
        return "\(ident) nothing"
      }
      return "\(ident) \(words: Money.text(Int128(payment.amount), currency))"
    }
    return """
      Expected for the \(parts.count) parts of its production line together: \
      \(words: Money.text(Int128(amount.minor), amount.currency)); paid by \(Prose.joined(paid)).
      """
  }

  /// Whose money is in question, so that it is summed up once.
  enum MoneyOwner: Hashable {
    case payment(Int32)
    /// The first part of a production line.
    case parts(Int)
  }

  /// Whose the money of an item is; nil for money of its own.
  func owner(of amount: DiscrepancyWords.Amount, at place: Int) -> MoneyOwner? {
    let payment = payment(at: place)
    if amount == .expected || amount == .difference, case .job(let number) = places[place].subject,
      let parts = partsOfAmount(number), let first = parts.first, areComparedAlone(parts)
    {
      return .parts(first)
    }
    // What is expected is each job's own, unless it was stated of the payment.
    if amount == .expected, !expectsByPayment(payment) { return nil }
    return payment.map { .payment($0) }
  }
}
