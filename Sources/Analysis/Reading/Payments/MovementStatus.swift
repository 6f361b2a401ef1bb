/// What the status of a refund or a dispute says. The two have no word in common but `pending`, so most words tell
/// which of them a row is.
struct MovementStatus {
  /// Whether the refund was not made, or the dispute cost nothing.
  let isVoid: Bool
  /// What only one of the two can be; nil for a word that doesn't tell.
  let role: PaymentFile.Role?

  init(_ text: String) {
    switch PaymentFormat.normalised(text) {
    case "succeeded", "requires_action": (isVoid, role) = (false, .refunds)
    case "failed", "canceled": (isVoid, role) = (true, .refunds)
    case "needs_response", "under_review", "lost", "charge_refunded": (isVoid, role) = (false, .disputes)
    case "won", "warning_closed", "warning_needs_response", "warning_under_review", "prevented":
      (isVoid, role) = (true, .disputes)
    default: (isVoid, role) = (false, nil)
    }
  }
}
