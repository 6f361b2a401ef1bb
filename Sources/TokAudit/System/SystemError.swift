#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A system call's failure.
struct SystemError: Error, Equatable {
  /// The value of `errno`.
  let code: Int32

  /// The failure with that code.
  init(_ code: Int32) { self.code = code }

  /// The failure of the call just made.
  static var last: SystemError { SystemError(errno) }

  /// Whether there is no such file or program.
  var isNotFound: Bool { code == ENOENT }

  /// The system's words for it, such as "No space left on device".
  var text: String { String(cString: strerror(code)) }
}
