/// What was signed off, and what became of the acceptances.
extension ReconciliationReport {
  var acceptedOnes: [Report.Block] {
    guard let acceptances = made.acceptances else { return [] }
    let count = made.places.count { $0.acceptance != nil }
    var blocks: [Report.Block] = [.heading(2, "Accepted exceptions")]
    blocks.append(
      .paragraph(
        "\(acceptances.rows.count - acceptances.repeated.count, "exception") signed off, \(count) of them still there. They stay in the totals."
      ))
    var table = Report.Table([
      .init("exception"), .init("what"), .init("payment"), .init("accepted by"), .init("reason"), .init("until"),
    ])
    for found in accepted {
      table.rows.append([
        "\(name: found.id.description)", Prose.joined(found.codes.map { "\(name: $0)" }),
        AuditReport.value(found.ident), AuditReport.value(found.acceptance?.acceptedBy ?? ""),
        AuditReport.value(found.acceptance?.reason ?? ""), AuditReport.value(found.acceptance?.until ?? ""),
      ])
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    if let outgrown { blocks.append(.paragraph(outgrown)) }
    let others = [
      (acceptances.stale, "no longer needed"), (acceptances.expired.filter { !$0.isRepeated }, "over at that moment"),
      (acceptances.repeated, "listed again, which changes nothing"),
      (acceptances.ofCategoryOnly, "without flags or severity, covering the category alone"),
    ]
    for (rows, why) in others {
      guard !rows.isEmpty else { continue }
      let names = rows.prefix(made.settings.maxRows).map { row in
        "\(name: row.id.description) (\(data: row.category), \(data: row.ident))" as Prose
      }
      blocks.append(.paragraph("\(rows.count, "acceptance") \(words: why): \(Prose.joined(names))."))
    }
    return blocks
  }

  /// The open exceptions that are more than what was signed off of them; nil without any.
  private var outgrown: Prose? {
    let places = made.places.filter { $0.outgrown != nil }
    if places.isEmpty { return nil }
    let names = places.prefix(made.settings.maxRows).compactMap { place in
      made.outgrowth(of: place).map { "\(name: place.id.description): \($0)" as Prose }
    }
    return """
      \(places.count, "exception") open though an acceptance names \(words: places.count == 1 ? "it" : "them"), which \
      doesn't cover what is there now. \(Prose.joined(names, by: " "))
      """
  }
}
