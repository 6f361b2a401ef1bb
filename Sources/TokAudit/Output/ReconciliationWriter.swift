import Analysis

/// Writes the reports of a reconciliation.
enum ReconciliationWriter {
  /// Writes all reports.
  static func write(_ made: Reconciliation, _ report: ReconciliationReport, to reports: inout WholeReports) {
    reports.write { (kind, sink, path) throws(OutputError) in try write(kind, made, report, to: sink, at: path) }
  }

  private static func write(
    _ kind: ReportOutput.Kind, _ made: Reconciliation, _ report: ReconciliationReport, to sink: any ByteSink,
    at path: String
  ) throws(OutputError) {
    switch kind {
    case .json:
      try sink.write(ReconciliationJSON.head(report))
      try rows(made, path) { (place, found) throws(OutputError) in
        try sink.write(JSONFormat.separator(isFirst: place == 0) + ReconciliationJSON.row(found))
      }
      try sink.write(JSONFormat.tail(isEmpty: made.count == 0))
    case .exceptions:
      try sink.write(ExceptionsTable.header)
      try rows(made, path) { (_, found) throws(OutputError) in try sink.write(ExceptionsTable.row(found)) }
    case .matches:
      try sink.write(MatchesTable.header)
      let failure = try made.forEachMatch { (match) throws(OutputError) in try sink.write(MatchesTable.row(match)) }
      if let failure { throw OutputError(path, failure.message) }
    case .totals:
      try sink.write(TotalsTable.header)
      try sink.write(TotalsTable.rows(made))
    case .html: try sink.write(HTMLFormat.text(of: report.report))
    case .markdown: try sink.write(MarkdownFormat.text(of: report.report))
    case .findings, .lines, .rates, .rules, .quality, .tokenFiles:
      preconditionFailure("a reconciliation has no \(kind)")
    }
  }

  /// Calls the body with every discrepancy.
  private static func rows(
    _ made: Reconciliation, _ path: String, _ body: (Int, Discrepancy) throws(OutputError) -> Void
  ) throws(OutputError) {
    for place in 0..<made.count {
      let found: Discrepancy
      do throws(SourceFailure) { found = try made.discrepancy(place) } catch { throw OutputError(path, error.message) }
      try body(place, found)
    }
  }
}
