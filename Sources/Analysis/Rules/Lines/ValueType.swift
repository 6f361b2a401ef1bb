/// Every member that TokAudit knows has its JSON type and keeps within its limits.
///
/// A value that fails is not used by any other rule: each of them is not testable then. Null counts as absent.
enum ValueType: FactRule {
  static let about = RuleInfo(
    code: "value-type",
    title: "Every value has its type and keeps within its limits",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .shape("the documented types, kept in every published example; the limits are TokAudit's"),
    why: """
      A value of another type can only be guessed at, and an audit doesn't guess. Whole numbers are digits without \
      sign, fraction, exponent or leading zero; size, digits, available and reachable may be strings of such digits. \
      Limits: digits 1 to 4096, size below 10^18, available and reachable 8192 digits, other strings 255 bytes, the \
      checksum 131072 bytes.
      """,
    example: "attributes.rate is 9086.0, a number with a fraction, where the whole number 9086 is expected.",
    meanwhile: """
      Hold the batch if the value matters to you: nothing that depends on it was audited. Look whether a program \
      rewrote the answer when it was saved; spreadsheets and some JSON tools turn 9086 into 9086.0.
      """,
    ask: """
      Production line {line}, requested {requested}: {field} is {actual}, where we expect {expected}. Has the type of \
      this member changed?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .analyzed, .requested,
      .complete.with(.size, "7776").with(.digits, "5").with(.available, "0").with(.reachable, "0"),
      .complete.with(.rate, "null"), .complete.with(.attributes, "null"), .complete.with(.type, #""other""#),
      .complete.with(.ended, #""yesterday""#), .complete.with(.digits, "4096"),
      .complete.with(.size, #""999999999999999999""#), .complete.with(path: "attributes.colour", "[1.5e3]"),
      .requested.with(.progress, "0"),
    ],
    bad: [
      .complete.with(.rate, "9086.0"), .complete.with(.rate, "9e3"), .complete.with(.rate, "-1"),
      .complete.with(.rate, "-0"), .complete.with(.rate, #""9086""#), .complete.with(.dataSize, #""124415""#),
      .complete.with(.size, "\"\""), .complete.with(.size, #""07776""#), .complete.with(.size, #""+7776""#),
      .complete.with(.size, #"" 7776""#), .complete.with(.size, "1000000000000000000"),
      .complete.with(.digits, #""0""#), .complete.with(.digits, #""4097""#), .complete.with(.digits, "5.5"),
      .complete.with(.available, #""-1""#), .complete.with(.reachable, "true"), .requested.with(.progress, #""0""#),
      .complete.with(.partial, #""false""#), .complete.with(.partial, "0"), .complete.with(.checksum, "0"),
      .complete.with(.id, "7"), .complete.with(.status, "[]"), .complete.with(.alphabet, "{}"),
      .complete.with(.ended, "1710852774707"), .complete.with(.attributes, "[]"),
      .complete.with(.filesizes, "124415"), .complete.with(.timestamps, #""2024-03-19T12:52:50.388Z""#),
      .complete.with(.relationships, "[]"), .complete.with(.paymentData, "[]"), .complete.with(.paymentIntent, "3"),
    ],
    notTestable: [])

  static func check(_ facts: LineFacts) -> Verdict {
    facts.malformed.isEmpty && facts.isObject ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let fields = line.malformed.fields
    guard line.isObject, let first = fields.first else {
      return Evidence(nil, expected: "an object", message: "This element of the list must be an object.")
    }
    let parts = fields.map { field -> Prose in "\(name: field.path) must be \(words: expected(field))" }
    return Evidence(first, expected: expected(first), message: "\(Prose.joined(parts, by: "; ")).")
  }

  /// What may stand in a member, in words.
  private static func expected(_ field: Field) -> String {
    let plainDigits = "without sign or leading zero, as a number or as text"
    switch field {
    case .attributes, .relationships, .filesizes, .filehashes, .timestamps, .payment, .paymentData:
      return "an object"
    case .digits:
      let limits = LineParser.digitLimits
      return "a whole number from \(limits.lowerBound) to \(limits.upperBound), \(plainDigits)"
    case .size: return "a whole number below 10^18, \(plainDigits)"
    case .available, .reachable: return "a whole number of at most \(Quantity.digitLimit) digits, \(plainDigits)"
    case .progress, .rate, .dataSize, .snapshotSize, .scoreSize, .analysisSize, .deltaSize:
      return "a whole number below 10^18, without quotes, sign, fraction or exponent"
    case .partial: return "true or false"
    case .checksum: return "a string of at most \(Checksum.byteLimit) bytes"
    default: return "a string of at most \(LineParser.textLimit) bytes"
    }
  }
}
