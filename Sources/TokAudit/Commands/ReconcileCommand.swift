import Analysis

/// The command `reconcile`.
enum ReconcileCommand {
  /// Reconciles, and says how it ended.
  ///
  /// - Parameters:
  ///   - refuse: says why a file that an option names can't be used; the usual words of a command line without it.
  ///   - done: hears what was found, if the reconciliation came to its end.
  static func run(
    _ parsed: ParsedCommand, _ context: CommandContext, refuse: ((ReconcileConfiguration.Failure) -> Void)? = nil,
    done: (Reconciliation) -> Void = { _ in }
  ) throws(UsageError) -> ExitCode {
    if let template = parsed.value(.printTemplate) {
      return Program.print(
        template == "ledger" ? LedgerTemplate.text : ExpectedAmounts.template, context)
    }
    let request = try ReconcileRequest(parsed)
    try OutputGuard(
      request.inputs.items + request.files.map(\.item), operands: parsed.operands,
      files: [parsed.value(.amounts), parsed.value(.accept), parsed.value(.previous)], command: parsed.command
    ).check(request.outputs)
    let messages = Messages(parsed, context)
    do throws(OutputError) {
      try ReportOutput.prepare(request.outputs, of: parsed)
    } catch {
      messages.error(error.message)
      return .incomplete
    }
    let wantsDigest = parsed.flag(.reconcileDigest, default: true)
    let configuration: ReconcileConfiguration
    do throws(ReconcileConfiguration.Failure) {
      configuration = try ReconcileConfiguration(parsed, request, wantsDigest: wantsDigest)
    } catch {
      if let refuse { refuse(error) } else { messages.error(error.input.text) }
      return .configuration
    }
    if let code = request.client.begin(messages, context.terminal) { return code }
    var collector = JobCollector()
    let storage = Storage(budget: request.memory) { Spool() }
    let audit = read(request, parsed, wantsDigest: wantsDigest, storage, &collector, messages, context)
    if audit.isRefused || audit.isUnreached {
      for source in audit.sources { messages.errors(source.problems, of: source.name) }
      return audit.isRefused ? .refused : .temporary
    }
    let book = PaymentFiles.read(request.files, request.reading, wantsDigest: wantsDigest)
    var settings = request.settings
    settings.optionFiles = configuration.files
    do throws(SourceFailure) {
      let made = try Reconciliation(
        audit, collector, book, settings, expected: configuration.expected, accepted: configuration.accepted,
        previous: configuration.previous, history: configuration.history, storage: storage)
      let code = try finish(made, request, messages, context)
      done(made)
      return code
    } catch {
      messages.error("production lines can't be remembered: \(error.message). Make room where temporary files go.")
      return .incomplete
    }
  }

  /// Reads the lists.
  private static func read(
    _ request: ReconcileRequest, _ parsed: ParsedCommand, wantsDigest: Bool, _ storage: Storage,
    _ collector: inout JobCollector, _ messages: Messages, _ context: CommandContext
  ) -> Audit {
    let progress = Progress(
      total: request.inputs.storedByteCount, messages: messages, terminal: context.terminal,
      isWanted: !parsed.flag(.noProgress))
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: request.audit, storage: storage)
    var run = AuditRun(auditor, request.inputs, wantsDigest: wantsDigest, progress: progress)
    var baseline = Baseline()
    return run.run(&collector, &baseline)
  }

  private static func finish(
    _ made: Reconciliation, _ request: ReconcileRequest, _ messages: Messages, _ context: CommandContext
  ) throws(SourceFailure) -> ExitCode {
    for shortfall in made.shortfalls { messages.error(shortfall.plain) }
    let report = try ReconciliationReport(made)
    var reports = WholeReports(request.outputs, standard: request.standard, temporaries: context.temporaries)
    ReconciliationWriter.write(made, report, to: &reports)
    for failure in reports.failures { messages.error(failure.message) }
    let title = report.title.plain
    if !reports.failures.isEmpty {
      messages.say("INCOMPLETE — not every report was written; of the reconciliation: \(title)")
      return .incomplete
    }
    if [.reconciled, .nothing].contains(made.outcome) { messages.note(title) } else { messages.say(title) }
    if made.endsIncomplete { return .incomplete }
    return request.settings.failOn != nil && made.outcome == .exceptions ? .findings : .success
  }
}
