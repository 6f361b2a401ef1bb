import Analysis

/// The command `fetch --what data`: the token files of a list.
struct FetchData {
  private let client: LiveClient
  private let request: LiveRequest
  private let folder: String
  private let saved: String?
  private let parallel: Int
  private let wantsProgress: Bool

  /// Failures that are told one by one.
  private static let shownLimit = 20

  /// Checks the options.
  init(_ parsed: ParsedCommand, _ client: LiveClient, _ request: LiveRequest, folder: String) throws(UsageError) {
    if parsed.flag(.keepPartial) {
      throw UsageError(
        "'\(OptionSpec.keepPartial.name)' is for documents: a token file is fetched as a whole.",
        command: parsed.command)
    }
    self.client = client
    self.request = request
    self.folder = folder
    saved = parsed.value(.saveList)
    parallel = parsed.integer(.parallel) ?? 1
    wantsProgress = !parsed.flag(.noProgress)
  }

  /// Asks for the list, then for the files that are not there, and says how it ended.
  func run(_ context: CommandContext, _ messages: Messages) throws(OutputError) -> ExitCode {
    // Without a key nothing is left behind, not even an empty folder.
    if let code = client.begin(messages, context.terminal) { return code }
    guard let place = try DownloadFolder.open(folder) else {
      messages.error("another fetch into \(folder) is not finished; try again later")
      return .temporary
    }
    if place.isOpenToOthers { messages.warning("others can get at \(folder): chmod 700 keeps them out") }
    if let saved {
      try OutputFile.checkWritable(saved)
      request.saved = try SavedAnswer(saved, keepsPartial: false, temporaries: context.temporaries)
    }
    let (list, report) = readList(context, messages)
    _ = try request.saved?.finish(isWhole: report.isComplete)
    guard report.isComplete else {
      messages.errors(report.problems, of: report.name)
      messages.say("the list is not complete; no token file was fetched")
      return report.problems.first.map { ExitCode($0) } ?? .incomplete
    }
    var summary = Summary(others: list.others)
    let downloads = plan(list, try place.places(), &summary)
    for (download, outcome) in zip(downloads, fetch(downloads, context, messages)) {
      switch outcome {
      case .fetched:
        summary.fetched += 1
        summary.bytes += download.bytes
      case .failed(let problem): summary.failures.append((download.request.address.shown, problem))
      case .notTried: summary.notTried += 1
      }
    }
    return tell(summary, messages)
  }

  private func readList(_ context: CommandContext, _ messages: Messages) -> (TokenFileList, SourceReport) {
    let progress = Progress(total: nil, messages: messages, terminal: context.terminal, isWanted: wantsProgress)
    defer { progress.erase() }
    var list = TokenFileList()
    let report = FetchCommand.fetch(request) { source, position in
      let read = TokenFileList.read(source, name: request.address.shown) { count in
        progress.update(bytes: position.bytes, productionLines: count)
      }
      list = read.list
      return read.report
    }
    return (list, report)
  }

  /// What is to be fetched; what is there, or can't be, is noted.
  private func plan(_ list: TokenFileList, _ places: TokenPlaces, _ summary: inout Summary) -> [TokenDownload] {
    var downloads: [TokenDownload] = []
    for entry in list.entries {
      switch places.decide(entry) {
      case .there: summary.there += 1
      case .problem(let problem): summary.failures.append(("production line \(entry.id)", problem))
      case .fetch(let path, let standing):
        let bytes = entry.bytes ?? 0
        downloads.append(
          TokenDownload(
            request: client.tokenFile(request.address.tokenFile(of: entry.id), bytes: bytes), path: path,
            standing: standing, bytes: bytes, ended: entry.ended))
      }
    }
    return downloads
  }

  private func tell(_ summary: Summary, _ messages: Messages) -> ExitCode {
    for failure in summary.failures.prefix(Self.shownLimit) {
      messages.error("\(failure.name): \(failure.problem.text.plain)")
    }
    let more = summary.failures.count - Self.shownLimit
    if more > 0 { messages.error(("further token files that failed: \(more)" as Prose).plain) }
    let code = summary.code
    if code == .success { messages.note(summary.text(folder)) } else { messages.say(summary.text(folder)) }
    return code
  }

  private func fetch(
    _ downloads: [TokenDownload], _ context: CommandContext, _ messages: Messages
  ) -> [TokenDownloads.Outcome] {
    let progress = Progress(
      total: downloads.reduce(0) { $0 + $1.bytes }, messages: messages, terminal: context.terminal,
      isWanted: wantsProgress)
    defer { progress.erase() }
    return TokenDownloads(downloads, until: client.access.deadline, temporaries: context.temporaries)
      .run(parallel) { bytes, files in progress.update(bytes: bytes, productionLines: files) }
  }

  /// What became of all token files.
  private struct Summary {
    let others: Int
    var there = 0
    var fetched = 0
    var bytes = 0
    var notTried = 0
    var failures: [(name: String, problem: SourceProblem)] = []

    var code: ExitCode {
      if failures.contains(where: \.problem.kind.isRefusal) { return .refused }
      if failures.isEmpty, notTried == 0 { return .success }
      // Another attempt may do, and nothing new is here that somebody could take for the whole.
      if fetched == 0, failures.allSatisfy({ $0.problem.kind == .notReached }) { return .temporary }
      return .incomplete
    }

    func text(_ folder: String) -> String {
      var text: Prose = "fetched \(fetched, "token file") with \(bytes, "byte") into \(data: folder)"
      if there > 0 { text = text + "; there already: \(there)" }
      if !failures.isEmpty { text = text + "; failed: \(failures.count)" }
      if notTried > 0 { text = text + "; not tried: \(notTried)" }
      if others > 0 { text = text + "; production lines without a file to fetch: \(others)" }
      return text.plain
    }
  }
}
