import Analysis

/// The lists of a run: its files, and what its sessions and addresses answer.
///
/// An answer is kept whole in the folder `answers` of the job before anything of it is audited, so that a connection
/// that breaks is no half list but another attempt; an answer that is not whole leaves the last one as it was, and the
/// run says that there is none.
struct JobSources {
  /// An answer of the service.
  struct Answer: Equatable {
    let name: String
    let status: Int?
    /// The `Date` of the answer, as the service has sent it.
    let date: String?
  }

  private(set) var items: [InputItem] = []
  private(set) var answers: [Answer] = []
  private let job: ScheduledJob
  private let folder: String
  private let context: CommandContext
  private let messages: Messages

  /// The folder of answers in the folder of a job.
  static let folderName = "answers"

  init(_ job: ScheduledJob, _ context: CommandContext, _ messages: Messages) {
    self.job = job
    self.context = context
    self.messages = messages
    folder = "\(job.folder)/\(JobSources.folderName)"
  }

  /// The files to read again, for a reconciliation.
  var paths: [String] {
    items.compactMap { item in
      if case .source(let source) = item, case .path(let path) = source.place { path } else { nil }
    }
  }

  /// Asks and finds everything; returns the exit code where a key is missing.
  mutating func read() throws(OutputError) -> ExitCode? {
    var files: [String] = []
    var number = 0
    for source in job.sources {
      guard LiveAddress.isAddress(source) else {
        files += FilePath.matching(source)
        continue
      }
      number += 1
      if let code = try ask(source, as: JobSources.name(ofAddress: number), key: .standard) { return code }
    }
    for session in job.sessions {
      if session.hasEnded {
        addEnded(session)
      } else if let address = session.address {
        if let code = try ask(address, as: session.name, key: session.key) { return code }
      }
    }
    if files.isEmpty { return nil }
    do throws(UsageError) { items = try Inputs(files, command: CommandTable.audit).items + items } catch {
      throw OutputError(job.name, error.message)
    }
    return nil
  }

  /// The name of the answer of an address among the sources, which no session can have: those have no dot.
  static func name(ofAddress number: Int) -> String { "source.\(number)" }

  /// The list of a session whose key is revoked: nobody asks for it.
  private mutating func addEnded(_ session: ScheduledJob.Session) {
    let kept = "\(folder)/\(session.name).json"
    let paths = session.saved.map { FilePath.matching($0) } ?? [kept]
    guard session.saved != nil || FileIdentity(kept) != nil else {
      let why = "the session has ended, and neither its key saved names a list nor has a run kept an answer"
      items.append(.problem(InputError(session.name, why)))
      return
    }
    for path in paths {
      let name = paths.count == 1 ? session.name : "\(session.name): \(InputNames.shown(path))"
      items.append(.source(InputSource(name: name, place: .path(path), storedByteCount: nil)))
    }
  }

  /// Asks for a list, until it has come whole or there is no more hope.
  private mutating func ask(
    _ address: String, as name: String, key: ScheduledJob.Session.Key
  ) throws(OutputError) -> ExitCode? {
    let path = "\(folder)/\(name).json"
    try Folder.create(folder)
    if let problem = JobSources.problem(ofKey: key) {
      messages.error("session \(name): \(problem)")
      return .configuration
    }
    let client: LiveClient
    let request: LiveRequest
    do throws(UsageError) {
      guard let made = try JobSources.request(address, as: name, to: path, liveOptions(key)) else {
        return .configuration
      }
      (client, request) = made
    } catch {
      messages.error(error.message)
      return .configuration
    }
    if let code = client.begin(messages, context.terminal) { return code }
    let isSession = job.sessions.contains { $0.name == name }
    let shown = isSession ? "\(name) (\(request.address.shown))" : request.address.shown
    let file = try OutputFile(path, temporaries: context.temporaries, mustBeRegular: true)
    let problem = try keep(request, shown, in: file)
    answers.append(
      Answer(name: shown, status: request.head?.status, date: request.head?.value("date").map { Visible.text($0) }))
    if let problem {
      file.discard()
      items.append(.problem(InputError(shown, problem)))
      return nil
    }
    try file.commit()
    items.append(.source(InputSource(name: shown, place: .path(path), storedByteCount: nil)))
    return nil
  }

