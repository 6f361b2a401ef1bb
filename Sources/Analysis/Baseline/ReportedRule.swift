/// How an audit judged a rule, as its JSON report says.
struct ReportedRule: Sendable {
  /// The code.
  let code: String
  /// The severity, as a word.
  let severity: String
  /// Subjects on which it could be tested.
  let tested: Int
  /// The option that sets what it compares with, if there is one and the report has it.
  let limit: String?

  /// Whether nobody wanted it.
  var isOff: Bool { severity == Severity.off.rawValue }

  /// Whether the rule could find anything.
  var isJudged: Bool { tested > 0 && !isOff }

  /// Reads the list at the position.
  static func readAll(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> [ReportedRule] {
    var rules: [ReportedRule] = []
    try cursor.open()
    while try cursor.element(bytes, isFirst: rules.isEmpty) {
      guard cursor.byte(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.object) }
      var (code, severity, tested) = ("", "", 0)
      var limit: String?
      try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
        switch key {
        case "rule": code = try cursor.textValue(bytes) ?? ""
        case "severity": severity = try cursor.textValue(bytes) ?? ""
        case "tested": if case .whole(let number) = try cursor.numberOrSkip(bytes) { tested = number }
        case "limit": limit = try cursor.textValue(bytes)
        default: try cursor.skipValue(bytes)
        }
      }
      rules.append(ReportedRule(code: code, severity: severity, tested: tested, limit: limit))
    }
    return rules
  }
}
