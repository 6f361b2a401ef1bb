/// The digest of the ids that both sides have, which anyone can repeat: `LC_ALL=C sort -u | sha256sum`.
extension Reconciliation {
  mutating func digest() throws(SourceFailure) {
    // Each side by itself: from the jobs, those that have a payment; from the payments, those that have a job.
    var ofJobs: [ObjectID] = []
    ofJobs.reserveCapacity(jobs.count)
    for place in jobs.indices where jobs[place].isJoined && !copies.contains(place) {
      ofJobs.append(groups.table.ids[Int(jobs[place].payment)])
    }
    var ofPayments: [ObjectID] = []
    ofPayments.reserveCapacity(groups.payments.count)
    for number in groups.payments.indices where groups.payments[number].isUsed {
      ofPayments.append(book.records[Int(groups.payments[number].record)].intent)
    }
    let (jobIDs, paymentIDs) = (differentIDs(ofJobs), differentIDs(ofPayments))
    (totals.jobDigest, totals.jobIDs) = (digest(of: jobIDs), jobIDs.count)
    // Mostly both sides have the same: no need to digest them again.
    totals.paymentDigest = paymentIDs == jobIDs ? totals.jobDigest : digest(of: paymentIDs)
    totals.paymentIDs = paymentIDs.count
  }

  /// SHA-256 of ids, each with a line feed.
  private func digest(of sorted: [ObjectID]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(sorted.count, 1 << 16) * 28)
    var digest = SHA256()
    for id in sorted {
      if id.prefix > 1 { id.appendUsualText(to: &bytes) } else { bytes += ids.text(id) }
      bytes.append(0x0A)
      if bytes.count > 1 << 20 {
        digest.update(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    digest.update(bytes)
    return digest.hexDigest()
  }

  /// The different ids, sorted by their bytes.
  private func differentIDs(_ unsorted: [ObjectID]) -> [ObjectID] {
    var sorted = sortedByBytes(unsorted)
    var last: ObjectID?
    sorted.removeAll { id in
      defer { last = id }
      return id == last
    }
    return sorted
  }

  /// The ids in the order of their bytes: by their first eight behind the prefix, then those that share them by all.
  private func sortedByBytes(_ unsorted: [ObjectID]) -> [ObjectID] {
    guard let prefix = unsorted.first?.prefix, prefix > 1, unsorted.allSatisfy({ $0.prefix == prefix }) else {
      return unsorted.sorted { isBefore($0, $1) }
    }
    var pairs = unsorted.enumerated().map { KeyedValue(key: $1.first.byteSwapped, value: UInt64($0)) }
    KeyedValue.sort(&pairs)
    var sorted: [ObjectID] = []
    sorted.reserveCapacity(pairs.count)
    var start = 0
    for (place, pair) in pairs.enumerated() {
      if place > 0, pair.key != pairs[place - 1].key {
        if place - start > 1 { sorted[start...].sort { isBefore($0, $1) } }
        start = place
      }
      sorted.append(unsorted[Int(pair.value)])
    }
    if sorted.count - start > 1 { sorted[start...].sort { isBefore($0, $1) } }
    return sorted
  }

  private func isBefore(_ one: ObjectID, _ other: ObjectID) -> Bool {
    // Ids of one prefix and the usual length: their words tell, the first byte being the highest.
    if one.prefix == other.prefix, one.prefix > 1 {
      if one.first != other.first { return one.first.byteSwapped < other.first.byteSwapped }
      if one.second != other.second { return one.second.byteSwapped < other.second.byteSwapped }
      return one.third.byteSwapped < other.third.byteSwapped
    }
    return ids.text(one).lexicographicallyPrecedes(ids.text(other))
  }
}
