/// A rule that failed on one subject, with all that a report says of it.
public struct Finding: Sendable {
  /// The rulebook entry.
  public let rule: RuleInfo
  /// The severity in this audit.
  public let severity: Severity
  /// How it stands to what was known before.
  public internal(set) var status = Status.new
  /// The day of the first of a job's runs that has it, `YYYY-MM-DD`, if the previous report says so; else empty.
  public internal(set) var openSince = ""
  /// The id of the production line, or of the alphabet; empty if it has none.
  public var subject = ""
  /// The order that it is about; empty if it is about none.
  public var order = ""
  /// The PaymentIntent of the job.
  public var paymentIntent = ""
  /// The member that is wrong.
  public var field = ""
  /// What must stand there.
  public var expected = ""
  /// What stands there.
  public var actual = ""
  /// The unit of both.
  public var unit = ""
  /// When the job was requested, as the document says it.
  public var requested = ""
  /// When the job ended.
  public var ended = ""
  /// The name of the source.
  public var source = ""
  /// The 0-based place in the source.
  public var index = 0
  /// The byte offset of the value; of the production line if the value is absent or the rule compares production lines.
  public var byteOffset = 0
  /// What is wrong, in a sentence.
  public var message: Prose = ""

  init(rule: RuleInfo, severity: Severity) {
    self.rule = rule
    self.severity = severity
  }

  /// What stays the same when the file is renamed or the list grows: the first 16 hexadecimal digits of the SHA-256
  /// over rule, production line, member, expected and actual value, with a zero byte after each and UUIDs in lower
  /// case; the moment of the audit counts as an empty text.
  public var fingerprint: String {
    let parts = [rule.code, subject, field, rule.expectsMoment ? "" : expected, actual]
    return Fingerprint(of: parts.map(\.utf8)).description
  }

  /// The question to the service's support, with the values filled in.
  public var question: Prose {
    var rest = Substring(rule.ask)
    var text: Prose = ""
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text = text + "\(words: String(rest[..<open]))"
      switch rest[open...close] {
      case "{line}": text = text + (subject.isEmpty ? "number \(index + 1) of the list" : "\(data: subject)")
      case "{requested}": text = text + (requested.isEmpty ? "at an unknown time" : "\(data: requested)")
      case "{ended}": text = text + (ended.isEmpty ? "at an unknown time" : "\(data: ended)")
      case "{field}": text = text + (field.isEmpty ? "the value" : "\(name: field)")
      case "{expected}": text = text + (expected.isEmpty ? "another value" : "\(data: expected)")
      case "{actual}": text = text + (actual.isEmpty ? "absent" : "\(data: actual)")
      case let other: text = text + "\(words: String(other))"
      }
      rest = rest[rest.index(after: close)...]
    }
    return text + "\(words: String(rest))"
  }
}
