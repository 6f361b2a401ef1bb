/// What the first page says of each rule that failed: what is wrong, who acts, and what the next step is.
extension AuditReport {
  /// Characters of a finding that the first page has room for; beyond, the rule is named only.
  private static let longestMessage = 300
  /// Characters of a value that the first page has room for; of longer ones, such as checksums, it shows both ends.
  private static let longestValue = 48
  private static let endOfValue = 16

  var whatToDo: [Report.Block] {
    var table = Report.Table([
      .init("who"), .init("what is wrong"), .init("next step"), .init("findings", isNumber: true), .init("urgent"),
    ])
    for source in audit.sources where !source.isComplete {
      for problem in source.problems.prefix(3) {
        table.rows.append(["you", "\(data: source.name): \(problem.message).", "\(problem.remedy).", "", "yes"])
      }
    }
    for shortfall in shortfalls where !shortfall.isOfSources {
      table.rows.append(["you", shortfall.cause, "\(shortfall.remedy).", "", "yes"])
    }
    for entry in open where entry.severity >= .warning {
      if entry.isSuspected {
        let advice = WholeFormat.advice(entry.rule)
        let wrong: Prose = "\(name: entry.rule.code) fails on all \(entry.tally.failed)."
        table.rows.append(["\(words: RuleInfo.Owner.service.actors)", wrong, advice, "\(entry.tally.failed)", "yes"])
        continue
      }
      let impact = entry.rule.urgentImpact(at: entry.severity)
      table.rows.append([
        "\(words: entry.rule.owner.actors)", AuditReport.wrong(entry), "\(words: entry.rule.meanwhile)",
        "\(entry.open)",
        impact.map { "yes: \(words: $0.rawValue)" } ?? "no",
      ])
    }
    table.rows += paymentsToSettle
    guard !table.rows.isEmpty else { return [.heading(2, "What to do now"), .paragraph("Nothing.")] }
    return [.heading(2, "What to do now"), .table(table)]
  }

  /// What is missing of the payments, and what is wrong with them.
  private var paymentsToSettle: [[Prose]] {
    guard let reconciled else { return [] }
    let missing = reconciled.shortfalls.map { ["you", $0, "See Payments.", "", "yes"] as [Prose] }
    return missing
      + reconciled.groups.map { group in
        [
          "\(words: group.owner.actors)", "\(name: group.code): \(group.headline).", "\(words: group.nextStep).",
          "\(group.items)", group.severity == .error ? "yes" : "no",
        ]
      }
  }

  /// The first finding of a rule, and how many there are besides.
  private static func wrong(_ entry: FailedRule) -> Prose {
    let code: Prose = "\(name: entry.rule.code)"
    guard let finding = entry.findings.first else { return "\(code): not so: \(words: entry.rule.title)." }
    let short = shortened(finding.message)
    let isShort = short.plain.unicodeScalars.count <= longestMessage
    let message: Prose = isShort ? short : "Not so: \(words: entry.rule.title)."
    // A message about an order that no production line stands for names the order itself.
    let place: Prose = finding.subject.isEmpty && !finding.order.isEmpty ? "" : "\(subject(finding)): "
    let others: Prose = entry.open > 1 ? " And \(entry.open - 1) more." : ""
    return "\(code): \(place)\(message)\(others)"
  }

  /// A text whose long values are cut in the middle.
  private static func shortened(_ text: Prose) -> Prose {
    text.segments.reduce("") { sum, segment in
      switch segment {
      case .plain(let words): return sum + "\(words: words)"
      case .name(let name): return sum + "\(name: name)"
      case .data(let value):
        let scalars = value.unicodeScalars
        if scalars.count <= longestValue { return sum + "\(data: value)" }
        return sum + "\(data: String(scalars.prefix(endOfValue)) + "…" + String(scalars.suffix(endOfValue)))"
      }
    }
  }
}
