@testable import Analysis

/// A reconciliation of lists and files in memory.
///
/// - Parameter relating: whether production lines are related first, as the command does.
func reconcile(
  _ lists: [(name: String, text: String)], _ files: [(name: String, role: PaymentFile.Role, text: String)],
  _ settings: ReconciliationSettings = ReconciliationSettings(), expected: ExpectedAmounts? = nil,
  accepted: AcceptedExceptions? = nil, previous: PreviousExceptions? = nil,
  history: PaymentHistory = PaymentHistory(), relating: Bool = true
) throws -> Reconciliation {
  var auditSettings = AuditSettings()
  for rule in Rulebook.all where rule.code != "line-changed" { auditSettings.severities[rule.code] = .off }
  let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: auditSettings)
  var baseline = Baseline()
  func read(into audit: inout Audit) -> JobCollector {
    var collector = JobCollector()
    for (name, text) in lists {
      auditor.audit(MemorySource(text), name: name, into: &audit, baseline: &baseline, observer: &collector)
    }
    return collector
  }
  var audit = Audit()
  var collector = read(into: &audit)
  if relating {
    if var again = auditor.relate(&audit) {
      collector = read(into: &again)
      audit = again
    }
    auditor.judgeTogether(&audit, baseline: &baseline, observer: &collector)
  }
  var book = PaymentBook()
  for (name, role, text) in files {
    PaymentReader.read(MemorySource(text), name: name, as: role, PaymentReading(), into: &book)
  }
  return try Reconciliation(
    audit, collector, book, settings, expected: expected, accepted: accepted, previous: previous, history: history)
}

/// The PaymentIntent that `ExampleLine.numbered` gives.
func intent(_ number: Int) -> String {
  let digits = String(number)
  return "pi_3OxYzA2eZvKY" + String(repeating: "0", count: 12 - digits.count) + digits
}

/// A charge of a number.
func charge(_ number: Int) -> String { intent(number).replacing("pi_", with: "ch_") }

/// A Dashboard export with these rows.
func dashboard(_ rows: [String]) -> String {
  let header =
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Converted Currency,Mode,PaymentIntent ID,Status,"
    + "Disputed Amount,Dispute Status"
  return ([header] + rows).joined(separator: "\n") + "\n"
}

/// A row of a Dashboard export.
func paid(
  _ number: Int, _ amount: String = "39.99", at time: String = "2024-03-19 11:00:00", refunded: String = "0.00",
  currency: String = "eur", mode: String = "Live", status: String = "Paid", disputed: String = "",
  disputeStatus: String = "needs_response", intent id: String? = nil,
  charge object: String? = nil
) -> String {
  [
    object ?? charge(number), time, amount, refunded, currency, "true", "1.46", currency, mode, id ?? intent(number),
    status,
    disputed, disputed.isEmpty ? "" : disputeStatus,
  ].joined(separator: ",")
}

extension Reconciliation {
  /// Every discrepancy.
  var discrepancies: [Discrepancy] {
    get throws { try (0..<count).map { try discrepancy($0) } }
  }

  /// Every discrepancy as its codes, its payment's last digits and its production line's.
  var words: [String] {
    get throws {
      try discrepancies.map { found in
        let codes = ([found.category.rawValue] + found.flags.map(\.rawValue)).joined(separator: "+")
        return "\(codes) \(found.ident.suffix(2)) \(found.lineID.suffix(2))"
      }
    }
  }

  /// Jobs and payments by category, without those that have none.
  var counts: String {
    let jobs = Category.ofJobs.compactMap { code in totals.jobsByCategory[code].map { "\(code.rawValue) \($0)" } }
    let payments = Category.ofPayments.map { ($0, totals.payments($0)) }.filter { $0.1 > 0 }
    return jobs.joined(separator: ", ") + " | " + payments.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", ")
  }
}

extension Array {
  /// The elements in another order (Fisher and Yates).
  mutating func shuffle(by generator: inout Generator) {
    for place in indices.dropFirst() { swapAt(place, generator.next(place + 1)) }
  }
}
