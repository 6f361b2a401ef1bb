import Analysis

/// The command `compare`.
enum CompareCommand {
  /// Says what changed between two JSON reports or two lists, and how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard parsed.operands.count == 2 else {
      throw UsageError("Two JSON reports or two lists are needed, the older one first.", command: parsed.command)
    }
    try demandFiles(parsed)
    let inputs = try Inputs(parsed.operands, command: parsed.command)
    let areReports: [Bool]
    do throws(InputError) {
      areReports = try parsed.operands.map { (path) throws(InputError) in try isReport(path) }
    } catch {
      Program.messages(context).error(error.text)
      return .incomplete
    }
    if areReports[0] != areReports[1] {
      throw UsageError(
        "One of the two is a JSON report, the other is not. Name two reports, or two lists.", command: parsed.command)
    }
    if areReports[0] {
      for option in [OptionSpec.comparisonAlphabets, .comparisonAllowEmpty, .comparisonMaxRows]
      where parsed.isGiven(option) {
        throw UsageError(
          "'\(option.name)' is for two lists; reports are compared as they are.", command: parsed.command)
      }
    }
    let messages = Program.messages(context)
    let standard = OutputForms.comparison.kind(ofFormat: parsed.value(.comparisonFormat))
    let outputs = try ReportOutput.parse(
      parsed.values(.output), .comparison, standard: standard, in: parsed.command)
    try OutputGuard(
      areReports[0] ? [] : inputs.items, operands: parsed.operands,
      files: parsed.operands + [parsed.value(.comparisonAlphabets)],
      command: parsed.command
    ).check(outputs)
    do throws(OutputError) { try ReportOutput.prepare(outputs, of: parsed) } catch {
      messages.error(error.message)
      return .incomplete
    }
    let reports = WholeReports(outputs, standard: standard, temporaries: context.temporaries)
    if !areReports[0] {
      switch try ListComparer(parsed, context, messages).run() {
      case .failure(let failure): return failure.code
      case .success(let comparison): return write(comparison, to: reports, isShown: outputs.isEmpty, messages)
      }
    }
    do throws(InputError) {
      let sides = try (read(parsed.operands[0]), read(parsed.operands[1]))
      return write(ReportComparison(sides.0, sides.1), to: reports, isShown: outputs.isEmpty, messages)
    } catch {
      messages.error(error.text)
      return .incomplete
    }
  }

  /// Fails where an address stands for a file; it is not quoted, as it may hold a password.
  private static func demandFiles(_ parsed: ParsedCommand) throws(UsageError) {
    let fetch = "Save the answer first: tokaudit \(CommandTable.fetch.name) URL"
    if parsed.operands.contains(where: LiveAddress.isAddress) {
      throw UsageError("Saved lists are compared, or reports, not a URL. \(fetch) -o FILE", command: parsed.command)
    }
    if let path = parsed.value(.comparisonAlphabets), LiveAddress.isAddress(path) {
      throw UsageError(
        "'\(OptionSpec.comparisonAlphabets.name)' takes a file here, not a URL. \(fetch) "
          + "\(OptionSpec.what.name) \(LiveAddress.What.alphabets.rawValue) -o FILE", command: parsed.command)
    }
  }

  /// Writes the reports, and says how the comparison ended.
  ///
  /// - Parameter isShown: whether the report is on standard output, so that nothing more need be said.
  private static func write(
    _ comparison: some Comparison, to reports: WholeReports, isShown: Bool, _ messages: Messages
  ) -> ExitCode {
    var reports = reports
    reports.write { (kind, sink, _) throws(OutputError) in
      switch kind {
      case .json: try sink.write(ComparisonJSON.text(of: comparison))
      case .html: try sink.write(HTMLFormat.text(of: comparison.report))
      case .markdown: try sink.write(MarkdownFormat.text(of: comparison.report))
      case .findings, .lines, .rates, .rules, .quality, .tokenFiles, .exceptions, .matches, .totals:
        preconditionFailure("a comparison has no \(kind)")
      }
    }
    for failure in reports.failures { messages.error(failure.message) }
    if !isShown { messages.say(comparison.title.plain) }
    if !reports.failures.isEmpty || !comparison.isComplete { return .incomplete }
    return comparison.hasNews ? .findings : .success
  }

  /// Whether a file is a JSON report, by what is in it. What can be read only once is taken for a list.
  private static func isReport(_ path: String) throws(InputError) -> Bool {
    guard path != "-" else { return false }
    do throws(SystemError) {
      guard try FileStatus(path).kind == .regular else { return false }
    } catch { throw InputError(InputNames.shown(path), error) }
    return try BaselineFiles.use(path) { (source) throws(SourceProblem) in try ReportComparison.isReport(source) }
  }

  private static func read(_ path: String) throws(InputError) -> ReportComparison.Side {
    try BaselineFiles.use(path) { (source) throws(SourceProblem) in try ReportComparison.Side(source) }
  }
}
