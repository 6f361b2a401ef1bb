import Analysis
internal import Dispatch
internal import Synchronization

/// Several downloads, so many at a time.
final class TokenDownloads: Sendable {
  /// What became of one.
  enum Outcome: Sendable {
    case fetched
    case failed(SourceProblem)
    /// Nobody tried: what had failed before would have failed again.
    case notTried
  }

  private struct State {
    var next = 0
    var outcomes: [Outcome]
    var bytes = 0
    var done = 0
    var unreached = 0
    var isStopped = false
  }

  /// Files one after another that the service could not be reached for, each after all attempts, before it is left
  /// alone.
  private static let unreachedLimit = 3
  /// Milliseconds between two looks at how far it has come.
  private static let pause = 100

  private let downloads: [TokenDownload]
  private let deadline: Deadline
  private let temporaries: TemporaryFiles
  private let state: Mutex<State>
  private let ended = DispatchSemaphore(value: 0)

  init(_ downloads: [TokenDownload], until deadline: Deadline, temporaries: TemporaryFiles) {
    self.downloads = downloads
    self.deadline = deadline
    self.temporaries = temporaries
    state = Mutex(State(outcomes: Array(repeating: .notTried, count: downloads.count)))
  }

  /// Fetches all.
  ///
  /// - Parameters:
  ///   - count: how many at a time.
  ///   - progress: called now and then with the bytes that have come, and the files that are done.
  /// - Returns: what became of each, in the order of the downloads.
  func run(_ count: Int, progress: (_ bytes: Int, _ files: Int) -> Void) -> [Outcome] {
    for _ in 1..<max(1, min(count, downloads.count)) {
      // A thread that can't be started takes no work, so nobody waits for it.
      Thread.detach { [self] in work {} }
    }
    work { update(progress) }
    for _ in downloads {
      while ended.wait(timeout: .now() + .milliseconds(Self.pause)) == .timedOut { update(progress) }
    }
    return state.withLock { $0.outcomes }
  }

  private func update(_ progress: (_ bytes: Int, _ files: Int) -> Void) {
    let (bytes, files) = state.withLock { ($0.bytes, $0.done) }
    progress(bytes, files)
  }

  /// Takes one download after another; also those that nobody tries are counted as ended.
  private func work(_ update: () -> Void) {
    while let (number, isTried) = take() {
      var outcome = Outcome.notTried
      if isTried {
        do throws(SourceProblem) {
          try downloads[number].run(temporaries) { count in
            state.withLock { $0.bytes += count }
            update()
          }
          outcome = .fetched
        } catch { outcome = .failed(error) }
      }
      finish(number, outcome)
      ended.signal()
    }
  }

  private func take() -> (number: Int, isTried: Bool)? {
    state.withLock { state in
      guard state.next < downloads.count else { return nil }
      defer { state.next += 1 }
      return (state.next, !state.isStopped && !deadline.isOver)
    }
  }

  private func finish(_ number: Int, _ outcome: Outcome) {
    state.withLock { state in
      state.outcomes[number] = outcome
      switch outcome {
      case .fetched:
        state.unreached = 0
        state.done += 1
      case .failed(let problem):
        state.unreached = problem.kind == .notReached ? state.unreached + 1 : 0
        if problem.kind.isRefusal || state.unreached >= Self.unreachedLimit { state.isStopped = true }
      case .notTried: break
      }
    }
  }
}
