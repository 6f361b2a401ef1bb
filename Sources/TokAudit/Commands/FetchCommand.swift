import Analysis

/// The command `fetch`.
enum FetchCommand {
  /// Saves an answer of the service if it is whole, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard let operand = parsed.operands.first else {
      throw UsageError("A URL is missing, such as https://localhost:8443/.", command: parsed.command)
    }
    guard let path = parsed.value(.fetchOutput) else {
      throw UsageError(
        "'\(OptionSpec.fetchOutput.name) FILE' is missing; with '\(OptionSpec.what.name) data' it is a folder.",
        command: parsed.command)
    }
    let what = parsed.value(.what).flatMap { LiveAddress.What(rawValue: $0) } ?? .tokens
    let client = LiveClient(parsed)
    let request = try client.request(operand, what: what, as: "The argument")
    let messages = Messages(parsed, context)
    let data = what == .data ? try FetchData(parsed, client, request, folder: path) : nil
    for option in [OptionSpec.parallel, .saveList] where data == nil && parsed.isGiven(option) {
      throw UsageError("'\(option.name)' needs '\(OptionSpec.what.name) data'.", command: parsed.command)
    }
    try OutputGuard([], operands: [], files: LiveSettings(parsed).files, command: parsed.command).check(
      [], answer: data == nil ? (path, .fetchOutput) : parsed.value(.saveList).map { ($0, .saveList) })
    do throws(OutputError) {
      if let data { return try data.run(context, messages) }
      try OutputFile.checkWritable(path)
      if let code = client.begin(messages, context.terminal) { return code }
      request.saved = try SavedAnswer(
        path, keepsPartial: parsed.flag(.keepPartial), temporaries: context.temporaries)
      let progress = Progress(
        total: nil, messages: messages, terminal: context.terminal, isWanted: !parsed.flag(.noProgress))
      let report = fetch(request) { source, position in
        switch what {
        case .tokens, .data:
          return AnswerCheck.tokens(source, name: request.address.shown) { count in
            progress.update(bytes: position.bytes, productionLines: count)
          }
        case .alphabets:
          let name = request.address.shown
          return SourceReport(
            name: name,
            problems: AlphabetReader.read(source, name: name, settings: AuditSettings(), isAnswer: true).problems)
        }
      }
      progress.erase()
      let written = try request.saved?.finish(isWhole: report.isComplete)
      return say(report, request, written, messages)
    } catch {
      messages.error(error.message)
      return .incomplete
    }
  }

  /// Asks, and reads the answer to its end, again where that may help.
  ///
  /// - Parameter read: reads an answer, and tells how far it has come by the position.
  static func fetch(
    _ request: LiveRequest, read: (consuming StreamSource, InputPosition) -> SourceReport
  ) -> SourceReport {
    let name = request.address.shown
    while true {
      do throws(InputError) {
        let stream = try InputStream.open(request, name: name)
        let position = InputPosition()
        var report = read(StreamSource(stream, position: position), position)
        report.httpStatus = request.head?.status
        guard let failure = request.failure(in: report) else { return report }
        do throws(LiveFailure) { try request.wait(after: failure) } catch {
          return SourceReport(name: name, problems: [error.problem])
        }
      } catch {
        return SourceReport(name: name, problems: [error.problem])
      }
    }
  }

  private static func say(
    _ report: SourceReport, _ request: LiveRequest, _ written: String?, _ messages: Messages
  ) -> ExitCode {
    messages.errors(report.problems, of: report.name)
    guard report.isComplete, let written else {
      messages.say(written.map { "not complete; what came is in \($0)" } ?? "not complete; nothing was saved")
      return report.problems.first.map { ExitCode($0) } ?? .incomplete
    }
    let date = request.head?.value("date").map { ", dated \($0)" } ?? ""
    messages.note("saved \(written): the whole answer of \(report.name)\(date)")
    return .success
  }
}
