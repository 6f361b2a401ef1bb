/// Finds the payment of each job, by the exact bytes of the PaymentIntent, and makes copies of a job one.
extension Reconciliation {
  mutating func join(_ conflicting: [(line: String, payment: String)]) throws(SourceFailure) {
    var next = 0
    let index = audit.index
    try index.visit { (place, entry) throws(SourceFailure) in
      guard next < jobs.count, jobs[next].place == place else { return }
      if entry.obstacle(.payment) == nil {
        let intent: ObjectID
        if entry.isAside(.payment) {
          intent = ids.id(Array(try index.text(.payment, of: entry).utf8)[...])
        } else {
          intent = ObjectID(paymentIntent: entry[.payment])
        }
        if !intent.isNone { jobs[next].payment = groups.number(of: intent) }
      }
      next += 1
    }
    share()
    try collapse()
    var firstJobs: [Int32: Int] = [:]
    if !conflicting.isEmpty {
      for place in self.jobs.indices.reversed() { firstJobs[self.jobs[place].payment] = place }
    }
    for (line, payment) in conflicting {
      let intent = self.ids.id(Array(payment.utf8)[...])
      guard let number = self.groups.table.find(intent) else { continue }
      for place in shares[Int32(number)] ?? [firstJobs[Int32(number)]].compactMap(\.self) {
        let entry = try index.entry(self.jobs[place].place)
        if try index.text(.id, of: entry) == line { conflictingJobs.insert(place) }
      }
    }
    totals.jobs = self.jobs.count - copies.count
    totals.repeatedLines = audit.linesRead - totals.jobs
    for place in self.jobs.indices where self.jobs[place].payment >= 0 {
      self.jobs[place].isJoined = use(self.jobs[place].payment)
    }
  }

  /// Lists the jobs of payments that have several.
  private mutating func share() {
    var counts = [UInt8](repeating: 0, count: groups.table.count)
    for job in jobs where job.payment >= 0 {
      let number = Int(job.payment)
      if counts[number] < 2 { counts[number] += 1 }
    }
    for (place, job) in jobs.enumerated() where job.payment >= 0 && counts[Int(job.payment)] > 1 {
      shares[job.payment, default: []].append(place)
    }
  }

  /// Makes production lines of the same id, payment and request one job: copies, or a conflict. Without a payment or an
  /// id each stays an item to be looked at; without requests, unlike in `Lineage`, one payment has paid one job.
  private mutating func collapse() throws(SourceFailure) {
    for number in shares.keys.sorted() {
      guard let places = shares[number] else { continue }
      var kept: [Int] = []
      var contents: [Int: UInt64] = [:]
      var texts: [Int: String] = [:]
      for place in places {
        let entry = try audit.index.entry(jobs[place].place)
        contents[place] = entry.content
        texts[place] = try audit.index.text(.transaction, of: entry)
      }
      // Of records that differ the same one is kept, however they are ordered.
      let sorted = places.sorted { one, other in
        let (left, right) = (jobs[one].particulars, jobs[other].particulars)
        if left != right { return left.lexicographicallyPrecedes(right) }
        let (first, second) = (texts[one, default: ""].utf8, texts[other, default: ""].utf8)
        return first.elementsEqual(second) ? isBefore(one, other) : first.lexicographicallyPrecedes(second)
      }
      // Many production lines may share a payment: only those with the same hash of id and request are compared.
      var keptByHash: [UInt64: [Int]] = [:]
      for place in sorted {
        let entry = try audit.index.entry(jobs[place].place)
        var mixer = Mixer(seed: entry.hash(of: .id, seed: audit.index.seed))
        mixer.add(UInt64(bitPattern: Int64(jobs[place].requested)))
        var original: Int?
        for other in keptByHash[mixer.value, default: []] where original == nil {
          let known = try audit.index.entry(jobs[other].place)
          guard entry.obstacle(.id) == nil, known.obstacle(.id) == nil else { continue }
          guard jobs[other].requested == jobs[place].requested else { continue }
          if try audit.index.isSame(.id, known, entry) { original = other }
        }
        guard let original else {
          kept.append(place)
          if entry.obstacle(.id) == nil { keptByHash[mixer.value, default: []].append(place) }
          continue
        }
        if contents[original] != contents[place] { conflictingJobs.insert(original) }
        copies.insert(place)
      }
      shares[number] = kept.count > 1 ? kept : nil
    }
  }

