/// How a report puts what is wrong with several items for the same reason.
struct DiscrepancyWords: Sendable {
  /// The first words about some items.
  enum Headline: Sendable {
    /// "2 payments, EUR 79.98, without production"; without the money where its sum says nothing.
    case items(String, plural: String? = nil, String, money: Bool = true)
    /// "2 items, EUR 79.98: disputed".
    case what
    /// "2 items with another amount than expected, the difference is EUR 1.00".
    case difference
  }

  /// The money that is in question.
  enum Amount: Sendable {
    case paid, expected, refunded, disputed, refundedOrDisputed, difference
  }

  /// What is wrong, as a table names it.
  let what: String
  let headline: Headline
  let amount: Amount

  init(_ what: String, headline: Headline = .what, amount: Amount = .paid) {
    self.what = what
    self.headline = headline
    self.amount = amount
  }
}
