import Analysis

/// How a run stands: what goes into its record, and what else is told of it.
struct RunVerdict {
  var record = RunRecord()
  /// Why the run is not complete.
  private(set) var gaps: Set<Gap> = []
  /// The findings of each rule.
  private(set) var rules: [RunMetrics.RuleCount] = []
  /// The first of the gravest new findings.
  private(set) var finding: Finding?
  /// The first of the gravest new exceptions of the payments.
  private(set) var exception: Discrepancy?
  /// Whether an audit has come to its end.
  private(set) var isJudged = false
  /// Production lines that ended in the window, all without one.
  private(set) var ended = 0
  private var failsOnNew = false
  /// How the run of the day before ended.
  var was: Outcome?
  /// The report, once it can be seen.
  var report: String?
  /// The report of the payments, once it can be seen.
  var payments: String?

  /// The run of a day that has not begun.
  init(_ job: ScheduledJob, _ days: RunDays) {
    record.job = job.name
    record.day = days.name
  }

  /// Takes over what an audit has learnt.
  mutating func add(_ audit: Audit, _ settings: AuditSettings) {
    isJudged = true
    record.add(audit, settings)
    ended = settings.window == nil ? audit.productionLines : audit.windowCounts.ended
    rules = RunMetrics.rules(audit, settings)
    gaps = Set(audit.shortfalls(settings).map { Gap($0) })
    let new = audit.firstFindings.compactMap(\.first)
    finding = RunSummary.gravest(new)
    failsOnNew = settings.failOn.map { least in new.contains { $0.severity >= least } } ?? false
  }

  /// Takes over how the command of an audit ended of which much was learnt.
  mutating func end(_ code: ExitCode) {
    record.exitCode = code == .incomplete ? .incomplete : failsOnNew ? .findings : .success
    if code == .incomplete { record.outcome = .incomplete }
  }

  /// Notes that nothing was judged, and how the command ended that should have.
  mutating func end(unjudged code: ExitCode, _ error: LastError?) {
    gaps.insert(Gap(code))
    record.exitCode = code
    record.outcome = .incomplete
    let what = code == .incomplete ? "the reports could not be written" : "nothing was audited"
    record.reason = error?.text.map { "\(what): \($0)" } ?? what
  }

  /// Takes over how the payments stand.
  ///
  /// - Parameter isWritten: whether there is a report of them.
  mutating func add(_ result: JobPayments.Result, isWritten: Bool) {
    record.openExceptions = result.open
    record.newExceptions = result.new
    record.resolvedExceptions = result.resolved
    exception = result.first
    switch result.ending {
    case .reconciled: record.payments = "reconciled"
    case .exceptions:
      record.payments = "exceptions"
      if record.outcome == .pass { record.outcome = .fail }
      if result.fails, record.exitCode == .success { record.exitCode = .findings }
    case .part: record.payments = "incomplete"
    case .incomplete:
      record.payments = "incomplete"
      let place = isWritten ? "\(JobPayments.page) says why" : "the messages of the run say why"
      miss(
        .payments,
        result.reason.map { "the payments could not be reconciled: \($0)" }
          ?? "the payments could not be reconciled completely; \(place)")
    }
  }

  /// Notes what keeps the run from being complete; the first reason is the cause of others.
  mutating func miss(_ gap: Gap, _ reason: String) {
    gaps.insert(gap)
    record.outcome = .incomplete
    record.exitCode = .incomplete
    record.reason = record.reason ?? reason
  }

  /// Notes that a report, the index or the link could not be written.
  mutating func fail(_ error: OutputError) {
    gaps.insert(.reports)
    record.outcome = .incomplete
    record.exitCode = .incomplete
    record.reason = error.message
  }

  /// Notes why the run gives way to another one.
  mutating func giveWay(_ code: ExitCode, _ reason: String) {
    record.exitCode = code
    record.reason = reason
  }

  /// Something that the run should have written is missing; other codes above that of findings say more.
  mutating func raiseCode() {
    if [.success, .findings].contains(record.exitCode) { record.exitCode = .incomplete }
  }
}
