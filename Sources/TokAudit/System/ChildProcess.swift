internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A program started by this one; it never outlives its owner, and never stays behind as a zombie.
struct ChildProcess: ~Copyable, Sendable {
  /// How a program ended.
  enum Ending: Equatable, Sendable {
    /// By itself, with that code.
    case exited(Int32)
    /// By a signal.
    case killed(Int32)
    /// Not within the time that it had, so it was ended.
    case overdue
  }

  /// The children that have not been reaped, each with what is ended: itself, or its group. Held while a child starts
  /// or is reaped, and while a descriptor is not yet marked as none of its business.
  static let running = Mutex<[pid_t: pid_t]>([:])

  /// Milliseconds that a program may take to end once it has closed its output.
  static let grace = 5_000

  /// The system's number of the process.
  let identifier: pid_t
  /// Whether what it starts itself is ended with it.
  private let hasGroup: Bool
  private var ending: Ending?

  /// Starts a program, found by PATH, with only these open files and the usual treatment of signals.
  ///
  /// - Parameters:
  ///   - arguments: what follows the program's name.
  ///   - environment: its variables as `NAME=VALUE`.
  ///   - input: its standard input; like the other two, a number above 2, which stays open here.
  ///   - hasGroup: whether it gets a process group of its own, so that what it starts itself is ended with it, as a
  ///     shell with its commands. Programs that start nothing stay in the group of this one.
  init(
    _ program: String, _ arguments: [String], environment: [String], input: Int32, output: Int32, error: Int32,
    hasGroup: Bool = false
  ) throws(SystemError) {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    let closing = POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    let closing: Int32 = 0
    #endif
    try Self.check(posix_spawn_file_actions_init(&actions))
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in [input, output, error].enumerated() {
      try Self.check(posix_spawn_file_actions_adddup2(&actions, file, Int32(number)))
    }
    try Self.check(posix_spawnattr_init(&attributes))
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    try Self.check(posix_spawnattr_setsigmask(&attributes, &signals))
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    try Self.check(posix_spawnattr_setsigdefault(&attributes, &signals))
    if hasGroup { try Self.check(posix_spawnattr_setpgroup(&attributes, 0)) }
    let grouping = hasGroup ? Int32(POSIX_SPAWN_SETPGROUP) : 0
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | grouping | closing
    try Self.check(posix_spawnattr_setflags(&attributes, Int16(flags)))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var number = pid_t()
    let code = Self.running.withLock { running in
      let code = posix_spawnp(&number, program, &actions, &attributes, &words, &variables)
      // The number of its group is its own, written as kill wants it.
      if code == 0 { running[number] = hasGroup ? -number : number }
      return code
    }
    try Self.check(code)
    identifier = number
    self.hasGroup = hasGroup
  }

  deinit {
    if ending == nil {
      terminate()
      _ = Self.reap(identifier)
    }
  }

  /// Waits for the program's end, and says how it ended.
  mutating func wait() -> Ending {
    let ending = ending ?? Self.reap(identifier)
    self.ending = ending
    return ending
  }

  /// Waits for the program's end until a deadline, then ends it, with its group if it has one.
  mutating func wait(until deadline: Deadline) -> Ending {
    var pause = 1
    while !hasEnded {
      if deadline.isOver {
        terminate()
        _ = wait()
        ending = .overdue
        return .overdue
      }
      systemSleep(milliseconds: min(pause, deadline.remaining))
      pause = min(2 * pause, 10)
    }
    return wait()
  }

  /// Whether the program has ended; `wait` then returns at once.
  private var hasEnded: Bool {
    if ending != nil { return true }
    var information = siginfo_t()
    information.si_signo = 0
    return waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT | WNOHANG) < 0 || information.si_signo != 0
  }

  /// Ends the program now, with its group if it has one; `wait` then says so.
  func terminate() {
    if ending == nil { kill(hasGroup ? -identifier : identifier, SIGKILL) }
  }

  /// Ends and reaps every child, then runs the end of the process, which must not return: no child may start any more,
  /// and nobody hears how one ended.
  static func endAll(thenEnd end: () -> Never) -> Never {
    running.withLock { running in
      for target in running.values { kill(target, SIGKILL) }
      for child in running.keys { while waitpid(child, nil, 0) < 0, errno == EINTR {} }
      end()
    }
  }

  /// The calls that prepare a start, and the start, return their error.
  private static func check(_ code: Int32) throws(SystemError) {
    if code != 0 { throw SystemError(code) }
  }

  private static func reap(_ identifier: pid_t) -> Ending {
    // Waits without reaping: what is on the list is a child of ours, and no other process has its number.
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    var status: Int32 = 0
    let isReaped = running.withLock { running in
      running[identifier] = nil
      return waitpid(identifier, &status, 0) == identifier
    }
    // Somebody else reaped it: its code is lost.
    guard isReaped else { return .exited(-1) }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
  }
}
