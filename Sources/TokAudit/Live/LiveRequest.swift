import Analysis
internal import Synchronization

/// A question to the service, and what became of it.
final class LiveRequest: Sendable {
  /// What the answer must be.
  enum Wanted: Sendable {
    /// A document of JSON:API.
    case document
    /// A token file of that many bytes.
    case tokenFile(bytes: Int)
  }

  /// Where to ask.
  let address: LiveAddress
  /// What the answer must be.
  let wanted: Wanted
  private let client: LiveClient
  private let state = Mutex(State())

  private struct State {
    var attempts = 0
    var head: AnswerHead?
    var saved: SavedAnswer?
    var failure: LiveFailure?
  }

  /// Bytes of an answer that is no list which are read for what they say.
  private static let readableSize = 1 << 20
  /// Milliseconds that such an answer may take.
  private static let readableTime = 5_000

  /// A request of a client.
  init(_ address: LiveAddress, _ client: LiveClient, wanted: Wanted = .document) {
    self.address = address
    self.wanted = wanted
    self.client = client
  }

  /// Status and headers of the last answer, nil if there was none.
  var head: AnswerHead? { state.withLock { $0.head } }

  /// The file that keeps the answer.
  var saved: SavedAnswer? {
    get { state.withLock { $0.saved } }
    set { state.withLock { $0.saved = newValue } }
  }

  /// Notes why the answer could not be read on.
  func note(_ failure: LiveFailure) {
    state.withLock { $0.failure = failure }
  }

  /// Why the answer could not be read on, nil if it could.
  var lastFailure: LiveFailure? { state.withLock { $0.failure } }

  /// Why another attempt may give more than this reading did, nil if none will.
  ///
  /// A list without its end came whole as far as HTTP can tell, if it came without its length; and what another status
  /// would have said may be in the document.
  func failure(in report: SourceReport) -> LiveFailure? {
    if let failure = state.withLock({ $0.failure }) { return failure.isRetryable ? failure : nil }
    if report.productionLines == 0, let problem = report.problems.first(where: { $0.kind.isTransient }) {
      return LiveFailure(problem: problem.asNotReached, isRetryable: true)
    }
    return report.problems.first { $0.kind == .truncated }.map { LiveFailure(problem: $0, isRetryable: true) }
  }

  /// Asks until the list begins, or until there is no more hope.
  func open(name: String) throws(InputError) -> LiveStream {
    while true {
      do throws(LiveFailure) {
        return try attempt(name)
      } catch {
        do throws(LiveFailure) { try wait(after: error) } catch { throw InputError(name, error.problem) }
      }
    }
  }

  /// Waits before another attempt; throws the failure where there must be none.
  func wait(after failure: LiveFailure) throws(LiveFailure) {
    let access = client.access
    let attempt = state.withLock { $0.attempts }
    guard failure.isRetryable, attempt <= access.settings.retries else {
      throw failure.isRetryable && attempt > 1 ? failure.adding("after \(attempt) attempts") : failure
    }
    let delay = RetryPolicy.delay(attempt: attempt, retryAfter: failure.retryAfter)
    let cause = failure.problem.message
    if delay >= access.deadline.remaining {
      let reason: Prose =
        failure.retryAfter == nil
        ? "there is no time left for another attempt" : "the service wants to be left alone for longer than that"
      let limit = TimeSpan(milliseconds: access.settings.deadline).description
      throw failure.adding("within \(name: OptionSpec.deadline.name) of \(words: limit), \(reason)")
    }
    let pause = delay < 1_000 ? "less than 1 s" : "\(delay / 1_000) s"
    access.messages.note(
      "\(address.shown): \(cause.plain); attempt \(attempt + 1) of \(access.settings.retries + 1) in \(pause)")
    systemSleep(milliseconds: delay)
  }

  private func attempt(_ name: String) throws(LiveFailure) -> LiveStream {
    let access = client.access
    state.withLock { state in
      state.attempts += 1
      state.head = nil
      state.failure = nil
    }
    do throws(OutputError) { try saved?.restart() } catch {
      throw .broken("\(data: error.message)", remedy: "Save it elsewhere")
    }
    var curl = try start(access)
    try awaitHead(&curl, access)
    let head = curl.head
    state.withLock { $0.head = head }
    if let fault = AnswerJudge.fault(of: head, access.key) { throw fault }
    let isWanted = AnswerJudge.isWanted(head, wanted)
    if head.encoding == "gzip" || head.encoding == "x-gzip" {
      do throws(InputError) { try curl.startGzip(name: name) } catch {
        throw .broken("\(data: error.message)", remedy: "Install gzip, then ask again")
      }
    } else if head.encoding != "", isWanted {
      throw .another(
        "the answer is encoded as \(data: access.key.masked(head.encoding)), which was not asked for",
        remedy: "See what stands between the service and you")
    }
    guard isWanted else {
      var body = curl.collect(
        limit: Self.readableSize, idle: Self.readableTime, until: access.deadline.orIn(Self.readableTime))
      access.key.mask(&body)
      throw AnswerJudge.failure(head, body: body, wanted, address, access.key)
    }
    var stream = LiveStream(curl, self, access)
    try stream.fill()
    return stream
  }

  private func start(_ access: LiveAccess) throws(LiveFailure) -> CurlChild {
    let left = access.deadline.remaining
    guard left > 0 else { throw .interrupted(.late, access.settings, hasBody: false) }
    // Its own limit is for the case that nobody is left to end it.
    let request = CurlRequest(
      address: address, connectTimeout: min(access.settings.connectTimeout, left), limit: left + 2_000,
      certificates: access.settings.certificates, accept: wanted.accept)
    do throws(SystemError) { return try CurlChild(request, key: access.key) } catch {
      throw CurlFailure.notStarted(error, address)
    }
  }

  /// Waits for the whole head of the answer.
  private func awaitHead(_ curl: inout CurlChild, _ access: LiveAccess) throws(LiveFailure) {
    let waiting: CurlChild.Waiting
    do throws(SystemError) { waiting = try curl.wait(idle: access.settings.timeout, until: access.deadline) } catch {
      throw .broken("\(data: error.text)")
    }
    if waiting != .ready { throw .interrupted(waiting, access.settings, hasBody: false) }
    if curl.head.isComplete { return }
    let status = curl.head.status
    let ending = curl.finish(until: access.deadline)
    if let fault = AnswerJudge.fault(of: curl.head, access.key) { throw fault }
    if !ending.isGood, access.deadline.isOver { throw .interrupted(.late, access.settings, hasBody: false) }
    if ending.child == .exited(CurlFailure.weirdReply) { throw CurlFailure.unreadableHeader(address.origin) }
    if case .exited(let code) = ending.child, CurlFailure.headerTooLong.contains(code) {
      throw CurlFailure.longHeader(address.origin)
    }
    if status != nil {
      throw .notReached("the connection to \(data: address.origin) broke within the headers of the answer")
    }
    if ending.isGood { throw .notReached("\(data: address.origin) gave an answer without a status") }
    throw CurlFailure.failure(
      ending.child, verification: ending.verification, address: address, hasBody: false)
  }
}

extension LiveRequest.Wanted {
  /// The media types to ask for.
  fileprivate var accept: String {
    switch self {
    case .document: CurlRequest.mediaType
    case .tokenFile: CurlRequest.anyType
    }
  }
}

extension LiveRequest: Equatable {
  static func == (left: LiveRequest, right: LiveRequest) -> Bool { left === right }
}
