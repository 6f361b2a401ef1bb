/// The rates of each alphabet and number of characters per token, and the production lines at both ends.
extension AuditReport {
  /// A group needs this many rates for its slowest and fastest to mean anything.
  private static let ratesNeeded = 20
  /// Groups of which the slowest and fastest are shown.
  private static let extremesLimit = 3

  func rates(_ all: JobFigures, _ groups: [Group]) -> [Report.Block] {
    let start: [Report.Block] = [.heading(3, "Rates in characters per second")]
    if all.rate.count == 0 { return start + [.paragraph("No production line that has ended states a rate.")] }
    var table = Report.Table(
      [.init("alphabet"), .init("characters per token", isNumber: true)]
        + ["n", "mean", "standard deviation", "min", "p5", "p50", "p95", "p99", "max"].map { .init($0, isNumber: true) }
        + [.init("distribution")])
    for group in groups.prefix(AuditReport.groupLimit) where group.value.jobs.rate.count > 0 {
      table.rows.append(AuditReport.cells(group) + AuditReport.cells(group.value.jobs.rate))
    }
    table.rows.append(["all", ""] + AuditReport.cells(all.rate))
    return start + [
      .paragraph(
        """
        n is the number of production lines; of p5, for example, 5 percent have this rate or a lower one. Quantiles are \
        within 1/256. The distribution goes from min to max in equal steps.
        """),
      .table(table),
    ]
  }

  private static func cells(_ rate: Distribution) -> [Prose] {
    func decimal(_ thousandths: Int128?) -> Prose {
      thousandths.map { "\(words: DecimalText.rounded(thousandths: $0))" } ?? "n/a"
    }
    let deviation = rate.spread.deviation.flatMap(DecimalText.thousandths)
    return ["\(rate.count)", decimal(rate.spread.meanThousandths), decimal(deviation)]
      + [0, 5, 50, 95, 99, 100].map { percent in rate.quantile(percent).map { "\($0)" } ?? "n/a" }
      + ["\(words: BlockBar.histogram(rate))"]
  }

  func extremes(_ groups: [Group]) -> [Report.Block] {
    let shown = groups.filter { $0.value.jobs.rate.count >= AuditReport.ratesNeeded }
      .prefix(AuditReport.extremesLimit)
    guard !shown.isEmpty else { return [] }
    var table = Report.Table([
      .init("alphabet"), .init("characters per token", isNumber: true), .init("slowest"),
      .init("rate", isNumber: true), .init("fastest"), .init("rate", isNumber: true),
    ])
    for group in shown {
      let extremes = group.value.extremes
      for (slow, fast) in zip(extremes.slowest, extremes.fastest) {
        table.rows.append(
          AuditReport.cells(group) + [subject(slow), "\(slow.rate)", subject(fast), "\(fast.rate)"])
      }
    }
    return [.heading(3, "Slowest and fastest production lines"), .table(table)]
  }

  /// A production line by its id; the source stands there too if there are several, or if the id can't be used.
  private func subject(_ entry: Extremes.Entry) -> Prose {
    guard let id = entry.id else { return "number \(entry.index + 1) of \(data: entry.source)" }
    return audit.sources.count > 1 ? "\(data: id) in \(data: entry.source)" : "\(data: id)"
  }
}
