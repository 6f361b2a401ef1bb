/// A finding as an earlier JSON report has it, as far as a later one needs it.
public struct PreviousFinding: Sendable {
  /// By which it is recognised.
  public let fingerprint: Fingerprint
  /// The code of its rule.
  public let rule: String
  /// The production line, or the alphabet; empty if the report names none.
  public let subject: String
  /// The order; empty if it is about none.
  public let order: String
  /// The member that was wrong; empty if the report names none.
  public let field: String
  /// The source, or the token file, that it was in.
  public let source: String
  /// What was wrong.
  public let message: String
  /// When the job was requested, as the report has it; empty if it names no moment.
  public let requested: String
  /// Whether it was accepted then.
  public let wasAccepted: Bool
  /// The day since which it was open then, `YYYY-MM-DD`; empty if the report names none.
  public let openSince: String
}

extension PreviousFinding {
  /// The production line that was wrong; one without an id where it is an order.
  var line: PreviousLine {
    if !order.isEmpty { return PreviousLine(id: "", requested: "") }
    // Where the request may be what was wrong, or the id itself, any part will do.
    let isOfAny =
      [Field.requested.path, Field.id.path].contains(field) || rule == TimestampOrder.about.code
    return PreviousLine(id: subject, requested: isOfAny ? "" : requested)
  }

  /// What has been read of one.
  struct Draft: PreviousDraft {
    static let kind = ReportKind.audit

    private var fingerprint: String?
    private var rule = ""
    private var subject = ""
    private var order = ""
    private var field = ""
    private var source = ""
    private var message = ""
    private var requested = ""
    private var status = ""
    private var openSince = ""

    init() {}

    mutating func read(_ key: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
      switch key {
      case "fingerprint": fingerprint = try cursor.textValue(bytes)
      case "rule": rule = try cursor.textValue(bytes) ?? ""
      case "lineId": subject = try cursor.textValue(bytes) ?? ""
      case "order": order = try cursor.textValue(bytes) ?? ""
      case "field": field = try cursor.textValue(bytes) ?? ""
      case "source": source = try cursor.textValue(bytes) ?? ""
      case "message": message = try cursor.textValue(bytes) ?? ""
      case "requested": requested = try cursor.textValue(bytes) ?? ""
      case "status": status = try cursor.textValue(bytes) ?? ""
      case "openSince": openSince = try cursor.textValue(bytes) ?? ""
      default: try cursor.skipValue(bytes)
      }
    }

    var row: PreviousFinding? {
      guard let fingerprint, let value = Fingerprint(fingerprint.utf8) else { return nil }
      return PreviousFinding(
        fingerprint: value, rule: rule, subject: subject, order: order, field: field, source: source, message: message,
        requested: requested, wasAccepted: status == Finding.Status.accepted.rawValue,
        openSince: KnownFinding.isDay(openSince) ? openSince : "")
    }
  }
}
