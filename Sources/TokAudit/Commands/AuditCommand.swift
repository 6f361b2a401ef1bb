import Analysis

/// The command `audit`.
enum AuditCommand {
  /// Audits the inputs, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    let request = try AuditRequest(parsed)
    let inputs = try Inputs(parsed.operands, sourceName: parsed.value(.sourceName), command: parsed.command)
    let messages = Messages(
      quiet: parsed.flag(.quiet), color: parsed.value(.color).flatMap { ColorMode(rawValue: $0) } ?? .auto,
      terminal: context.terminal)
    try request.protect(inputs, parsed)
    do throws(OutputError) { try prepare(parsed.values(.output), request.outputs) } catch {
      messages.error(error.message)
      return .incomplete
    }
    var catalogue = AlphabetCatalogue()
    var answer: AlphabetReader.Answer?
    if let path = parsed.value(.alphabets) {
      guard let read = alphabets(path, request.settings, messages) else { return .configuration }
      for alphabet in read.alphabets { catalogue.add(alphabet) }
      answer = read
    }
    guard var baseline = BaselineFiles.read(parsed, request.settings, messages) else { return .configuration }
    var writer = ReportWriter(request.outputs, standard: request.standard, temporaries: context.temporaries)
    let auditor = Auditor(
      catalogue: catalogue, settings: request.settings, storage: Storage(budget: request.memory) { Spool() },
      workers: request.workers)
    let progress = Progress(
      total: inputs.storedByteCount, messages: messages, terminal: context.terminal,
      isWanted: !parsed.flag(.noProgress))
    var run = AuditRun(auditor, inputs, wantsDigest: parsed.flag(.digest), progress: progress)
    var audit = run.run(&writer, &baseline)
    if let answer {
      // Findings of the catalogue come after those of the production lines, in every report.
      audit.add(answer, settings: request.settings, baseline: &baseline, observer: &writer)
    }
    do throws(SourceProblem) { audit.baseline = try baseline.summary(of: audit, request.settings) } catch {
      messages.error("\(OptionSpec.previous.name): \(error.text.plain)")
      writer.discard()
      return .incomplete
    }
    return finish(audit, request, &writer, messages)
  }

  /// Makes the folders of bundles, and checks that every report can be written, before any work is done.
  private static func prepare(_ values: [String], _ outputs: [ReportOutput]) throws(OutputError) {
    for folder in values where ReportOutput.isFolder(folder) { try Folder.create(folder) }
    for output in outputs { try OutputFile.checkWritable(output.path) }
  }

  private static func alphabets(
    _ path: String, _ settings: AuditSettings, _ messages: Messages
  ) -> AlphabetReader.Answer? {
    let name = InputNames.shown(for: [path])[0]
    do throws(InputError) {
      let stream = try InputSource(name: name, place: .path(path), storedByteCount: nil).open()
      let answer = AlphabetReader.read(StreamSource(stream), name: name, settings: settings)
      if answer.problems.isEmpty { return answer }
      for problem in answer.problems { messages.error("\(name): \(problem.text.plain)") }
    } catch {
      messages.error("\(error.text). \(OptionSpec.alphabets.name) needs a saved answer of GET /api/alphabets.")
    }
    return nil
  }

  private static func finish(
    _ audit: Audit, _ request: AuditRequest, _ writer: inout ReportWriter, _ messages: Messages
  ) -> ExitCode {
    for source in audit.sources {
      for problem in source.problems { messages.error("\(source.name): \(problem.text.plain)") }
    }
    for shortfall in audit.shortfalls(request.settings) where !audit.isRefused {
      // Of sources, their problems have been said.
      if case .sources = shortfall { continue }
      messages.error(shortfall.text.plain)
    }
    if audit.isRefused {
      writer.discard()
      return .refused
    }
    writer.finish(audit, settings: request.settings)
    for failure in writer.failures { messages.error(failure.message) }
    let outcome = audit.outcome(request.settings)
    var title = AuditReport(audit, settings: request.settings).title.plain
    if !writer.failures.isEmpty { title = "INCOMPLETE — not every report was written; of the audit: \(title)" }
    if outcome == .pass, writer.failures.isEmpty { messages.note(title) } else { messages.say(title) }
    if outcome == .incomplete || !writer.failures.isEmpty { return .incomplete }
    guard let threshold = request.settings.failOn else { return .success }
    return audit.hasFindings(from: threshold, request.settings) ? .findings : .success
  }
}
