/// Puts the report of an audit together: the answer first, then what to do, then the evidence.
public struct AuditReport {
  let audit: Audit
  let settings: AuditSettings
  /// Rules that failed: those that fail wherever they can be tested, then the most severe first, then by what is at
  /// stake, then in rulebook order.
  let failed: [FailedRule]
  /// Those of them with findings that nobody has accepted.
  let open: [FailedRule]
  /// What became of the payments; nil if none were given.
  let reconciled: PaymentsPart?

  /// The report of an audit under these settings.
  ///
  /// - Parameter payments: what became of the payments, if there were any.
  public init(_ audit: Audit, settings: AuditSettings, payments: PaymentsPart? = nil) {
    self.audit = audit
    self.settings = settings
    reconciled = payments
    failed = FailedRule.all(audit, settings)
    open = failed.filter { $0.open > 0 }
  }

  /// The finished report.
  public var report: Report {
    Report(
      first: first,
      rest: findings + closed + orderSection + (reconciled?.blocks ?? []) + message + figures + notCovered + allRules
        + coverage,
      deliveries: audit.orders?.deliveries ?? [])
  }

  /// What stands on the first page.
  var first: [Report.Block] {
    [.heading(1, "Token audit: \(title)")] + headlines.map { .paragraph($0) }
      + [.paragraph(evidence), questions] + againstPrevious + whatToDo
  }

  /// How it ended, payments included.
  public var outcome: Outcome { max(audit.outcome(settings), reconciled?.outcome ?? .pass) }

  /// The outcome and its reason, for a title and for the closing line on a terminal.
  public var title: Prose {
    let payments: Prose = reconciled?.objection.map { "; payments: \($0)" } ?? ""
    guard outcome == .incomplete else {
      return "\(words: outcome.rawValue.uppercased()) — \(ordered)\(found)\(payments)"
    }
    var causes = shortfalls.map(\.cause)
    if reconciled?.outcome == .incomplete { causes.append("payments not complete") }
    let cause: Prose = "INCOMPLETE — \(Prose.joined(causes))"
    if audit.linesRead == 0 { return "\(cause); no production line was read\(payments)" }
    if audit.productionLines == 0 { return cause + payments }
    // What is missing of the payments alone makes nothing of the lists partial.
    let known: Prose = shortfalls.isEmpty ? found : "\(counts) in what was read"
    return "\(cause); \(ordered)\(known)\(payments)"
  }

  /// What was found of the production lines, if there are no shortfalls.
  private var found: Prose {
    if audit.productionLines == 0, audit.isEmptyWindow { return "no production line ended in the window" }
    if hasObjections || audit.outcome(settings) == .fail { return counts }
    // What is found of states that were left out is a matter of no production line that counts.
    var found: [Prose] = Severity.allCases.reversed().compactMap { severity in
      let count = open.filter { $0.severity == severity }.reduce(0) { $0 + $1.open }
      return count == 0 ? nil : "\(count, severity.rawValue)"
    }
    let accepted = audit.statuses.accepted.reduce(0, +)
    if accepted > 0 { found.append("\(accepted, "accepted finding")") }
    return "\(audit.productionLines, "production line"), "
      + (found.isEmpty ? "nothing found" : Prose.joined(found))
  }

  /// Whether anything is wrong with production lines that count, or that a window left out.
  private var hasObjections: Bool { audit.linesWithWarnings + audit.linesWithErrors + audit.findingsOutside > 0 }

  /// "12 of 12 orders delivered as ordered; " if orders were given.
  private var ordered: Prose { audit.orders.map { $0.rows == 0 ? "" : "\(AuditReport.orderCount($0)); " } ?? "" }

  /// "1 of 412 production lines has errors, 3 have warnings".
  private var counts: Prose {
    let errors = audit.linesWithErrors
    let warnings = audit.linesWithWarnings
    let lines: Prose = """
      \(errors) of \(audit.productionLines, "production line") \(words: errors == 1 || audit.productionLines == 1 ? "has" : "have") errors, \
      \(warnings) \(words: warnings == 1 ? "has" : "have") warnings
      """
    let outside: Prose =
      audit.findingsOutside == 0 ? "" : "; \(audit.findingsOutside, "finding") on what ended outside the window"
    let again = audit.unaccepted(Rulebook.index(of: LineRepeated.about))
    let repeated: Prose = hasObjections || again == 0 ? "" : "; \(again, "production line") read again"
    let index = Rulebook.index(of: AlphabetConsistent.about)
    let unusable = audit.unaccepted(index)
    if unusable == 0 { return lines + outside + repeated }
    return
      "\(lines)\(outside)\(repeated); \(unusable) of \(audit.tallies[index].tested, "supplied alphabet") can't be used"
  }

