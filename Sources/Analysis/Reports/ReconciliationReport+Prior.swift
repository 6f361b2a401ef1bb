/// What has changed since the prior report.
extension ReconciliationReport {
  var againstPrior: [Report.Block] {
    guard let closed = made.closed else { return [] }
    let new = made.places.count { $0.isKnown == false }
    let isWhole = made.shortfalls.isEmpty
    var blocks: [Report.Block] = [.heading(2, "Against the prior report")]
    var counts: [Prose] = ["New: \(new)", "open: \(made.places.count - new)"]
    for closure in FindingClosure.allCases {
      let count = closed.count { $0.closure == closure }
      guard count > 0 || closure == .resolved else { continue }
      counts.append("\(words: AuditReport.words(closure, isWhole: isWhole)): \(count)")
    }
    if made.renamed > 0 { counts.append("of another code, or more of it, now: \(made.renamed)") }
    blocks.append(.paragraph("\(Prose.joined(counts)). Accepted ones are among them."))
    var table = Report.Table([
      .init("no longer there"), .init("why"), .init("what it was"), .init("payment"), .init("production line"),
      .init("explanation then"),
    ])
    for (row, closure) in closed.prefix(made.settings.maxRows) {
      table.rows.append([
        "\(name: row.id.description)", "\(words: AuditReport.words(closure, isWhole: isWhole))",
        AuditReport.value((row.flags.isEmpty ? [row.category] : row.flags).joined(separator: ", ")),
        AuditReport.value(row.ident), AuditReport.value(row.lineID), AuditReport.value(row.explanation),
      ])
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    return blocks
  }
}
