/// The second half of the report: what was not looked at, how often each rule was tested, and on what.
extension AuditReport {
  var notCovered: [Report.Block] {
    var table = Report.Table([.init("what"), .init("why"), .init("what to supply")])
    for (alphabet, count) in audit.unknownAlphabets.counts {
      table.rows.append([
        "rules that need the alphabet \(data: alphabet)",
        "it is not known, or can't be used as it was supplied (\(count, "production line"))",
        "the answer of \(name: "GET /api/alphabets") with \(name: "--alphabets FILE")",
      ])
    }
    let named = audit.unknownAlphabets.counts.reduce(0) { $0 + $1.count }
    if audit.unknownAlphabets.total > named {
      table.rows.append([
        "rules that need further alphabets",
        "they are not known, or can't be used as they were supplied (\(audit.unknownAlphabets.total - named, "production line"))",
        "the answer of \(name: "GET /api/alphabets") with \(name: "--alphabets FILE")",
      ])
    }
    if settings.asOf == nil {
      table.rows.append(["stamps in the future", "no moment was given", "\(name: "--as-of TIME")"])
    }
    if !audit.lostRuns.isEmpty {
      let runs = Prose.joined(audit.lostRuns.map { "\(data: $0)" })
      table.rows.append([
        "changes of what only \(words: audit.lostRuns.count == 1 ? "this run" : "these runs") saw finished: \(runs)",
        "\(name: "first-seen.json") is gone", "the file, from a backup",
      ])
    }
    table.rows += tokensNotCovered + ordersNotCovered
    if reconciled == nil {
      table.rows.append([
        "whether the payments were made", "the list only names them", "payments with \(name: "--payments FILE")",
      ])
    }
    return [.heading(2, "Not covered by this verdict"), .table(table)]
  }

  var allRules: [Report.Block] {
    var table = Report.Table([
      .init("rule"), .init("severity"), .init("tested", isNumber: true), .init("passed", isNumber: true),
      .init("failed", isNumber: true), .init("not testable", isNumber: true), .init("most often because"),
    ])
    for (rule, tally) in zip(Rulebook.all, audit.tallies) {
      let reason = tally.notTestable.reasons.first
      table.rows.append([
        "\(name: rule.code)", "\(words: settings.severity(of: rule).rawValue)", "\(tally.tested)", "\(tally.passed)",
        "\(tally.failed)", "\(tally.notTestable.total)",
        reason.map { "\(words: $0.obstacle.reason)" } ?? "",
      ])
    }
    return [.heading(2, "All rules"), .table(table)]
  }

  var coverage: [Report.Block] {
    let hasDigests = audit.sources.contains { $0.digest != nil }
    let isLive = audit.sources.contains { $0.httpStatus != nil }
    var table = Report.Table(
      [
        .init("source"), .init("bytes", isNumber: true), .init("documents", isNumber: true),
        .init("production lines", isNumber: true), .init("complete"),
      ] + (isLive ? [.init("HTTP status", isNumber: true)] : []) + (hasDigests ? [.init("SHA-256")] : []))
    for source in audit.sources {
      table.rows.append(
        [
          "\(data: source.name)", "\(source.bytes)", "\(source.documents)", "\(source.productionLines)",
          source.isComplete ? "yes" : "no",
        ] + (isLive ? [source.httpStatus.map { "\(words: String($0))" } ?? ""] : [])
          + (hasDigests ? [source.digest.map { "\(data: $0.text)" } ?? "n/a"] : []))
    }
    var blocks: [Report.Block] = [.heading(2, "Coverage and provenance"), .table(table)]
    for source in audit.sources {
      for problem in source.problems.prefix(settings.maxRows) {
        blocks.append(.paragraph("\(data: source.name): \(problem.text)"))
      }
      let rest = source.problems.count - settings.maxRows
      if rest > 0 { blocks.append(.paragraph("\(data: source.name): and \(rest) more.")) }
      if source.hasByteOrderMark {
        blocks.append(.paragraph("\(data: source.name) begins with a byte order mark, which was skipped."))
      }
    }
    if audit.unknownNames.count > 0 {
      let names = Prose.joined(audit.unknownNames.names.map { "\(data: $0)" })
      blocks.append(
        .paragraph("\(audit.unknownNames.count, "member") with a key that is not known, skipped: \(names)."))
    }
    if let lineage = audit.lineage, lineage.superseded.count > 0 { blocks.append(.paragraph(states(lineage))) }
    if let window = settings.window { blocks.append(.paragraph(selection(window))) }
    if let catalogue = audit.catalogue { blocks.append(.paragraph(AuditReport.coverage(of: catalogue))) }
    if let tokens = audit.tokens { blocks.append(.paragraph(AuditReport.coverage(of: tokens))) }
    if let orders = audit.orders { blocks.append(.paragraph(AuditReport.coverage(of: orders))) }
    return blocks + acceptances + [.paragraph(provenance), .signatures(.signatures)]
  }

