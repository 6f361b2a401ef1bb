import Analysis

/// Writes the reports of a reconciliation; one that can't be written is named, the others are written all the same.
struct ReconciliationWriter {
  let outputs: [ReportOutput]
  let standard: ReportOutput.Kind
  let temporaries: TemporaryFiles
  /// What could not be written.
  private(set) var failures: [OutputError] = []

  init(_ outputs: [ReportOutput], standard: ReportOutput.Kind, temporaries: TemporaryFiles) {
    self.outputs = outputs
    self.standard = standard
    self.temporaries = temporaries
  }

  /// Writes all reports.
  mutating func write(_ made: Reconciliation, _ report: ReconciliationReport) {
    if outputs.isEmpty {
      let standard = standard
      attempt("standard output") { () throws(OutputError) in
        let sink = StandardOutput()
        try Self.write(standard, made, report, to: sink, at: "standard output")
        try sink.flush()
      }
    }
    for output in outputs {
      let temporaries = temporaries
      attempt(output.path) { () throws(OutputError) in
        let file = try OutputFile(output.path, temporaries: temporaries)
        do throws(OutputError) {
          try Self.write(output.kind, made, report, to: file, at: output.path)
          try file.commit()
        } catch {
          file.discard()
          throw error
        }
      }
    }
  }

  private mutating func attempt(_ path: String, _ body: () throws(OutputError) -> Void) {
    do throws(OutputError) { try body() } catch { failures.append(error) }
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
    default: try sink.write(MarkdownFormat.text(of: report.report))
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
