import Analysis

/// The command `audit`.
enum AuditCommand {
  /// Audits the inputs, and says how it ended.
  ///
  /// - Parameters:
  ///   - given: the inputs, in place of the operands.
  ///   - states: the history of a job, in one of its runs.
  ///   - allowsEmptyWindow: whether the window need not have production lines.
  ///   - done: hears what was learnt, if the audit came to its end and all reports have been written.
  static func run(
    _ parsed: ParsedCommand, _ context: CommandContext, inputs given: [InputItem]? = nil, states: StateFiles? = nil,
    allowsEmptyWindow: Bool = false, done: (Audit, AuditSettings) -> Void = { _, _ in }
  ) throws(UsageError) -> ExitCode {
    if parsed.isGiven(.auditTemplate) { return Program.print(OrderBook.template, context) }
    let plan: AuditPlan
    switch try AuditPlan.make(parsed, context, inputs: given, states, allowsEmptyWindow: allowsEmptyWindow) {
    case .ended(let code): return code
    case .ready(let made): plan = made
    }
    var heard = AuditListeners(plan, context)
    guard let (audit, unsaved) = read(plan, parsed, context, states, &heard) else { return .incomplete }
    // What can't be written is said last: a run without a report has it as its reason.
    tell(audit, plan)
    let failures = unsaved + remember(heard, audit, states, context, plan)
    for failure in failures { plan.messages.error(failure.message) }
    let section = plan.payments.map { $0.reconcile(audit, heard.collector, plan.request) }
    let code = finish(audit, plan.request, section, &heard.writer, plan.messages)
    if failures.isEmpty, heard.writer.failures.isEmpty, ![ExitCode.refused, .temporary].contains(code) {
      done(audit, plan.request.settings)
    }
    return failures.isEmpty || code.rawValue > ExitCode.incomplete.rawValue ? code : .incomplete
  }

  /// Reads all inputs and judges them.
  ///
  /// - Returns: what was learnt, and which answers could not be saved; nil if the report to compare with can't be read
  ///   again, which has been said then.
  private static func read(
    _ plan: AuditPlan, _ parsed: ParsedCommand, _ context: CommandContext, _ states: StateFiles?,
    _ heard: inout AuditListeners
  ) -> (Audit, unsaved: [OutputError])? {
    let settings = plan.request.settings
    let auditor = Auditor(
      catalogue: plan.catalogue, settings: settings, storage: Storage(budget: plan.request.memory) { Spool() },
      workers: plan.request.workers, reopen: states == nil ? plan.reopening : nil)
    heard.history = states?.collector(auditor, plan.baseline)
    heard.earlier = states?.earlierRun()
    let progress = Progress(
      total: plan.inputs.storedByteCount, messages: plan.messages, terminal: context.terminal,
      isWanted: !parsed.flag(.noProgress))
    var run = AuditRun(auditor, plan.inputs, wantsDigest: parsed.flag(.digest), progress: progress)
    var baseline = plan.baseline
    var audit = run.run(&heard, &baseline)
    if let history = heard.history { auditor.judge(history, into: &audit, baseline: &baseline, observer: &heard) }
    plan.tokens?.examine(&heard, by: auditor, into: &audit, baseline: &baseline)
    if let collector = heard.orders {
      auditor.judgeOrders(collector, into: &audit, baseline: &baseline, observer: &heard)
    }
    if let answer = plan.answer {
      // Findings of the catalogue come after those of the production lines, in every report.
      audit.add(answer, settings: settings, baseline: &baseline, observer: &heard.writer)
    }
    do throws(SourceProblem) { audit.baseline = try baseline.summary(of: audit, settings) } catch {
      plan.messages.error("\(OptionSpec.previous.name): \(error.text.plain)")
      heard.writer.discard()
      return nil
    }
    return (audit, run.saveFailures)
  }

  /// Says what keeps an audit from being complete.
  private static func tell(_ audit: Audit, _ plan: AuditPlan) {
    for source in audit.sources { plan.messages.errors(source.problems, of: source.name) }
    guard !audit.isRefused, !audit.isUnreached else { return }
    for shortfall in audit.shortfalls(plan.request.settings) where !shortfall.isOfSources {
      plan.messages.error(shortfall.textHere.plain)
    }
  }

  /// Writes what later runs of a job need.
  ///
  /// - Returns: what could not be written.
  private static func remember(
    _ heard: AuditListeners, _ audit: Audit, _ states: StateFiles?, _ context: CommandContext, _ plan: AuditPlan
  ) -> [OutputError] {
    do throws(OutputError) {
      if let history = heard.history { try states?.write(history, context.temporaries) }
      let isWhole = audit.isWhole(plan.request.settings)
      try states?.write(heard.earlier, audit, isWhole: isWhole, context.temporaries, plan.messages)
      return []
    } catch { return [error] }
  }

  private static func finish(
    _ audit: Audit, _ request: AuditRequest, _ section: PaymentSection.Result?, _ writer: inout ReportWriter,
    _ messages: Messages
  ) -> ExitCode {
    if audit.isRefused || audit.isUnreached {
      writer.discard()
      return audit.isRefused ? .refused : .temporary
    }
    for problem in section?.problems ?? [] { messages.error(problem) }
    writer.finish(audit, settings: request.settings, payments: section?.part)
    for failure in writer.failures { messages.error(failure.message) }
    let report = AuditReport(audit, settings: request.settings, payments: section?.part)
    let outcome = report.outcome
    var title = report.title.plain
    if !writer.failures.isEmpty { title = "INCOMPLETE — not every report was written; of the audit: \(title)" }
    if outcome == .pass, writer.failures.isEmpty { messages.note(title) } else { messages.say(title) }
    if let section {
      if section.part.isReconciled { messages.note(section.title) } else { messages.say(section.title) }
    }
    if outcome == .incomplete || !writer.failures.isEmpty { return .incomplete }
    guard let threshold = request.settings.failOn else { return .success }
    let isFound = section?.part.outcome == .fail || audit.hasFindings(from: threshold, request.settings)
    return isFound ? .findings : .success
  }
}
