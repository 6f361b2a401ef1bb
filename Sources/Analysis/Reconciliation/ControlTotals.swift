/// Counts and sums of a reconciliation, by category and currency; never across currencies.
public struct ControlTotals: Sendable {
  /// What is summed up of items of one category and currency, in minor units.
  struct Sums: Equatable, Sendable {
    var items = 0
    var paid: Int128 = 0
    var refunded: Int128 = 0
    var disputed: Int128 = 0
    /// Kept, summed up payment by payment.
    var retained: Int128 = 0
    /// Items of formats that say nothing of refunds, or of disputes.
    var withoutRefunds = 0
    var withoutDisputes = 0

    /// Whether the sums of refunds, and of disputes, say anything: not if all is 0 and some formats state none.
    var statesRefunds: Bool { withoutRefunds == 0 || refunded != 0 }
    var statesDisputes: Bool { withoutDisputes == 0 || disputed != 0 }

    mutating func add(_ payment: Payment) {
      items += 1
      guard payment.status == .paid else { return }
      paid += Int128(payment.amount)
      refunded += Int128(payment.refunded)
      disputed += Int128(payment.disputed)
      retained += payment.retained
      if !payment.facts.contains(.statesRefunds) { withoutRefunds += 1 }
      if !payment.facts.contains(.statesDisputes) { withoutDisputes += 1 }
    }

    mutating func add(_ other: Sums) {
      items += other.items
      paid += other.paid
      refunded += other.refunded
      disputed += other.disputed
      retained += other.retained
      withoutRefunds += other.withoutRefunds
      withoutDisputes += other.withoutDisputes
    }
  }

  /// A category in a currency; without one, an item that states none.
  struct Key: Hashable, Sendable {
    let category: Category
    let currency: Currency?
  }

  /// Production lines that were read.
  var linesRead = 0
  /// Jobs: what is left of them when states and copies fall together.
  var jobs = 0
  /// Production lines that are states or copies of jobs.
  var repeatedLines = 0
  /// Jobs by category.
  var jobsByCategory: [Category: Int] = [:]
  /// Payments, counted when they were put together.
  var payments = 0
  /// Rows that say again what another row said.
  var repeatedRows = 0
  /// Rows that show an earlier state of what another row shows.
  var earlierRows = 0
  /// Payments by category and currency.
  var sums: [Key: Sums] = [:]
  /// All payments by currency, summed up apart from their categories.
  var all: [Currency: Sums] = [:]
  /// Payments that were made before the window and are carried over into it, and what is retained of them.
  var carriedOver = 0
  var retainedBefore: [Currency: Int128] = [:]
  /// What Stripe kept of payments, as their own rows state it, by the currency of the settlement.
  var fees: [Currency: Int128] = [:]
  /// SHA-256 of the ids that jobs have and payments too, and of those that payments have and jobs too.
  var jobDigest = ""
  var paymentDigest = ""
  /// How many ids that are.
  var jobIDs = 0
  var paymentIDs = 0

  /// Categories of payments that don't belong to what is reconciled.
  static let outside: Set<Category> = [.testMode, .outOfWindow]

  /// All currencies, sorted.
  var currencies: [Currency] { all.keys.sorted() }

  /// The sums of all categories, by currency.
  var ofAllCategories: [Currency: Sums] { byCurrency { _ in true } }

  /// What belongs to the window and the mode, by currency.
  var inScope: [Currency: Sums] { byCurrency { !ControlTotals.outside.contains($0) } }

  private func byCurrency(_ counts: (Category) -> Bool) -> [Currency: Sums] {
    var found: [Currency: Sums] = [:]
    for (key, value) in sums where counts(key.category) {
      if let currency = key.currency { found[currency, default: Sums()].add(value) }
    }
    return found
  }

  /// Payments of a category in all currencies.
  func payments(_ category: Category) -> Int {
    sums.reduce(0) { $0 + ($1.key.category == category ? $1.value.items : 0) }
  }
}
