#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An open file that is closed at the end of its owner's life.
struct FileDescriptor: ~Copyable, Sendable {
  /// The system's number for it.
  let number: Int32

  /// Takes over a number that was just opened.
  init(owning number: Int32) { self.number = number }

  deinit { _ = systemClose(number) }

  /// Opens a file that children do not inherit.
  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) -> FileDescriptor {
    while true {
      let number = systemOpen(path, flags | O_CLOEXEC, mode)
      if number >= 0 { return FileDescriptor(owning: number) }
      if errno != EINTR { throw .last }
    }
  }

  /// Another number for the same open file, which children do not inherit.
  static func duplicate(_ number: Int32) throws(SystemError) -> FileDescriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw .last }
    return FileDescriptor(owning: copy)
  }

  /// Closes it now; only then is the last failure to write known on some file systems.
  consuming func close() throws(SystemError) {
    let number = number
    discard self
    guard systemClose(number) == 0 || errno == EINTR else { throw .last }
  }
}