  /// Fails if something that the job asks for could not be asked for, as a key that would go over plain http.
  func check() throws(JobProblem) {
    for (number, source) in job.sources.enumerated() where LiveAddress.isAddress(source) {
      try check(source, as: source, .standard, at: "sources[\(number)]")
    }
    for (number, session) in job.sessions.enumerated() where !session.hasEnded {
      guard let address = session.address else { continue }
      try check(address, as: session.name, session.key, at: "sessions[\(number)].url")
    }
  }

  private func check(
    _ address: String, as name: String, _ key: ScheduledJob.Session.Key, at path: String
  ) throws(JobProblem) {
    do throws(UsageError) {
      _ = try JobSources.request(address, as: name, to: "answer", liveOptions(key))
    } catch { throw job.places.problem(path, error.message) }
  }

  private static func request(
    _ address: String, as name: String, to path: String, _ options: [String]
  ) throws(UsageError) -> (LiveClient, LiveRequest)? {
    guard
      case .run(let parsed) = try ArgumentParser.parse(
        [CommandTable.fetch.name, address, "--output=\(path)"] + options)
    else { return nil }
    let client = LiveClient(parsed)
    return (client, try client.request(address, what: .tokens, as: "The address of \(name)"))
  }

  /// Keeps the answer; returns why it is not whole, nil if it is.
  private func keep(_ request: LiveRequest, _ name: String, in file: OutputFile) throws(OutputError) -> SourceProblem? {
    while true {
      try file.restart()
      let kept = KeptBytes(file)
      let report: SourceReport
      do throws(InputError) {
        let stream = try InputStream.open(request, name: name)
        report = AnswerCheck.tokens(KeptSource(StreamSource(stream), kept), name: name)
      } catch { return error.problem }
      if let failure = kept.failure { throw failure }
      if let failure = request.failure(in: report) {
        do throws(LiveFailure) { try request.wait(after: failure) } catch { return error.problem }
      } else {
        return report.problems.first
      }
    }
  }

  /// The file of a credential among those that the system has given to this process; nil if it has given none.
  private static func file(ofCredential name: String) -> String? {
    Environment.value("CREDENTIALS_DIRECTORY").map { "\($0)/\(name)" }
  }

  /// Why a key is out of reach that the system should have given; nil if nothing is known against it.
  private static func problem(ofKey key: ScheduledJob.Session.Key) -> String? {
    guard case .credential(let name) = key else { return nil }
    guard let path = file(ofCredential: name) else {
      return "its credential \(name) can't be read, since CREDENTIALS_DIRECTORY is not set. systemd sets it for a "
        + "service with LoadCredential; elsewhere, name a keyFile"
    }
    if FileNames.isReadable(path) { return nil }
    return "its credential \(name) can't be read: \(path): \(SystemError.last.text)"
  }

  private func liveOptions(_ key: ScheduledJob.Session.Key) -> [String] {
    let options = job.options.filter { argument in OptionSpec.live.contains { argument.isOf($0) } }
    let file: String
    switch key {
    case .standard: return options.texts
    case .file(let path): file = path
    case .credential(let name):
      file = JobSources.file(ofCredential: name) ?? name
    }
    return (options.filter { !$0.isOf(.sessionKeyFile) } + [JobArgument(.sessionKeyFile, file)]).texts
  }
}

/// Where the bytes of an answer are kept while they are read.
private final class KeptBytes {
  private let file: OutputFile
  /// Why they could not be kept; nil if they were.
  private(set) var failure: OutputError?

  init(_ file: OutputFile) {
    self.file = file
  }

  func add(_ bytes: RawSpan) throws(SourceFailure) {
    do throws(OutputError) { try file.write(bytes) } catch {
      failure = error
      throw SourceFailure(error.message)
    }
  }
}

/// A source whose bytes are kept on the way.
private struct KeptSource: ByteSource, ~Copyable {
  private var source: StreamSource
  private let kept: KeptBytes

  init(_ source: consuming StreamSource, _ kept: KeptBytes) {
    self.source = source
    self.kept = kept
  }

  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    let read = try source.read(into: &buffer, at: offset, count: count)
    try kept.add(buffer.span.bytes.extracting(offset..<(offset + read)))
    return read
  }
}
