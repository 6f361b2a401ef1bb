/// An exception as an earlier JSON report of a reconciliation has it, as far as a later one needs it.
public struct PreviousException: Sendable {
  /// By which it is recognised.
  public let id: Fingerprint
  /// The code of its category.
  public let category: String
  /// What was said of it besides.
  public let flags: [String]
  /// How much it mattered; nil if the report doesn't say it.
  let severity: Severity?
  /// The PaymentIntent; empty if the report names none.
  public let ident: String
  /// The production line; empty if the report names none.
  public let lineID: String
  /// When the job was requested, as the report has it; empty if it names no moment.
  public let requested: String
  /// When the payment was made, as the report has it; empty if it names no moment.
  public let paid: String
  /// What was wrong.
  public let explanation: String
  /// Whether it was accepted then.
  public let wasAccepted: Bool
}

extension PreviousException {
  /// What the report told of it.
  var told: ToldException { ToldException(flags: FlagSet(codes: flags), severity: severity) }

  /// The production line of its job.
  var line: PreviousLine { PreviousLine(id: lineID, requested: requested) }

  /// What has been read of one.
  struct Draft: PreviousDraft {
    static let kind = ReportKind.reconciliation

    private var id: String?
    private var category = ""
    private var flags: [String] = []
    private var severity: Severity?
    private var ident = ""
    private var lineID = ""
    private var requested = ""
    private var paid = ""
    private var explanation = ""
    private var acceptedBy = ""

    init() {}

    mutating func read(_ key: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
      switch key {
      case "exceptionId": id = try cursor.textValue(bytes)
      case "category": category = try cursor.textValue(bytes) ?? ""
      case "flags": flags = try cursor.textsOrSkip(bytes)
      case "severity": severity = try cursor.textValue(bytes).flatMap { Severity(rawValue: $0) }
      case "ident": ident = try cursor.textValue(bytes) ?? ""
      case "lineId": lineID = try cursor.textValue(bytes) ?? ""
      case "requested": requested = try cursor.textValue(bytes) ?? ""
      case "paid": paid = try cursor.textValue(bytes) ?? ""
      case "explanation": explanation = try cursor.textValue(bytes) ?? ""
      case "acceptedBy": acceptedBy = try cursor.textValue(bytes) ?? ""
      default: try cursor.skipValue(bytes)
      }
    }

    var row: PreviousException? {
      guard let id, let value = Fingerprint(id.utf8) else { return nil }
      return PreviousException(
        id: value, category: category, flags: flags, severity: severity, ident: ident, lineID: lineID,
        requested: requested, paid: paid, explanation: explanation, wasAccepted: !acceptedBy.isEmpty)
    }
  }
}
