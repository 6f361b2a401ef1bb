/// The stamps are those of the steps that the status implies.
///
/// A production line can be deleted at any step, so `deleted` demands only its own stamp and `requested`.
enum TimestampStatus: FactRule {
  static let about = RuleInfo(
    code: "timestamp-status",
    title: "There is a stamp for every step up to the status, and for none after it",
    severity: .warning, impact: .bookkeeping, owner: .service,
    basis: .shape("one stamp per step reached, as documented and as in every published example"),
    why: """
      The status names the last step that was reached, and each step sets its stamp. Demanded are the stamp of the \
      status itself and, of requested, started, ended and finished, those before it (for deleted: requested); no later \
      one may be there. Rules that differ before and after the job are not testable while the two contradict each other.
      """,
    example: "The status is finished, but of the 4 stamps requested, started, ended and finished the last is absent.",
    meanwhile: """
      Look where the document comes from: an answer of /api/tokens/ID/STATUS shows an older state, and then this is \
      innocent. Else fetch the list again before you use the batch.
      """,
    ask: """
      Production line {line}, requested {requested}: its status and its stamps differ: {field} should be {expected}. \
      Which step has it reached?
      """)

  static let examples = RuleExamples(
    good: [
      .requested, .complete, .partial, .analyzed,
      .requested.with(.status, #""deleted""#).with(.deleted, #""2024-03-19T12:53:00.000Z""#),
      .complete.with(.status, #""deleted""#).with(.deleted, #""2024-03-19T12:53:00.000Z""#),
      .complete.with(.finished, #""yesterday""#),
    ],
    bad: [
      .complete.without(.finished), .complete.without(.started), .complete.with(.ended, "null"),
      .complete.without(.timestamps), .complete.with(.timestamps, "{}"), .complete.with(.status, #""started""#),
      .requested.with(.deleted, #""2024-03-19T12:53:00.000Z""#),
      .complete.with(.analyzed, #""2024-03-19T12:52:55.000Z""#), .analyzed.without(.analyzed),
      .analyzed.without(.finished), .complete.with(.status, #""deleted""#),
      .requested.with(.status, #""deleted""#).with(.timestamps, #"{"deleted":"2024-03-19T12:53:00.000Z"}"#),
    ],
    notTestable: [
      .complete.with(.status, #""paused""#), .complete.without(.status), .complete.with(.status, "3"),
      .complete.twice(.status, #""finished""#), .complete.with(.timestamps, "3"), .complete.twice(.timestamps, "{}"),
    ])

  static func check(_ facts: LineFacts) -> Verdict {
    guard let status = facts.status else { return .notTestable(.statusUnknown) }
    if facts.unsure.has(.timestamps) { return .notTestable(.unusable) }
    return Lifecycle.fault(status, facts.present) == nil ? .passed : .failed
  }

  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence {
    guard let status = line.facts.status, let fault = Lifecycle.fault(status, line.present) else {
      return Evidence(nil, message: "")
    }
    let innocent: Prose = """
      An answer of \(name: "/api/tokens/ID/STATUS") shows an older state of a production line; then this is innocent.
      """
    switch fault {
    case .missing(let field):
      return Evidence(
        field, expected: "present",
        message: "The status is \(name: status.name), but the stamp \(name: field.name) is absent. \(innocent)")
    case .tooLate(let field):
      return Evidence(
        field, expected: "absent", actual: line.stamp(field)?.description ?? "",
        message: """
          The status is \(name: status.name), but the stamp of the later step \(name: field.name) is there. \(innocent)
          """)
    }
  }
}
