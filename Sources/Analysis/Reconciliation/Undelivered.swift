/// Matched jobs of which the lists show no result, though what was paid for them was kept: a matter of audits, and a
/// note here.
struct Undelivered: Sendable {
  /// Jobs that were deleted before they ended.
  var deleted = 0
  /// Jobs that have not ended.
  var notEnded = 0
  /// What was kept of their payments, each counted once.
  private var retained: [Currency: Int128] = [:]
  private var payments: Set<Int32> = []

  /// What was kept in each currency, in minor units.
  var sums: [(currency: Currency, minor: Int128)] {
    retained.sorted { $0.key < $1.key }.map { (currency: $0.key, minor: $0.value) }
  }

  mutating func add(_ job: Job, _ payment: Payment) {
    if job.fate == .deleted { deleted += 1 } else { notEnded += 1 }
    if let currency = payment.currency, payments.insert(job.payment).inserted {
      retained[currency, default: 0] += payment.retained
    }
  }
}

extension Reconciliation {
  /// Matched jobs without a result, as far as money was kept for them.
  var undelivered: Undelivered {
    var found = Undelivered()
    for (place, job) in jobs.enumerated() where job.fate != .other && !copies.contains(place) {
      guard job.category == .matched, let payment = payment(of: job), payment.retained > 0 else {
        continue
      }
      found.add(job, payment)
    }
    return found
  }
}