  /// A production line as a sentence names it.
  static func subject(_ finding: Finding) -> Prose {
    if finding.subject.isEmpty, !finding.order.isEmpty { return "order \(data: finding.order)" }
    let kind: Prose = isAboutAlphabet(finding) ? "alphabet" : "production line"
    return finding.subject.isEmpty ? "\(kind) number \(finding.index + 1)" : "\(kind) \(data: finding.subject)"
  }

  /// The same for the first cell of a row.
  private static func cell(_ finding: Finding) -> Prose {
    if !finding.subject.isEmpty { return "\(data: finding.subject)" }
    return finding.order.isEmpty ? "number \(finding.index + 1)" : "of order \(data: finding.order)"
  }

  static func isAboutAlphabet(_ finding: Finding) -> Bool {
    finding.rule.code == AlphabetConsistent.about.code
  }

  private var questions: Report.Block {
    var table = Report.Table([.init("question"), .init("answer")])
    table.rows = [
      [AuditReport.ordersQuestion, AuditReport.delivered(audit.orders)],
      ["Do the service's figures agree?", agreement],
      ["Were the tokens examined?", tokensExamined],
      ["Has every production line a payment of its own?", payments],
    ]
    if let reconciled { table.rows.append(["Is each payment for a production line?", reconciled.used]) }
    table.rows.append(["Is the data complete?", completeness])
    return .table(table)
  }

  private var completeness: Prose {
    let payments: Prose? = reconciled?.outcome == .incomplete ? "payments not complete; see Payments" : nil
    if shortfalls.isEmpty {
      return payments.map { "no: \($0)" } ?? "yes: \(audit.sources.count, "source") read to the end\(expectation)"
    }
    let others: Prose = payments.map { "; \($0)" } ?? ""
    return "no: \(Prose.joined(shortfalls.map(\.cause))); see Coverage and provenance\(others)"
  }

  private var expectation: Prose {
    settings.expectCount.map { ", and \($0, "production line") as expected" } ?? ""
  }

  /// Rules that the answer of a question names; all of them stand below it.
  private static let rulesNamed = 4

  private var agreement: Prose {
    // What was ordered has a question of its own.
    let others = Set(Rulebook.rulesOfOrders.map { $0.about.code })
    let errors = open.filter { $0.severity == .error && !others.contains($0.rule.code) }
    if !errors.isEmpty {
      let names = errors.prefix(AuditReport.rulesNamed).map { "\(name: $0.rule.code)" as Prose }
      let rest: Prose = errors.count > names.count ? " and \(errors.count - names.count) more" : ""
      return "no: \(errors.count, "rule") of severity error failed: \(Prose.joined(names))\(rest)"
    }
    let accepted = failed.filter { $0.severity == .error && !others.contains($0.rule.code) }
    if !accepted.isEmpty {
      return "no, but accepted: \(Prose.joined(accepted.map { "\(name: $0.rule.code)" })) failed"
    }
    let tested = zip(Rulebook.all, audit.tallies).count {
      settings.severity(of: $0) == .error && $1.tested > 0 && !others.contains($0.code)
    }
    if tested == 0 { return "not testable: no rule of severity error could be tested" }
    let rules: Prose = "\(tested, "rule") of severity error tested, none failed"
    return untested.map { "in part: \(rules); \($0)" } ?? "yes: \(rules)"
  }

  /// How many rules of severity error could not be tested on production lines that they are about; nil if all could.
  private var untested: Prose? {
    let errors = Rulebook.lineRules.filter { settings.severity(of: $0.about) == .error }
    let gaps = errors.map { audit.tallies[Rulebook.index(of: $0.about)].notTestable.gaps }.filter { !$0.isEmpty }
    let counts = gaps.map { (lines: $0.reduce(0) { $0 + $1.count }, reason: $0[0].obstacle.reason) }
    guard let most = counts.max(by: { $0.lines < $1.lines }) else { return nil }
    return """
      \(gaps.count, "rule") could not be tested on \(words: gaps.count == 1 ? "" : "up to ")\
      \(most.lines, "production line"), mostly as \(words: most.reason)
      """
  }

