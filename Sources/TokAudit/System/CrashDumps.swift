#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What would copy the program's memory to a file or a log when it crashes.
enum CrashDumps {
  /// Switches them off, for this program and those it starts; call it before a secret is read.
  static func disable() {
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
    _ = setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &limit)
    #else
    _ = setrlimit(RLIMIT_CORE, &limit)
    #endif
    // Swift's own backtraces show memory too; they come from handlers of these signals.
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT] {
      Interruptions.reset(number)
    }
  }
}
