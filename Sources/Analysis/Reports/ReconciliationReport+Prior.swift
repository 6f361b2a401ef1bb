/// What has changed since the prior report.
extension ReconciliationReport {
  var againstPrior: [Report.Block] {
    guard let resolved = made.resolved else { return [] }
    let new = made.places.count { $0.isKnown == false }
    var blocks: [Report.Block] = [.heading(2, "Against the prior report")]
    blocks.append(
      .paragraph(
        "New: \(new), open: \(made.places.count - new), resolved: \(resolved.count). Accepted ones are among them."))
    var table = Report.Table([
      .init("resolved"), .init("what it was"), .init("payment"), .init("production line"), .init("explanation then"),
    ])
    for row in resolved.prefix(made.settings.maxRows) {
      table.rows.append([
        "\(name: row.fingerprint.description)", AuditReport.value(row.rule), AuditReport.value(row.field),
        AuditReport.value(row.subject), AuditReport.value(row.message),
      ])
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    return blocks
  }
}
