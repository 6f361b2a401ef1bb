/// Every member is there that the status and the stamps of a production line demand.
///
/// Stamps are judged by `timestamp-status`, files by `files-listed`, the payment by `payment-present`. A member that is
/// null is absent; one of the wrong type, or one that stands twice, is there.
enum FieldsPresent: FactRule {
  static let about = RuleInfo(
    code: "fields-present",
    title: "The members are there that status and stamps demand",
    severity: .error, impact: .bookkeeping, owner: .service,
    basis: .shape("the documented members, all of them in every published example"),
    why: """
      Always: type, id, attributes, and in it status, analysis, alphabet, digits, size, available, reachable and \
      timestamps. While started or ended: progress. From ended on: rate, partial, checksum and filesizes; where status \
      and stamps don't tell whether that is so, and one of these is absent, the rule can't be tested. What is absent \
      can't be audited, so the rules that need it say nothing.
      """,
    example: "A finished production line has 10 of the 11 attributes that it must have: checksum is absent.",
    meanwhile: "Hold the batch; fetch the list again, and audit the new answer.",
    ask: """
      Production line {line}, requested {requested}, ended {ended}: {field} is absent. In which cases does the service \
      leave it out, and what is its value here?
      """)

  static let examples = RuleExamples(
    good: [
      .complete, .partial, .analyzed, .requested, started, ended,
      .requested.with(.status, #""deleted""#).with(.deleted, #""2024-03-19T12:53:00.000Z""#),
      .complete.with(.rate, "9086.0"), .complete.with(.filesizes, "3"), .complete.twice(.rate, "9086"),
      .complete.with(.attributes, "3"), .complete.with(.relationships, "null"),
    ],
    bad: always.union(inAttributes).fields.map(ExampleLine.requested.without) + [
      .complete.with(.attributes, "null"), .complete.with(.attributes, "{}"), .requested.with(.size, "null"),
      started.without(.progress), ended.without(.progress), .complete.without(.rate), .complete.without(.partial),
      .complete.with(.checksum, "null"), .complete.without(.filesizes),
    ],
    notTestable: [
      .complete.without(.ended).without(.rate), .complete.with(.timestamps, "3").without(.checksum),
    ])

  private static let started = ExampleLine.requested.with(.status, #""started""#).with(.progress, "42")
    .with(.started, #""2024-03-19T12:52:50.425Z""#)
  private static let ended = ExampleLine.complete.with(.status, #""ended""#).with(.progress, "100").without(.finished)

  private static let always = FieldSet([.type, .id, .attributes])
  private static let inAttributes = FieldSet([
    .status, .analysis, .alphabet, .digits, .size, .available, .reachable, .timestamps,
  ])
  private static let fromEnded = FieldSet([.rate, .partial, .checksum, .filesizes])

  static func check(_ facts: LineFacts) -> Verdict {
    guard facts.isObject else { return .notTestable(.unusable) }
    if !missing(facts).isEmpty { return .failed }
    // Whether what comes with the end must be there can't be told unless it is.
    let isInDoubt = facts.has(.attributes) && facts.phase == .undecided && !absent(fromEnded, facts).isEmpty
    return isInDoubt ? .notTestable(.phaseUndecided) : .passed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    let missing = missing(line.facts)
    let groups: [(fields: FieldSet, reason: Prose)] = [
      (always.union(inAttributes), "which every production line has"),
      (FieldSet(.progress), "which a production line has while started or ended"),
      (fromEnded, "which a production line has from \(name: Field.ended.name) on"),
    ]
    let parts = groups.compactMap { group -> Prose? in
      let fields = missing.intersection(group.fields).fields
      guard !fields.isEmpty else { return nil }
      let names = Prose.joined(fields.map { "\(name: $0.path)" })
      return "\(names) \(words: fields.count == 1 ? "is" : "are") absent, \(group.reason)"
    }
    return Evidence(missing.fields.first, expected: "present", message: "\(Prose.joined(parts, by: "; ")).")
  }

  /// What is demanded and not there.
  private static func missing(_ facts: LineFacts) -> FieldSet {
    var demanded = always
    if facts.has(.attributes) {
      demanded.formUnion(inAttributes)
      if facts.phase == .after { demanded.formUnion(fromEnded) }
      let isAtWork = facts.status == .started || facts.status == .ended
      if isAtWork, facts.phase != .undecided { demanded.insert(FieldSet(.progress)) }
    }
    return absent(demanded, facts)
  }

  private static func absent(_ fields: FieldSet, _ facts: LineFacts) -> FieldSet {
    fields.subtracting(facts.present).subtracting(facts.unsure)
  }
}
