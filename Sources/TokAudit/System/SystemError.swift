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

  /// A folder stands where there should be a file.
  static let isFolder = SystemError(EISDIR)
  /// Links lead to links without end.
  static let tooManyLinks = SystemError(ELOOP)
  /// A path is too long, or no text.
  static let unusableName = SystemError(ENAMETOOLONG)
  /// The device did not do what it should.
  static let broken = SystemError(EIO)
  /// What was asked for makes no sense here.
  static let invalid = SystemError(EINVAL)

  /// The failure with that code.
  init(_ code: Int32) { self.code = code }

  /// The failure of the call just made.
  static var last: SystemError { SystemError(errno) }

  /// Whether there is no such file or program.
  var isNotFound: Bool { code == ENOENT }

  /// Whether what should be a folder is none.
  var isNoFolder: Bool { code == ENOTDIR }
  /// Whether nobody reads a pipe any more.
  var isWithoutReader: Bool { code == EPIPE }
  /// Whether there is such a file already.
  var isThereAlready: Bool { code == EEXIST }
  /// Whether there is none left for now of what it takes: processes, open files, memory.
  var isShortage: Bool { [EAGAIN, EMFILE, ENFILE, ENOMEM].contains(code) }

  /// The system's words for it, such as "No space left on device".
  var text: String { String(cString: strerror(code)) }
}
