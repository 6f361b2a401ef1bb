/// What the status of a refund or a dispute says. The two have no word in common but `pending`, so most words tell
/// which of them a row is.
struct MovementStatus {
  /// Whether the refund was not made, or the dispute cost nothing.
  let isVoid: Bool
  /// What only one of the two can be; nil for a word that doesn't tell.
  let role: PaymentFile.Role?
  /// How far it has come: of two states of one refund, or of one dispute, the one with the higher number is the later.
  let stage: UInt8

  /// Whether it says that it was begun, and may still fail.
  let isPending: Bool

  /// The stage after which nothing comes.
  static let lastStage: UInt8 = 3

  init(_ text: String) {
    let word = TableWord.normalised(text)
    isPending = ["pending", "requires_action"].contains(word)
    switch word {
    case "warning_needs_response", "warning_under_review": (isVoid, role, stage) = (true, .disputes, 0)
    case "requires_action": (isVoid, role, stage) = (false, .refunds, 1)
    case "needs_response", "under_review": (isVoid, role, stage) = (false, .disputes, 1)
    // It may still fail.
    case "succeeded": (isVoid, role, stage) = (false, .refunds, 2)
    case "failed", "canceled": (isVoid, role, stage) = (true, .refunds, Self.lastStage)
    case "lost": (isVoid, role, stage) = (false, .disputes, Self.lastStage)
    // Of an inquiry that ended with a refund, the money went back by that.
    case "won", "warning_closed", "prevented", "charge_refunded":
      (isVoid, role, stage) = (true, .disputes, Self.lastStage)
    default: (isVoid, role, stage) = (false, nil, 1)
    }
  }
}
