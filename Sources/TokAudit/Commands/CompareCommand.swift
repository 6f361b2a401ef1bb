import Analysis

/// The command `compare`.
enum CompareCommand {
  /// Says what changed between two JSON reports or two lists, and how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard parsed.operands.count == 2 else {
      throw UsageError("Two JSON reports or two lists are needed, the older one first.", command: parsed.command)
    }
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
      for option in [OptionSpec.alphabets, .comparisonAllowEmpty, .comparisonMaxRows] where parsed.isGiven(option) {
        throw UsageError(
          "'\(option.name)' is for two lists; reports are compared as they are.", command: parsed.command)
      }
    }
    let messages = Program.messages(context)
    let standard = OutputForms.comparison.kind(ofFormat: parsed.value(.comparisonFormat))
    let outputs = try ReportOutput.parse(
      parsed.values(.output), .comparison, standard: standard, in: parsed.command)
    let items = areReports[0] ? [] : try Inputs(parsed.operands, command: parsed.command).items
    try OutputGuard(
      items, operands: parsed.operands, files: parsed.operands + [parsed.value(.alphabets)], command: parsed.command
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

  /// Whether a file begins as a JSON report does.
  private static func isReport(_ path: String) throws(InputError) -> Bool {
    guard path != "-", path.hasSuffix(".json") || path.hasSuffix(".json.gz") else { return false }
    let name = InputNames.shown(for: [path])[0]
    let stream = try InputSource(name: name, place: .path(path), storedByteCount: nil).open()
    var source = StreamSource(stream)
    var buffer = [UInt8](repeating: 0, count: 256)
    var filled = 0
    while filled < buffer.count, let count = try? source.read(into: &buffer, at: filled, count: buffer.count - filled) {
      if count == 0 { break }
      filled += count
    }
    let text = String(decoding: buffer[..<filled].drop { $0 != UInt8(ascii: "{") }.dropFirst(), as: UTF8.self)
    return text.drop { $0.isWhitespace }.hasPrefix(#""schemaVersion""#)
  }

  private static func read(_ path: String) throws(InputError) -> ReportComparison.Side {
    try BaselineFiles.use(path) { (source) throws(SourceProblem) in try ReportComparison.Side(source) }
  }
}
