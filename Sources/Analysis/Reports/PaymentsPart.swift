/// What the reports of an audit say of payments, if some were given: a section for people, and a member of the JSON.
public struct PaymentsPart {
  /// Exceptions that the JSON of an audit lists; `tokaudit reconcile` has all of them.
  static let listedExceptions = 1_000

  let blocks: [Report.Block]
  let value: JSONValue

  /// The parts of a reconciliation.
  ///
  /// - Throws: `SourceFailure` where what was kept aside can't be read back.
  public init(_ made: Reconciliation, _ report: ReconciliationReport) throws(SourceFailure) {
    blocks = report.section
    var rows: [JSONValue] = []
    for place in 0..<min(made.count, PaymentsPart.listedExceptions) {
      rows.append(ReconciliationJSON.value(of: try made.discrepancy(place)))
    }
    value = .object([
      ("outcome", .text(made.outcome.rawValue)), ("title", .text(report.title.plain)),
      ("window", .text(made.settings.windowText)),
      ("shortfalls", .list(made.shortfalls.map { .text($0.plain) })),
      ("files", ReconciliationJSON.files(made)),
      ("controlTotals", ReconciliationJSON.controlTotals(made)), ("totals", ReconciliationJSON.totals(made.totals)),
      ("linesWithUnseenParts", .number(made.linesWithUnseenParts)), ("exceptionCount", .number(made.count)),
      ("exceptions", .list(rows)),
    ])
  }
}
