/// A finding as an earlier JSON report has it, as far as a later one needs it.
public struct PreviousFinding: Sendable {
  /// By which it is recognised.
  public let fingerprint: Fingerprint
  /// The code of its rule.
  public let rule: String
  /// The production line, or the alphabet; empty if the report names none.
  public let subject: String
  /// The member that was wrong; empty if the report names none.
  public let field: String
  /// What was wrong.
  public let message: String
  /// When the job was requested, as the report has it; empty if it names no moment.
  public let requested: String
  /// When the payment was made, as a reconciliation has it; empty if it names no moment.
  public let paid: String
  /// Whether it was accepted then.
  public let wasAccepted: Bool
  /// The day since which it was open then, `YYYY-MM-DD`; empty if the report names none.
  public let openSince: String
}

extension PreviousFinding {
  /// The members that are read, of a finding or of an exception of a reconciliation; the report states the others for
  /// people and for other programs.
  struct Draft {
    var fingerprint: String?
    var rule = ""
    var subject = ""
    var field = ""
    var message = ""
    var requested = ""
    var paid = ""
    var status = ""
    var acceptedBy = ""
    var openSince = ""

    /// Reads the object at the position.
    static func read(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Draft {
      guard cursor.byte(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.object) }
      var draft = Draft()
      try cursor.open()
      var isFirst = true
      while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
        isFirst = false
        switch key {
        case "fingerprint", "exceptionId": draft.fingerprint = try cursor.textValue(bytes)
        case "rule", "category": draft.rule = try cursor.textValue(bytes) ?? ""
        case "lineId": draft.subject = try cursor.textValue(bytes) ?? ""
        case "field", "ident": draft.field = try cursor.textValue(bytes) ?? ""
        case "requested": draft.requested = try cursor.textValue(bytes) ?? ""
        case "paid": draft.paid = try cursor.textValue(bytes) ?? ""
        case "status": draft.status = try cursor.textValue(bytes) ?? ""
        case "acceptedBy": draft.acceptedBy = try cursor.textValue(bytes) ?? ""
        case "openSince": draft.openSince = try cursor.textValue(bytes) ?? ""
        case "message", "explanation": draft.message = try cursor.textValue(bytes) ?? ""
        default: try cursor.skipValue(bytes)
        }
      }
      return draft
    }

    /// The finding, nil without a fingerprint.
    var finding: PreviousFinding? {
      guard let fingerprint, let value = Fingerprint(fingerprint.utf8) else { return nil }
      return PreviousFinding(
        fingerprint: value, rule: rule, subject: subject, field: field, message: message,
        requested: requested, paid: paid,
        wasAccepted: status == Finding.Status.accepted.rawValue || !acceptedBy.isEmpty,
        openSince: KnownFinding.isDay(openSince) ? openSince : "")
    }
  }
}
