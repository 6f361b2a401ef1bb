/// How many tokens different production lines of the same kind are likely to share.
extension AuditReport {
  /// Groups that are shown.
  private static let overlapLimit = 10
  /// From this expectation on, production lines should not be mixed.
  private static let mixingLimit = 0.01

  func overlap(_ groups: [Group]) -> [Report.Block] {
    let expectations = groups.compactMap { group in
      group.value.expectedEqualTokens(digits: group.digits).map { (group: group, count: $0) }
    }
    // Sorting keeps the order of the groups where expectations are equal, as their places are compared then.
    let sorted = expectations.enumerated().sorted { left, right in
      if left.element.count != right.element.count { return left.element.count > right.element.count }
      return left.offset < right.offset
    }.map(\.element)
    guard !sorted.isEmpty else { return [] }
    var table = Report.Table([
      .init("alphabet"), .init("characters per token", isNumber: true), .init("production lines", isNumber: true),
      .init("tokens", isNumber: true), .init("expected equal tokens", isNumber: true), .init("advice"),
    ])
    for (group, count) in sorted.prefix(AuditReport.overlapLimit) {
      table.rows.append(
        AuditReport.cells(group) + [
          "\(group.value.jobs.tokens.count)", AuditReport.number(group.value.jobs.tokens.total),
          "\(words: DecimalText.estimate(count))",
          count >= AuditReport.mixingLimit ? "do not mix them in one number range" : "",
        ])
    }
    var blocks: [Report.Block] = [
      .heading(3, "Equal tokens in different production lines"),
      .paragraph(
        """
        The service promises that no token is twice in a production line. Different production lines of the same \
        alphabet and characters per token draw from the same tokens all the same: among all pairs of those that have \
        ended, ((Σ size)² − Σ size²) / (2 · T) equal tokens are expected, where T is the number of different tokens. \
        Complete production lines share all of them. Parts of one production line share none, which this estimate \
        doesn't know.
        """),
      .table(table),
    ]
    if sorted.count > AuditReport.overlapLimit {
      blocks.append(
        .paragraph("The \(AuditReport.overlapLimit) largest expectations of \(sorted.count, "group")."))
    }
    return blocks
  }
}
