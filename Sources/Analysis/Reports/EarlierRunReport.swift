/// What became of the production lines of an earlier run, as a report: `comparison.md` beside that of the audit.
public struct EarlierRunReport {
  private let run: String
  private let lines: EarlierLines
  private let missing: MissingLines
  private let ruleChanges: [String]
  private let isWhole: Bool

  /// - Parameters:
  ///   - run: the name of the earlier run.
  ///   - lines: what was heard of both.
  ///   - missing: what no list of this run has any more.
  ///   - ruleChanges: what differs between the rules of both.
  ///   - isWhole: whether nothing is missing of this run's audit, so that what it didn't meet isn't there.
  public init(run: String, _ lines: EarlierLines, missing: MissingLines, ruleChanges: [String], isWhole: Bool) {
    self.run = run
    self.lines = lines
    self.missing = missing
    self.ruleChanges = ruleChanges
    self.isWhole = isWhole
  }

  /// The report that says why the production lines could not be compared.
  public static func report(
    run: String, without problem: Prose, missing: MissingLines, ruleChanges: [String]
  ) -> Report {
    Report(
      first: [
        .heading(1, "Compared with the run \(data: run): not possible"),
        .paragraph("The production lines of that run can't be read: \(problem)"),
      ], rest: RuleSetChange.section(ruleChanges) + section(missing))
  }

  /// The finished report.
  public var report: Report {
    let counts = Prose.joined(
      EarlierLines.Kind.allCases.filter { ![.continued, .wentBack].contains($0) || count($0) > 0 }.map {
        "\(count($0)) \(words: words($0))"
      } + (missing.count > 0 ? ["\(missing.count) missing"] : []))
    let gone: Prose =
      isWhole
      ? "Vanished is what that run counted and no list of this run has"
      : "This run is incomplete, so what that run counted and was not met may be in what was not read"
    var first: [Report.Block] = [
      .heading(1, "Compared with the run \(data: run): \(counts)"),
      .paragraph(
        """
        \(name: "lines.csv") of that run has \(lines.total, "production line"); \(lines.unchanged) of them \
        \(words: lines.unchanged == 1 ? "has" : "have") the same status and progress. Added is what counts in this run and \
        didn't in that one. \(gone); what only lies outside of the window now has not vanished, and what has a further \
        part in its place is continued. A job is told by its id, payment and moment of the request.
        """),
    ]
    if lines.untold > 0 {
      first.append(
        .paragraph("\(lines.untold, "production line") of that run can't be told from others, for want of these."))
    }
    return Report(
      first: first,
      rest: RuleSetChange.section(ruleChanges) + Self.section(missing) + EarlierLines.Kind.allCases.flatMap(section)
        + RatesComparison.blocks(
          lines.rates, earlier: "production lines that the run \(data: run) has counted as ended",
          none: "No production line that counts has ended since that run."))
  }

  private func count(_ kind: EarlierLines.Kind) -> Int { lines.changes.counts[kind] ?? 0 }

  private func words(_ kind: EarlierLines.Kind) -> String {
    switch kind {
    case .continued: "continued with a further part"
    case .added: "added"
    case .vanished: isWhole ? "vanished" : "not met in what was read"
    case .progressed: "progressed"
    case .wentBack: "gone back"
    }
  }

  private static func section(_ missing: MissingLines) -> [Report.Block] {
    guard missing.count > 0 else { return [] }
    var table = Report.Table([.init("production line"), .init("payment"), .init("last seen")])
    for row in missing.rows {
      table.rows.append([row.line, row.payment, row.status].map { AuditReport.value($0) })
    }
    var blocks: [Report.Block] = [
      .heading(2, "\(missing.count, "production line") missing"),
      .paragraph(
        """
        A run of this job has seen them finished, the one before this missed none of them, and no list has their ids \
        now. What was deleted is not missed, nor what was requested before everything that the lists have.
        """),
      .table(table),
    ]
    if table.rows.count < missing.count { blocks.append(.paragraph("The first \(table.rows.count, "row").")) }
    return blocks
  }

  private func section(_ kind: EarlierLines.Kind) -> [Report.Block] {
    lines.changes.section(
      kind, "\(words: words(kind))", about: kind == .continued ? [ComparisonReport.aboutContinued] : [],
      [.init("production line"), .init("payment"), .init("from"), .init("to")]
    ) { row in [row.line, row.payment, row.old, row.new].map { AuditReport.value($0) } }
  }
}
