internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The temporary files that exist now, so that an interruption can remove them.
///
/// Creating, renaming and removing happen under one lock: an interruption finds a file either on the list or not there.
final class TemporaryFiles: Sendable {
  private let paths = Mutex<Set<String>>([])

  private static let prefix = ".tokaudit-"
  private static let suffix = ".tmp"

  /// Whether the bytes of a name are those of a temporary file of this program.
  static func isName(_ name: [UInt8]) -> Bool {
    name.starts(with: prefix.utf8) && name.reversed().starts(with: suffix.utf8.reversed())
  }

  /// An empty list.
  init() {}

  /// Creates a file that did not exist, with a name nobody else uses, in the folder.
  ///
  /// - Returns: its path and its open file, with the mode less the user's umask.
  func create(in folder: String, mode: mode_t) throws(SystemError) -> (path: String, number: Int32) {
    while true {
      let name = "\(Self.prefix)\(String(UInt64.random(in: .min ... .max), radix: 36))\(Self.suffix)"
      let path = AbsolutePath.joining(folder, name)
      let result: Result<Int32, SystemError> = paths.withLock { paths in
        let number = systemOpen(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        if number < 0 { return .failure(.last) }
        paths.insert(path)
        return .success(number)
      }
      switch result {
      case .success(let number): return (path, number)
      case .failure(let error) where error.code == EEXIST || error.code == EINTR: continue
      case .failure(let error): throw error
      }
    }
  }

  /// Renames the file to its final path.
  func publish(_ path: String, as target: String) throws(SystemError) {
    let failure: SystemError? = paths.withLock { paths in
      if rename(path, target) != 0 { return .last }
      paths.remove(path)
      return nil
    }
    if let failure { throw failure }
  }

  /// Removes the file.
  func remove(_ path: String) {
    paths.withLock { paths in
      if paths.remove(path) != nil { unlink(path) }
    }
  }

  /// Removes every file, then runs the end of the process, which must not return: no file may be created any more.
  func removeAll(thenEnd end: () -> Never) -> Never {
    paths.withLock { paths in
      for path in paths { unlink(path) }
      end()
    }
  }
}
