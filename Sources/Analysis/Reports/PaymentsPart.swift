/// What the reports of an audit say of payments, if some were given: their share of the first page, a section for
/// people, and a member of the JSON.
public struct PaymentsPart {
  /// Exceptions that the JSON of an audit lists; `tokaudit reconcile` has all of them.
  static let listedExceptions = 1_000

  /// How it ended; the whole audit ends no better.
  public let outcome: Outcome
  /// Whether every item is explained, or there was none.
  public let isReconciled: Bool
  /// What is wrong or missing, in the words of a title; nil if nothing is.
  let objection: Prose?
  /// What a reader must not miss; nil if nothing is wrong.
  let headline: Prose?
  /// Whether each production line is paid, once.
  let paid: Prose
  /// Whether each payment is for a production line.
  let used: Prose
  /// What is missing, each in a sentence.
  let shortfalls: [Prose]
  /// What is wrong, the gravest first.
  let groups: [DiscrepancyGroup]
  let blocks: [Report.Block]
  /// Nil if nothing could be reconciled.
  let value: JSONValue?

  /// The parts of a reconciliation.
  ///
  /// - Throws: `SourceFailure` where what was kept aside can't be read back.
  public init(_ made: Reconciliation, _ report: ReconciliationReport) throws(SourceFailure) {
    shortfalls = made.paymentShortfalls
    outcome =
      switch made.outcome {
      case .incomplete where !shortfalls.isEmpty: .incomplete
      case .exceptions: .fail
      // Of lists that are incomplete the audit itself is.
      case .incomplete, .reconciled, .nothing: .pass
      }
    isReconciled = [.reconciled, .nothing].contains(made.outcome)
    objection = report.objection
    groups = report.groups.filter { $0.severity >= .warning }
    headline = outcome == .pass && groups.isEmpty ? nil : report.headline
    (paid, used) = (report.paid, report.used)
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

  /// Says that nothing could be reconciled, and why.
  public init(failure: String) {
    let text: Prose = "The payments could not be reconciled: \(data: failure)."
    outcome = .incomplete
    isReconciled = false
    objection = nil
    headline = "Do not rely on this audit: \(text)"
    (paid, used) = ("not testable: the payments could not be reconciled", "not testable: nothing was reconciled")
    shortfalls = [text]
    groups = []
    blocks = [.heading(2, "Payments"), .paragraph(text)]
    value = nil
  }
}
