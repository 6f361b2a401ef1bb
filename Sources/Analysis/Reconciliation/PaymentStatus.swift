/// How far a payment, or an attempt of one, has come.
enum PaymentStatus: UInt8, Comparable, Sendable {
  /// It failed, was canceled, or was never made.
  case unpaid
  /// It is on its way: processing, or authorised and not captured.
  case pending
  /// The money was taken, whatever was given back later.
  case paid

  static func < (left: PaymentStatus, right: PaymentStatus) -> Bool { left.rawValue < right.rawValue }

  /// The word for reports.
  var word: String {
    switch self {
    case .unpaid: "unpaid"
    case .pending: "pending"
    case .paid: "paid"
    }
  }

  /// The status that a word of the Dashboard, of the API or of a ledger names; nil for a word that is not known.
  init?(word: some Collection<UInt8>) {
    switch String(decoding: word.asciiLowercased, as: UTF8.self) {
    case "paid", "refunded", "succeeded", "partially refunded", "disputed": self = .paid
    case "pending", "processing", "requires_capture", "uncaptured": self = .pending
    case "failed", "canceled", "cancelled", "requires_payment_method", "requires_confirmation", "requires_action",
      "incomplete", "expired", "blocked", "unpaid":
      self = .unpaid
    default: return nil
    }
  }
}
