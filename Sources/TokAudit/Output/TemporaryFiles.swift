internal import Synchronization

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
  func create(in folder: String, mode: FileMode) throws(SystemError) -> (path: String, number: Int32) {
    while true {
      let name = "\(Self.prefix)\(String(UInt64.random(in: .min ... .max), radix: 36))\(Self.suffix)"
      let path = FilePath.joining(folder, name)
      let result: Result<Int32, SystemError> = paths.withLock { paths in
        do throws(SystemError) {
          let file = try FileDescriptor.open(path, [.writing, .new, .notLink], mode: mode)
          paths.insert(path)
          return .success(file.release())
        } catch { return .failure(error) }
      }
      switch result {
      case .success(let number): return (path, number)
      case .failure(let error) where error.isThereAlready: continue
      case .failure(let error): throw error
      }
    }
  }

  /// Renames the file to its final path.
  func publish(_ path: String, as target: String) throws(SystemError) {
    let failure: SystemError? = paths.withLock { paths in
      do throws(SystemError) { try FileNames.rename(path, to: target) } catch { return error }
      paths.remove(path)
      return nil
    }
    if let failure { throw failure }
  }

  /// Removes the file.
  func remove(_ path: String) {
    paths.withLock { paths in
      if paths.remove(path) != nil { FileNames.remove(path) }
    }
  }

  /// Removes every file, then runs the end of the process, which must not return: no file may be created any more.
  func removeAll(thenEnd end: () -> Never) -> Never {
    paths.withLock { paths in
      for path in paths { FileNames.remove(path) }
      end()
    }
  }
}
