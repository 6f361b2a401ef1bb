/// What changed between two lists of production lines, as a report.
public struct ComparisonReport: Comparison {
  /// One of the lists, after its audit.
  public struct Side {
    let name: String
    let audit: Audit

    /// A list under the name that reports give it.
    public init(name: String, audit: Audit) {
      self.name = name
      self.audit = audit
    }
  }

  let old: Side
  let new: Side
  let lines: LineComparison
  let settings: AuditSettings

  /// The report of a comparison that has heard both lists.
  public init(_ old: Side, _ new: Side, _ lines: LineComparison, settings: AuditSettings) {
    self.old = old
    self.new = new
    self.lines = lines
    self.settings = settings
  }

  /// Whether both audits are complete, and all production lines were compared.
  public var isComplete: Bool { isWhole(old) && isWhole(new) }

  /// Whether nothing of a list was missed, so that what was not met there isn't there.
  private func isWhole(_ side: Side) -> Bool { lines.failure == nil && side.audit.outcome(settings) != .incomplete }

  /// Whether the newer list has something that somebody must look at: a new finding, or a change after the end.
  public var hasNews: Bool { new.audit.newFindings > 0 || count(.changed) > 0 }

  /// What changed, in one sentence.
  public var title: Prose {
    let kinds = LineComparison.Kind.allCases.filter { ![.altered, .continued].contains($0) || count($0) > 0 }
    let text = Prose.joined(kinds.map { "\(count($0)) \(words: words($0))" })
    return isComplete ? text : "INCOMPLETE — \(text) in what was read"
  }

  /// The finished report.
  public var report: Report {
    Report(
      first: [.heading(1, "Comparison: \(title)"), sides] + shortfalls,
      rest: LineComparison.Kind.allCases.flatMap(section) + findings
        + RatesComparison.blocks(
          lines.rates, earlier: "production lines that the old list has as ended",
          none: "No production line has ended since the old list.")
        + rules)
  }

  func count(_ kind: LineComparison.Kind) -> Int { lines.changes.counts[kind] ?? 0 }

  /// What a table of production lines that were continued says.
  static let aboutContinued: Prose = "The moments are those of the requests of the part before and of the further part."

  private func words(_ kind: LineComparison.Kind) -> String {
    switch kind {
    case .changed: "changed after finished"
    case .altered: "changed before finished"
    case .progressed: "progressed"
    case .continued: "continued with a further part"
    case .added: isWhole(old) ? "added" : "not met before"
    case .vanished: isWhole(new) ? "vanished" : "not met again"
    }
  }

  private var sides: Report.Block {
    var table = Report.Table([.init(""), .init("old"), .init("new")])
    func row(_ name: Prose, _ value: (Side) -> Prose) { table.rows.append([name, value(old), value(new)]) }
    row("list") { "\(data: $0.name)" }
    row("verdict") { "\(words: $0.audit.outcome(settings).rawValue.uppercased())" }
    row("production lines") { "\($0.audit.productionLines)" }
    row("findings") { "\($0.audit.tallies.reduce(0) { $0 + $1.failed })" }
    return .table(table)
  }

  private var shortfalls: [Report.Block] {
    var blocks: [Report.Block] = [old, new].flatMap { side in
      side.audit.sources.flatMap { source in
        source.problems.map { .paragraph("\(data: source.name): \($0.text)") }
      }
    }
    if let failure = lines.failure { blocks.append(.paragraph("Not all could be compared: \(words: failure.message)")) }
    if lines.untold > 0 {
      blocks.append(
        .paragraph(
          "\(lines.untold, "production line") of the new list can't be told from others: a usable id or payment is missing."
        ))
    }
    return blocks + [.paragraph("\(lines.unchanged, "production line") stayed the same.")]
  }

  private func section(_ kind: LineComparison.Kind) -> [Report.Block] {
    var about: [Prose] = []
    if kind == .changed {
      let rule = ChangedAfterFinished.about
      about = ["The service acts. \(words: rule.meanwhile) \(name: "tokaudit rules \(rule.code)") says more."]
    }
    if kind == .continued { about = [ComparisonReport.aboutContinued] }
    return lines.changes.section(
      kind, isComplete ? "\(words: words(kind))" : "\(words: words(kind)) in what was read", about: about,
      [.init("production line"), .init("payment"), .init("what"), .init("from"), .init("to")]
    ) { row in
      [
        AuditReport.value(row.line), AuditReport.value(row.payment), "\(name: row.field.path)",
        row.old.map { "\(data: $0)" } ?? "n/a", row.new.map { "\(data: $0)" } ?? "n/a",
      ]
    }
  }

  private var findings: [Report.Block] {
    guard let previous = new.audit.baseline?.previous else { return [] }
    var blocks: [Report.Block] = [
      .heading(2, "Findings"),
      .paragraph(
        "\(new.audit.newFindings) new, \(new.audit.statuses.known.reduce(0, +)) known, \(AuditReport.closed(previous, isWhole: isWhole(new)))."
      ),
    ]
    var table = Report.Table([.init(""), .init("rule"), .init("production line"), .init("what is wrong")])
    for finding in new.audit.firstFindings.flatMap(\.self).prefix(settings.maxRows) {
      table.rows.append([
        "new", "\(name: finding.rule.code)", AuditReport.value(finding.subject), finding.message,
      ])
    }
    for (finding, closure) in previous.first {
      table.rows.append([
        "\(words: AuditReport.words(closure, isWhole: isWhole(new)))", "\(data: finding.rule)",
        AuditReport.value(finding.subject),
        "\(data: finding.message)",
      ])
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    return blocks
  }

  private var rules: [Report.Block] {
    [
      .heading(2, "Rules"),
      .paragraph(
        """
        Both lists were judged by the \(Rulebook.all.count, "rule") of version \(words: Version.current): what differs \
        above is a change of the data, never of the rules.
        """),
    ]
  }
}
