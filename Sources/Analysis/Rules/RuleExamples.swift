/// Production lines that show what a rule accepts, what it doesn't, and where it has nothing to say.
public struct RuleExamples: Sendable {
  /// Production lines that pass.
  public let good: [ExampleLine]
  /// Production lines that fail.
  public let bad: [ExampleLine]
  /// Production lines on which the rule can't be tested.
  public let notTestable: [ExampleLine]
}

/// A production line written as changes to a good one, so that an example shows only what matters.
public struct ExampleLine: Sendable, CustomStringConvertible {
  /// The members in order: path and JSON text.
  private var members: [(path: String, json: String)]
  /// What was changed, in words.
  public private(set) var description: String
  /// Settings that the example needs.
  private(set) var settings = AuditSettings()
  /// An alphabet that the example needs.
  private(set) var alphabet: Alphabet?

  private init(_ description: String, _ members: [(path: String, json: String)]) {
    self.description = description
    self.members = members
  }

  /// The same production line with a member of another value, given as JSON text; a new one is added at the end.
  func with(_ field: Field, _ json: String) -> ExampleLine {
    with(path: field.path, json)
  }

  /// The same for a member that may be one TokAudit doesn't know.
  func with(path: String, _ json: String) -> ExampleLine {
    var line = self
    line.description += ", \(path) \(json)"
    if let index = members.firstIndex(where: { $0.path == path }) {
      line.members[index].json = json
    } else {
      line.members.removeAll { $0.path.hasPrefix(path + ".") }
      line.members.append((path, json))
    }
    return line
  }

  /// The same production line with a member written a second time.
  func twice(_ field: Field, _ json: String) -> ExampleLine {
    var line = self
    line.description += ", \(field.path) twice"
    line.members.append((field.path, json))
    return line
  }

  /// The same production line without a member and all it holds.
  func without(_ field: Field) -> ExampleLine {
    var line = self
    line.description += ", without \(field.path)"
    line.members.removeAll { $0.path == field.path || $0.path.hasPrefix(field.path + ".") }
    return line
  }

  /// The same production line under other settings, which the words describe.
  func under(_ words: String, _ change: (inout AuditSettings) -> Void) -> ExampleLine {
    var line = self
    line.description += ", \(words)"
    change(&line.settings)
    return line
  }

  /// The same production line of an alphabet of one's own.
  func of(alphabet id: String, _ characters: String) -> ExampleLine {
    var line = with(.alphabet, "\"\(id)\"")
    line.alphabet = Alphabet(id: id, characters: characters)
    return line
  }

  /// The JSON text of the production line.
  var json: String {
    ExampleLine.object(members[...].map { (Array($0.path.split(separator: ".").map(String.init)), $0.json) })
  }

  private static func object(_ members: [(path: [String], json: String)]) -> String {
    var parts: [String] = []
    var done: [String] = []
    for member in members {
      guard member.path.count > 1 else {
        parts.append("\"\(member.path[0])\":\(member.json)")
        continue
      }
      guard !done.contains(member.path[0]) else { continue }
      done.append(member.path[0])
      let children = members.filter { $0.path.count > 1 && $0.path[0] == member.path[0] }
      parts.append("\"\(member.path[0])\":\(object(children.map { (Array($0.path.dropFirst()), $0.json) }))")
    }
    return "{\(parts.joined(separator: ","))}"
  }
}

extension ExampleLine {
  private static func make(_ description: String, _ attributes: [(Field, String)]) -> ExampleLine {
    let payment: [(Field, String)] = [
      (.id, #""6f0c0d7e-0b1c-4a52-9f5e-2f1d3c4b5a69""#), (.type, #""tokens""#),
      (.transactionID, #""a3b1c2d4-5e6f-4711-8899-aabbccddeeff""#),
      (.paymentIntent, #""pi_3OxYzA2eZvKYlo2C0AbCdEfG""#), (.paymentType, #""transaction""#),
    ]
    return ExampleLine(description, (attributes + payment).map { ($0.0.path, $0.1) })
  }

  /// DICE, 5 characters per token, all 7,776 tokens, finished: the numbers of the service's published list.
  static let complete = make(
    "a complete DICE line",
    [
      (.status, #""finished""#), (.analysis, #""none""#), (.alphabet, #""DICE""#), (.digits, #""5""#),
      (.size, #""7776""#), (.available, #""0""#), (.reachable, #""0""#), (.rate, "9086"), (.partial, "false"),
      (.checksum, "\"\(String(repeating: "0", count: 70))\""), (.dataSize, "124415"),
      (.requested, #""2024-03-19T12:52:50.388Z""#), (.started, #""2024-03-19T12:52:50.425Z""#),
      (.ended, #""2024-03-19T12:52:54.707Z""#), (.finished, #""2024-03-19T12:52:54.708Z""#),
    ])

  /// BASE62, 10 characters per token, 1,000 tokens so far, finished; its checksum is not zero.
  static let partial = make(
    "a partial BASE62 line",
    [
      (.status, #""finished""#), (.analysis, #""none""#), (.alphabet, #""BASE62""#), (.digits, #""10""#),
      (.size, #""1000""#), (.available, #""839299365868339224""#), (.reachable, #""104857""#), (.rate, "5000"),
      (.partial, "true"), (.checksum, "\"\(String(repeating: "0101101", count: 10))\""),
      (.dataSize, "10999"), (.snapshotSize, "51234"),
      (.requested, #""2024-03-19T13:00:00.000Z""#), (.started, #""2024-03-19T13:00:00.100Z""#),
      (.ended, #""2024-03-19T13:00:02.105Z""#), (.finished, #""2024-03-19T13:00:02.107Z""#),
    ])

  /// DICE, 5 characters per token, complete and analyzed.
  static let analyzed = complete.with(.status, #""analyzed""#).with(.analysis, #""metrics""#)
    .with(.scoreSize, "37769").with(.analysisSize, "2048").with(.analyzed, #""2024-03-19T12:52:55.000Z""#)
    .named("an analyzed DICE line")

  /// LOWER_LATIN, 4 characters per token, 1,000 tokens ordered, nothing produced yet.
  static let requested = make(
    "a requested LOWER_LATIN line",
    [
      (.status, #""requested""#), (.analysis, #""none""#), (.alphabet, #""LOWER_LATIN""#), (.digits, #""4""#),
      (.size, #""1000""#), (.available, #""456976""#), (.reachable, #""262144""#),
      (.requested, #""2024-03-19T12:52:50.388Z""#),
    ])

  private func named(_ description: String) -> ExampleLine {
    var line = self
    line.description = description
    return line
  }
}
