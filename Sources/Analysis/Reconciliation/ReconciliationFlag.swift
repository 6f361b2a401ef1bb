/// What is to be said of an item besides its category.
public enum ReconciliationFlag: String, CaseIterable, Sendable {
  case refundedFull = "refunded-full"
  case refundedPart = "refunded-part"
  case refundedOver = "refunded-over"
  case refundsDiffer = "refunds-differ"
  case disputed
  case amountMismatch = "amount-mismatch"
  case currencyMismatch = "currency-mismatch"
  case timing
  case idLink = "id-link"
  case bookedTwice = "booked-twice"

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

  init(_ flag: ReconciliationFlag) {
    switch flag {
    case .refundedFull: rawValue = 1
    case .refundedPart: rawValue = 2
    case .disputed: rawValue = 4
    case .amountMismatch: rawValue = 8
    case .currencyMismatch: rawValue = 16
    case .timing: rawValue = 32
    case .idLink: rawValue = 64
    case .refundedOver: rawValue = 128
    case .refundsDiffer: rawValue = 256
    case .bookedTwice: rawValue = 512
    }
  }

  /// The flags in order.
  var flags: [ReconciliationFlag] { ReconciliationFlag.allCases.filter { contains(FlagSet($0)) } }

  mutating func insert(_ flag: ReconciliationFlag) { insert(FlagSet(flag)) }

  func has(_ flag: ReconciliationFlag) -> Bool { contains(FlagSet(flag)) }

  /// The severest of them; off without any.
  var severity: Severity { isEmpty ? .off : flags.map(\.severity).max() ?? .off }
}
