/// What is to be said of an item besides its category.
public enum ReconciliationFlag: String, CaseIterable, Sendable {
  /// The payment was refunded in full.
  case refundedFull = "refunded-full"
  /// A part of the payment was refunded.
  case refundedPart = "refunded-part"
  /// More was refunded than was paid.
  case refundedOver = "refunded-over"
  /// Two sources state different sums of refunds.
  case refundsDiffer = "refunds-differ"
  /// The payment was disputed.
  case disputed
  /// The amount is not the expected one.
  case amountMismatch = "amount-mismatch"
  /// The currency is not the expected one.
  case currencyMismatch = "currency-mismatch"
  /// The job started before it was paid, or later than the time of grace allows.
  case timing
  /// A PaymentIntent stands with two transaction ids, or a transaction id with two PaymentIntents.
  case idLink = "id-link"
  /// The payment stands twice in the books.
  case bookedTwice = "booked-twice"
  /// Several charges of one PaymentIntent took money.
  case chargedTwice = "charged-twice"

  /// How much it matters.
  public var severity: Severity {
    switch self {
    case .amountMismatch, .currencyMismatch, .refundedOver: .error
    default: .warning
    }
  }
}

/// Flags of one item.
struct FlagSet: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// One flag, whose bit is its place among all.
  init(_ flag: ReconciliationFlag) { rawValue = 1 << ReconciliationFlag.allCases.prefix { $0 != flag }.count }

  /// The flags of these codes; codes that are not known are left out.
  init(codes: some Sequence<String>) {
    self = codes.compactMap { ReconciliationFlag(rawValue: $0) }.reduce(into: FlagSet()) { $0.insert($1) }
  }

  /// The flags in order.
  var flags: [ReconciliationFlag] { ReconciliationFlag.allCases.filter(has) }

  /// Their codes in that order.
  var codes: [String] { flags.map(\.rawValue) }

  mutating func insert(_ flag: ReconciliationFlag) { insert(FlagSet(flag)) }

  func has(_ flag: ReconciliationFlag) -> Bool { contains(FlagSet(flag)) }

  /// The severest of them; off without any.
  var severity: Severity { ReconciliationFlag.allCases.lazy.filter(has).map(\.severity).max() ?? .off }
}