  private var payments: Prose {
    let objections = [
      objection(PaymentPresent.self, "without a payment"),
      objection(PaymentUnique.self, "with a PaymentIntent that another one has too"),
      objection(PaymentLink.self, "whose PaymentIntent and transaction stand with others elsewhere"),
    ].compactMap(\.self)
    let paid = reconciled.map { $0.paid }
    if !objections.isEmpty {
      return "no: \(Prose.joined(objections))" + (paid.map { "; by the payments, \($0)" } ?? "")
    }
    // Who was given payments need not rely on what a list says of them.
    if let paid { return paid }
    let tally = audit.tallies[Rulebook.index(of: PaymentUnique.about)]
    let tested = tally.tested
    if tested == 0 {
      let isOff = settings.severity(of: PaymentUnique.about) == .off
      if isOff { return "not tested: \(name: PaymentUnique.about.code) is switched off" }
      return tally.notTestable.reasons.first.map { "not testable: \(words: $0.obstacle.reason)" } ?? "not testable"
    }
    // What ended outside the window is compared too, but fails only together with what counts.
    let compared = tested + tally.notTestable[.outsideWindow]
    let hasWindow = settings.window != nil
    let rest = (hasWindow ? audit.linesRead - (audit.lineage?.superseded.count ?? 0) : audit.productionLines) - compared
    let untold: Prose = rest > 0 ? "; of \(rest, "production line") it can't be told" : ""
    let ofWindow = hasWindow ? " of the window" : ""
    let read = hasWindow ? " that were read" : ""
    return """
      yes: no PaymentIntent\(words: ofWindow) stands on two of \(compared, "production line")\(words: read)\(untold)
      """
  }

  /// What a rule says against the payments, nil if nothing.
  private func objection(_ rule: any Rule.Type, _ words: Prose) -> Prose? {
    let index = Rulebook.index(of: rule.about)
    let failed = audit.tallies[index].failed
    guard failed > 0 else { return nil }
    let accepted = audit.statuses.accepted[index]
    return "\(failed, "production line") \(words)" + (accepted == 0 ? "" : ", \(accepted) of them accepted")
  }

  private var findings: [Report.Block] {
    var blocks: [Report.Block] = [.heading(2, "Findings")]
    if failed.isEmpty { return blocks + [.paragraph("None.")] }
    for entry in failed {
      blocks.append(
        .heading(3, "\(name: entry.rule.code) (\(words: entry.severity.rawValue)): \(words: entry.rule.title)"))
      // Without a previous report all of them are new.
      let showsStatus = audit.baseline?.previous != nil
      var table = Report.Table(
        [.init("production line"), .init("what is wrong"), .init("expected"), .init("actual"), .init("where")]
          + (showsStatus ? [.init("status")] : []))
      let isShort = entry.isSuspected || entry.rule.isRoutine
      let limit = isShort ? min(WholeFormat.examples, settings.maxRows) : settings.maxRows
      for finding in entry.findings.prefix(limit) {
        table.rows.append(
          [
            AuditReport.cell(finding), finding.message,
            AuditReport.value(finding.expected), AuditReport.value(finding.actual),
            "\(data: finding.source), number \(finding.index + 1), byte \(words: String(finding.byteOffset))",
          ] + (showsStatus ? [AuditReport.status(finding)] : []))
      }
      if !table.rows.isEmpty { blocks.append(.table(table)) }
      if entry.isSuspected {
        blocks.append(.paragraph(WholeFormat.note(shown: table.rows.count, failed: entry.tally.failed)))
      } else if table.rows.count < entry.open {
        blocks.append(
          .paragraph(
            "\(table.rows.count) of \(entry.open); all in \(name: "findings.csv") (\(name: "-o findings.csv"))."))
      }
      blocks += statuses(of: entry)
    }
    return blocks
  }

  static func value(_ text: String) -> Prose {
    text.isEmpty ? "n/a" : "\(data: text)"
  }

  /// Questions about this many production lines of each rule are written out.
  private static let questionsPerRule = 3

  private var message: [Report.Block] {
    let asked = open.filter { $0.rule.owner == .service && $0.severity >= .warning }
    guard !asked.isEmpty else { return [] }
    var rows: [Prose] = ["Hello, we audited our production lines and have questions:"]
    for entry in asked {
      for finding in entry.findings.prefix(AuditReport.questionsPerRule) {
        rows.append("- \(finding.question)")
      }
      let rest = entry.open - min(entry.findings.count, AuditReport.questionsPerRule)
      if rest > 0 { rows.append("  The same on \(rest, "more production line").") }
    }
    return [.heading(2, "Message to the service"), .copy(rows)]
  }
}
