import Analysis

/// The section on payments of an audit: a reconciliation with the settings that it has by itself.
struct PaymentSection {
  /// What became of it.
  struct Result {
    /// What the reports say.
    let part: PaymentsPart
    /// The closing line on a terminal.
    let title: String
    /// What keeps it from being complete, but for what is missing of the lists.
    let problems: [String]
  }

  /// The files of payments.
  let files: [InputItem]
  private let wantsDigest: Bool
  private let windowText: String

  /// Nil if no payments are given.
  init?(_ parsed: ParsedCommand) throws(UsageError) {
    guard parsed.isGiven(.auditPayments) else { return nil }
    windowText = ReconcileRequest.windowWords(parsed)
    files = try Inputs(parsed.values(.auditPayments), endings: Folder.payments, command: parsed.command).items
    wantsDigest = parsed.flag(.digest)
  }

  /// Reads the payments and reconciles the jobs that were heard.
  func reconcile(_ audit: Audit, _ collector: JobCollector?, _ request: AuditRequest) -> Result {
    var settings = ReconciliationSettings()
    settings.asOf = request.settings.asOf
    settings.failOn = request.settings.failOn
    settings.allowEmpty = request.settings.allowEmpty
    settings.maxRows = request.settings.maxRows
    settings.windowText = windowText
    // A window of an audit is one of ends: which payments belong to it, only their jobs can tell.
    settings.isOfJobsOnly = request.settings.window != nil
    let book = PaymentFiles.read(
      files.map { .init(item: $0, role: .payments) }, PaymentReading(), wantsDigest: wantsDigest)
    do throws(SourceFailure) {
      let made = try Reconciliation(audit, collector ?? JobCollector(), book, settings)
      let report = try ReconciliationReport(made)
      return Result(
        part: try PaymentsPart(made, report), title: "payments: \(report.title.plain)",
        problems: made.paymentShortfalls.map(\.plain))
    } catch {
      let title = "payments: not reconciled: \(error.message)"
      return Result(part: PaymentsPart(failure: error.message), title: title, problems: [title])
    }
  }
}
