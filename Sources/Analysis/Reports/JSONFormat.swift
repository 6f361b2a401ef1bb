/// `report.json`: the audit for other programs, and for `--previous`. `Schemas/report.schema.json` describes it.
///
/// Members may be added; those that are there keep their names and meanings as long as `schemaVersion` stays the same.
/// What is not known is left out. Findings are written while the audit goes on and kept aside by the caller; the head,
/// which states the outcome, is known at the end only. The report is `head`, then for each finding a separator and its
/// `row`, then `tail`.
public enum JSONFormat {
  /// The form of the report.
  public static let schemaVersion = 1

  /// Everything before the findings.
  ///
  /// - Parameter payments: what is said of payments, if there were any.
  public static func head(_ audit: Audit, settings: AuditSettings, payments: PaymentsPart? = nil) -> String {
    let report = AuditReport(audit, settings: settings, payments: payments)
    let members: [(key: String, value: JSONValue?, levels: Int)] = [
      ("verdict", .text(report.outcome.rawValue), 0),
      (
        "evidence",
        .list(
          [.text("list")] + (audit.tokens == nil ? [] : [.text("token files")])
            + (audit.orders == nil ? [] : [.text("orders")]) + (payments == nil ? [] : [.text("payments")])), 0
      ),
      ("summary", summary(audit, report), 1),
      ("firstPage", firstPage(report.first), 1),
      ("coverage", coverage(audit, settings), 2),
      ("rules", .list(Rulebook.all.indices.map { rule($0, audit, settings) }), 1),
      ("orders", orders(audit), 2), ("figures", figures(audit), 3),
      ("accepted", acceptances(audit, settings), 1),
      ("previous", previous(audit, settings), 2), ("payments", payments?.value, 2),
    ]
    return JSONHead.text(schemaVersion: schemaVersion, members) + ",\n  \"findings\": ["
  }

  /// What stands before the row of a finding.
  public static func separator(isFirst: Bool) -> String {
    isFirst ? "\n" : ",\n"
  }

  /// A finding in one row, without its end.
  public static func row(_ finding: Finding) -> String {
    var bytes: [UInt8] = []
    append(finding, fingerprint: finding.fingerprint, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the row of a finding, without its end.
  public static func append(_ finding: Finding, fingerprint: String, to bytes: inout [UInt8]) {
    let value = JSONValue.object([
      ("fingerprint", .text(fingerprint)), ("rule", .text(finding.rule.code)),
      ("severity", .text(finding.severity.rawValue)), ("status", .text(finding.status.rawValue)),
      ("openSince", .nonEmpty(finding.openSince)),
      ("impact", .text(finding.rule.impact.rawValue)), ("owner", .text(finding.rule.owner.rawValue)),
      ("lineId", .nonEmpty(finding.subject)), ("order", .nonEmpty(finding.order)),
      ("paymentIntent", .nonEmpty(finding.paymentIntent)),
      ("field", .nonEmpty(finding.field)), ("expected", .nonEmpty(finding.expected)),
      ("actual", .nonEmpty(finding.actual)), ("unit", .nonEmpty(finding.unit)),
      ("requested", .nonEmpty(finding.requested)), ("source", .text(finding.source)),
      ("index", .number(finding.index)), ("byteOffset", .number(finding.byteOffset)),
      ("message", .text(finding.message.plain)),
    ])
    bytes.append(utf8: "    ")
    value.write(to: &bytes)
  }

  /// Everything behind the findings.
  public static func tail(isEmpty: Bool) -> String {
    isEmpty ? "]\n}\n" : "\n  ]\n}\n"
  }

  private static func summary(_ audit: Audit, _ report: AuditReport) -> JSONValue {
    .object([
      ("title", .text(report.title.plain)),
      ("productionLines", .number(audit.productionLines)), ("withErrors", .number(audit.linesWithErrors)),
      ("withWarnings", .number(audit.linesWithWarnings)),
    ])
  }

  private static func rule(_ index: Int, _ audit: Audit, _ settings: AuditSettings) -> JSONValue {
    let rule = Rulebook.all[index]
    let tally = audit.tallies[index]
    return .object([
      ("rule", .text(rule.code)), ("severity", .text(settings.severity(of: rule).rawValue)),
      ("limit", (rule.limit?.option(settings)).map { .text($0) }),
      ("impact", .text(rule.impact.rawValue)), ("owner", .text(rule.owner.rawValue)), ("tested", .number(tally.tested)),
      ("passed", .number(tally.passed)), ("failed", .number(tally.failed)),
      ("accepted", .number(audit.statuses.accepted[index])), ("known", .number(audit.statuses.known[index])),
      ("openSince", .nonEmpty(audit.statuses.openSince[index])),
      ("notTestable", .number(tally.notTestable.total)),
      ("reasons", .object(tally.notTestable.reasons.map { ($0.obstacle.code, .number($0.count)) })),
    ])
  }

  private static func acceptances(_ audit: Audit, _ settings: AuditSettings) -> JSONValue? {
    audit.baseline?.acceptances.map { acceptances in
      .object([
        ("file", settings.acceptanceName.map { .text($0) }), ("listed", .number(acceptances.listed)),
        ("expired", .number(acceptances.expired)), ("unused", .number(acceptances.unused)),
        ("findings", .number(audit.statuses.accepted.reduce(0, +))),
      ])
    }
  }

  private static func previous(_ audit: Audit, _ settings: AuditSettings) -> JSONValue? {
    audit.baseline?.previous.map { previous in
      .object([
        ("file", settings.previousName.map { .text($0) }), ("complete", .flag(previous.isComplete)),
        ("new", .number(audit.newFindings)), ("known", .number(audit.statuses.known.reduce(0, +))),
        ("openSince", audit.statuses.oldest.map { .text($0) }),
        ("resolved", .number(previous.resolved)),
        ("outOfWindow", .number(previous.closed[.outOfWindow] ?? 0)),
        ("notListed", .number(previous.closed[.notListed] ?? 0)),
        ("notTested", .number(previous.closed[.notTested] ?? 0)), ("notJudged", .number(previous.notJudged)),
        ("newFromRules", .number(previous.newFromRules)),
        ("ruleChanges", .list(previous.ruleChanges.map { .text($0) })),
        (
          "firstClosed",
          .list(
            previous.first.map { finding, closure in
              .object([
                ("closure", .text(closure.rawValue)), ("rule", .text(finding.rule)),
                ("lineId", .nonEmpty(finding.subject)), ("field", .nonEmpty(finding.field)),
                ("message", .text(finding.message)),
              ])
            })
        ),
      ])
    }
  }
}