  /// By name of source and place there, so that the order of files decides nothing.
  func isBefore(_ one: Int, _ other: Int) -> Bool {
    let names = (audit.sources[Int(jobs[one].source)].name, audit.sources[Int(jobs[other].source)].name)
    if names.0 != names.1 { return names.0.utf8.lexicographicallyPrecedes(names.1.utf8) }
    return jobs[one].index < jobs[other].index
  }

  /// Marks a payment as used; false if no file has it in this mode.
  private mutating func use(_ number: Int32) -> Bool {
    guard groups.isPayment(number), isOfMode(groups.payments[Int(number)]) else { return false }
    groups.payments[Int(number)].isUsed = true
    return true
  }

  /// Whether a payment is of the mode that is reconciled; what doesn't say its mode counts.
  func isOfMode(_ payment: Payment) -> Bool { settings.mode.counts(payment.facts) }

  /// The payment of a job; nil if no file has it in this mode.
  func payment(of job: Job) -> Payment? {
    job.isJoined ? groups.payments[Int(job.payment)] : nil
  }

  /// Whether the files have the payment of a job, only of another mode than the one that is reconciled.
  func isOfAnotherMode(_ job: Job) -> Bool { job.payment >= 0 && !job.isJoined && groups.isPayment(job.payment) }

  /// Flags jobs whose transaction id stands with another PaymentIntent, or the reverse.
  mutating func linkIDs(_ storage: Storage) throws(SourceFailure) {
    let index = audit.index
    for (_, places) in shares {
      var first: LineEntry?
      var differs = false
      for place in places where !differs {
        let entry = try index.entry(jobs[place].place)
        guard entry.has(.transaction) else { continue }
        if let first { differs = try !index.isSame(.transaction, first, entry) } else { first = entry }
      }
      if differs { for place in places { jobs[place].flags.insert(.idLink) } }
    }
    var counted = BitSet()
    for (place, job) in jobs.enumerated() where !copies.contains(place) { counted.insert(job.place) }
    let suspects = try transactionSuspects(storage)
    let transactions = try KeyGroups(of: .transaction, in: index, among: suspects) { counted.contains($0) }
    for group in 0..<transactions.count {
      let found = transactions[group].compactMap { job(at: $0) }
      let payments = Set(found.map { jobs[$0].payment }).subtracting([-1])
      if payments.count > 1 { for place in found { jobs[place].flags.insert(.idLink) } }
    }
  }

  /// Production lines whose transaction may stand twice: known if the audit has related its production lines.
  private func transactionSuspects(_ storage: Storage) throws(SourceFailure) -> KeySuspects {
    if let known = audit.lineage?.suspects { return known }
    return try KeySuspects([.transaction], in: audit.index.piles, storage)
  }

  /// The job of a production line, by binary search: jobs stand in the order of their places.
  private func job(at place: Int) -> Int? {
    var (low, high) = (0, jobs.count)
    while low < high {
      let middle = (low + high) / 2
      if jobs[middle].place < place { low = middle + 1 } else { high = middle }
    }
    return low < jobs.count && jobs[low].place == place ? low : nil
  }

  /// Counts production lines whose first part in the lists is not their first.
  mutating func countUnseenParts() throws(SourceFailure) {
    var hasPartBefore = BitSet()
    if var parts = audit.lineage?.nextParts {
      try parts.visit { (pair) in hasPartBefore.insert(Int(pair.key)) }
    }
    linesWithUnseenParts = jobs.indices.count {
      jobs[$0].hasEarlierParts && !copies.contains($0) && !hasPartBefore.contains(jobs[$0].place)
    }
  }
}
