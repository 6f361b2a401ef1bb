import Analysis

/// The command `audit`.
enum AuditCommand {
  /// Audits the inputs, and says how it ended.
  ///
  /// - Parameters:
  ///   - given: the inputs, in place of the operands.
  ///   - states: the history of a job, in one of its runs.
  ///   - done: hears what was learnt, if the audit came to its end and all reports have been written.
  static func run(
    _ parsed: ParsedCommand, _ context: CommandContext, inputs given: [InputItem]? = nil, states: StateFiles? = nil,
    done: (Audit, AuditSettings) -> Void = { _, _ in }
  ) throws(UsageError) -> ExitCode {
    if parsed.isGiven(.auditTemplate) { return Program.print(OrderBook.template, context) }
    let request = try AuditRequest(parsed)
    let payments = try PaymentSection(parsed)
    var tokens = try TokenSection(parsed)
    let orders = OrderSection(parsed)
    let client = LiveClient(parsed)
    let inputs =
      if let given { Inputs(given) } else {
        try Inputs(parsed.operands, sourceName: parsed.value(.sourceName), client: client, command: parsed.command)
      }
    let catalogueSource = try alphabetsSource(parsed, client)
    let saving = try SaveRequest(parsed, inputs)
    let messages = Messages(parsed, context)
    guard tokens?.readMap(messages) ?? true else { return .configuration }
    try request.protect(
      inputs, saving: saving, payments: payments?.files ?? [], tokens: tokens?.identities ?? [], parsed)
    do throws(OutputError) { try ReportOutput.prepare(request.outputs, of: parsed) } catch {
      messages.error(error.message)
      return .incomplete
    }
    if let code = client.begin(messages, context.terminal) { return code }
    do throws(OutputError) { try saving?.prepare(context.temporaries) } catch {
      messages.error(error.message)
      return .incomplete
    }
    var catalogue = AlphabetCatalogue()
    var answer: AlphabetReader.Answer?
    if let catalogueSource {
      switch AlphabetsInput.read(catalogueSource, request.settings, messages) {
      case .failed(let code): return code
      case .read(let read):
        for alphabet in read.alphabets { catalogue.add(alphabet) }
        answer = read
      }
    }
    guard
      var baseline = BaselineFiles.read(parsed, request.settings, of: states?.previous?.day ?? "", messages)
    else { return .configuration }
    var heard = AuditListeners(
      ReportWriter(request.outputs, standard: request.standard, temporaries: context.temporaries),
      collector: payments.map { _ in JobCollector() }, tokens: tokens.map { _ in TokenJobCollector() },
      orders: orders.map { OrderCollector($0.read()) })
    let auditor = Auditor(
      catalogue: catalogue, settings: request.settings, storage: Storage(budget: request.memory) { Spool() },
      workers: request.workers)
    heard.history = states?.collector(auditor)
    heard.earlier = states?.earlierRun()
    let progress = Progress(
      total: inputs.storedByteCount, messages: messages, terminal: context.terminal,
      isWanted: !parsed.flag(.noProgress))
    var run = AuditRun(auditor, inputs, wantsDigest: parsed.flag(.digest), progress: progress)
    var audit = run.run(&heard, &baseline)
    if let history = heard.history { auditor.judge(history, into: &audit, baseline: &baseline, observer: &heard) }
    tokens?.examine(&heard, by: auditor, into: &audit, baseline: &baseline)
    if let collector = heard.orders {
      auditor.judgeOrders(collector, into: &audit, baseline: &baseline, observer: &heard)
    }
    if let answer {
      // Findings of the catalogue come after those of the production lines, in every report.
      audit.add(answer, settings: request.settings, baseline: &baseline, observer: &heard.writer)
    }
    do throws(SourceProblem) { audit.baseline = try baseline.summary(of: audit, request.settings) } catch {
      messages.error("\(OptionSpec.previous.name): \(error.text.plain)")
      heard.writer.discard()
      return .incomplete
    }
    var failures = run.saveFailures
    do throws(OutputError) {
      if let history = heard.history { try states?.write(history, context.temporaries) }
      try states?.write(heard.earlier, context.temporaries, messages)
    } catch {
      failures.append(error)
    }
    for failure in failures { messages.error(failure.message) }
    let section = payments.map { $0.reconcile(audit, heard.collector, request) }
    let code = finish(audit, request, section, &heard.writer, messages)
    if failures.isEmpty, heard.writer.failures.isEmpty, ![ExitCode.refused, .temporary].contains(code) {
      done(audit, request.settings)
    }
    return failures.isEmpty || code.rawValue > ExitCode.incomplete.rawValue ? code : .incomplete
  }

  private static func alphabetsSource(
    _ parsed: ParsedCommand, _ client: LiveClient
  ) throws(UsageError) -> InputSource? {
    guard let path = parsed.value(.alphabets) else { return nil }
    if LiveAddress.isAddress(path) {
      let request = try client.request(path, what: .alphabets, as: "The value of '\(OptionSpec.alphabets.name)'")
      return InputSource(name: request.address.shown, place: .live(request), storedByteCount: nil)
    }
    return InputSource(name: InputNames.shown(for: [path])[0], place: .path(path), storedByteCount: nil)
  }

  private static func finish(
    _ audit: Audit, _ request: AuditRequest, _ section: PaymentSection.Result?, _ writer: inout ReportWriter,
    _ messages: Messages
  ) -> ExitCode {
    for source in audit.sources {
      for problem in source.problems { messages.error("\(source.name): \(problem.text.plain)") }
    }
    for shortfall in audit.shortfalls(request.settings) where !audit.isRefused && !audit.isUnreached {
      // Of sources, their problems have been said.
      if case .sources = shortfall { continue }
      messages.error(shortfall.text.plain)
    }
    if audit.isRefused || audit.isUnreached {
      writer.discard()
      return audit.isRefused ? .refused : .temporary
    }
    for problem in section?.problems ?? [] { messages.error(problem) }
    writer.finish(audit, settings: request.settings, payments: section?.part)
    for failure in writer.failures { messages.error(failure.message) }
    let outcome = audit.outcome(request.settings)
    var title = AuditReport(audit, settings: request.settings).title.plain
    if !writer.failures.isEmpty { title = "INCOMPLETE — not every report was written; of the audit: \(title)" }
    if outcome == .pass, writer.failures.isEmpty { messages.note(title) } else { messages.say(title) }
    if let section { if section.code == .success { messages.note(section.title) } else { messages.say(section.title) } }
    if outcome == .incomplete || !writer.failures.isEmpty || section?.code == .incomplete { return .incomplete }
    if section?.code == .findings, request.settings.failOn != nil { return .findings }
    guard let threshold = request.settings.failOn else { return .success }
    return audit.hasFindings(from: threshold, request.settings) ? .findings : .success
  }
}
