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
  ///
  /// - Parameter mode: the permissions of one that is made, less the user's umask.
  static func open(_ path: String, _ flags: OpenFlags = [], mode: FileMode = 0) throws(SystemError) -> FileDescriptor {
    while true {
      let number = systemOpen(path, flags.rawValue | O_CLOEXEC, mode)
      if number >= 0 { return FileDescriptor(owning: number) }
      if errno != EINTR { throw .last }
    }
  }

  /// A new file in a folder, already without its name, that children do not inherit.
  static func nameless(in folder: String) throws(SystemError) -> FileDescriptor {
    var template = Array("\(folder)/tokaudit-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { throw .last }
    _ = unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    return FileDescriptor(owning: number)
  }

  /// Another number for the same open file, which children do not inherit.
  static func duplicate(_ number: Int32) throws(SystemError) -> FileDescriptor {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw .last }
    return FileDescriptor(owning: copy)
  }

  /// Locks it for this program alone, without waiting; false if another one has it.
  func lock() throws(SystemError) -> Bool {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw .last }
    }
    return true
  }

  /// Gives the number away, which stays open.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Closes it now; only then is the last failure to write known on some file systems.
  consuming func close() throws(SystemError) {
    let number = number
    discard self
    guard systemClose(number) == 0 || errno == EINTR else { throw .last }
  }
}