  /// What was read of a catalogue.
  private static func coverage(of catalogue: CatalogueReport) -> Prose {
    let digest: Prose = catalogue.digest.map { " SHA-256 \(data: $0.text)." } ?? ""
    let replaced: Prose =
      catalogue.replaced.isEmpty
      ? "" : "; built-in ones with other characters: \(Prose.joined(catalogue.replaced.map { "\(data: $0)" }))"
    return """
      Alphabets read: \(catalogue.entries) in \(data: catalogue.name), \(catalogue.bytes, "byte"); used: \
      \(catalogue.used)\(replaced).\(digest)
      """
  }

  /// How many of the production lines that were read count.
  private func states(_ lineage: Lineage) -> Prose {
    let superseded = lineage.superseded.count
    let repeated = lineage.repeatedCount
    let parts: Prose =
      lineage.nextParts.count == 0 ? "" : " Further parts of production lines already met: \(lineage.nextParts.count)."
    return """
      Production lines read: \(audit.linesRead). A job counts once, in its latest state: \(superseded) left out, of \
      them \(repeated) read again without a change and \(superseded - repeated) superseded by a later state.\(parts)
      """
  }

  /// Which production lines the window has left, and which not.
  private func selection(_ window: TimeWindow) -> Prose {
    let ends: [Prose] = [
      window.from.map { "at or after \(words: $0.description)" }, window.to.map { "before \(words: $0.description)" },
    ].compactMap(\.self)
    let counts = audit.windowCounts
    let deleted: Prose = counts.deleted == 0 ? "" : "; that were deleted in it before they had ended: \(counts.deleted)"
    let unreadable: Prose = counts.unreadable == 0 ? "" : "; whose end can't be read, and kept: \(counts.unreadable)"
    return """
      Window: what ended \(Prose.joined(ends, by: " and ")). Production lines that ended in it: \(counts.inside)\(deleted); \
      that ended outside it, and left out: \(counts.outside); \
      that have not ended, and carried over: \(counts.carriedOver)\(unreadable).
      """
  }

  private var provenance: Prose {
    let moment: Prose =
      if let asOf = settings.asOf { "as of \(words: asOf.description)" } else if let latest = audit.latest {
        "as of \(words: latest.description), the latest time in the data"
      } else { "as of no time: there is no stamp in the data" }
    let options = settings.changes
    return """
      tokaudit \(words: Version.current), \(Rulebook.all.count, "rule"), \(moment), \
      options: \(options.isEmpty ? "none" : Prose.joined(options.map { "\(data: $0)" })).
      """
  }
}

extension AuditSettings {
  /// The options that differ from the defaults and can change a result, as they are written on a command line.
  var changes: [String] {
    var list: [String] = []
    let defaults = RuleLimit.allCases.map { $0.option(AuditSettings()) }
    if let from = window?.from { list.append("--from \(from)") }
    if let to = window?.to { list.append("--to \(to)") }
    if let asOf { list.append("--as-of \(asOf)") }
    if let expectCount { list.append("--expect-count \(expectCount)") }
    list += RuleLimit.allCases.map { $0.option(self) }.filter { !defaults.contains($0) }
    if allowEmpty { list.append("--allow-empty") }
    if allowEmptyWindow { list.append("expectLines: nothing on this day") }
    if failOn == .warning { list.append("--fail-on warning") }
    if let catalogueName { list.append("--alphabets \(catalogueName)") }
    if let dataName { list.append("--data \(dataName)") }
    if let ordersName { list.append("--orders \(ordersName)") }
    if let dataMapName { list.append("--data-map \(dataMapName)") }
    list += earlierNames.map { "--earlier \($0)" }
    list += paymentNames.map { "--payments \($0)" }
    if dataName != nil || dataMapName != nil, leavesDigestsOut { list.append("--no-digest") }
    if let acceptanceName { list.append("--accept \(acceptanceName)") }
    if let previousName { list.append("--previous \(previousName)") }
    if maxRows != AuditSettings.defaultMaxRows { list.append("--max-rows \(maxRows)") }
    return list + ruleChanges
  }

  /// The options that turn rules on and off; where more are off than on, those that are on.
  private var ruleChanges: [String] {
    let kept = Rulebook.all.filter { severity(of: $0) != .off }
    let off = Rulebook.all.filter { severity(of: $0) == .off && $0.severity != .off }
    let isSelection = !kept.isEmpty && kept.count < off.count
    var list = isSelection ? ["--select \(kept.map(\.code).joined(separator: ","))"] : []
    for rule in isSelection ? kept : Rulebook.all {
      // One that is off by itself is a warning where it is selected.
      let usual = isSelection && rule.severity == .off ? .warning : rule.severity
      if severity(of: rule) != usual { list.append("--severity \(rule.code)=\(severity(of: rule).rawValue)") }
    }
    return list
  }
}
