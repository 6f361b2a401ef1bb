import Analysis

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What happens when the user or the system wants the program to stop.
enum Interruptions {
  /// Signals that end the program, once its temporary files are removed.
  static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU]

  /// Makes writing to a closed pipe, or past the limit for files, fail like any other write instead of ending the
  /// program.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Removes temporary files and ends child processes when the program is interrupted, then lets the signal end it, so
  /// that the caller sees which one it was, as 130 or 143, and a shell stops its loop.
  ///
  /// Call it before any thread is started. A signal that the caller had ignored, as nohup does, stays ignored.
  static func watch(_ temporaries: TemporaryFiles) {
    ignoreWriteSignals()
    // If the caller ignores it, the system would forget how children end.
    signal(SIGCHLD, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    var signals: [Int32] = []
    for number in ending where reset(number) {
      sigaddset(&set, number)
      signals.append(number)
    }
    if signals.isEmpty { return }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let watched = signals
    // Without a thread that waits for them, they end the program as usual, and its temporary files stay.
    if !Thread.detach({ wait(for: watched, temporaries) }) { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
  }

  private static func wait(for signals: [Int32], _ temporaries: TemporaryFiles) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    var number: Int32 = 0
    while sigwait(&set, &number) != 0 {}
    let ending = number
    HiddenPrompt.restore()
    temporaries.removeAll {
      ChildProcess.endAll {
        signal(ending, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(ending)
        _exit(128 + ending)
      }
    }
  }

  /// Gives a signal its usual effect again; one that the caller had ignored stays ignored.
  ///
  /// - Returns: whether it has its usual effect now.
  @discardableResult
  static func reset(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_DFL)
    // SIG_IGN is the address 1, not a function that could be compared.
    guard unsafeBitCast(handler, to: Int.self) == 1 else { return true }
    signal(number, SIG_IGN)
    return false
  }
}
