#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What changes the names of files, or asks whether they may be changed.
enum FileNames {
  /// Gives a file another name; one that has it already is replaced.
  static func rename(_ path: String, to target: String) throws(SystemError) {
    // Of the C library: the method has the same name.
    guard systemRename(path, target) == 0 else { throw .last }
  }

  /// Removes a file, if there is one that can be removed.
  static func remove(_ path: String) { unlink(path) }

  /// Gives a file a second name, which nothing has yet.
  static func link(_ path: String, as target: String) throws(SystemError) {
    guard systemLink(path, target) == 0 else { throw .last }
  }

  /// Makes a symbolic link.
  static func linkSymbolically(_ path: String, to target: String) throws(SystemError) {
    guard symlink(target, path) == 0 else { throw .last }
  }

  /// Where a symbolic link leads, as it says.
  static func target(ofLink path: String) throws(SystemError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { throw .last }
    guard count < buffer.count, let target = String(validating: buffer[..<count], as: UTF8.self) else {
      throw .unusableName
    }
    return target
  }

  /// Makes a folder in one that is there.
  static func makeFolder(_ path: String, mode: FileMode = 0o777) throws(SystemError) {
    guard mkdir(path, mode) == 0 else { throw .last }
  }

  /// Removes a folder in which nothing is.
  static func removeFolder(_ path: String) throws(SystemError) {
    guard rmdir(path) == 0 else { throw .last }
  }

  /// Whether a file may be read.
  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Fails unless a file may be written.
  static func demandWritable(_ path: String) throws(SystemError) {
    guard access(path, W_OK) == 0 else { throw .last }
  }

  /// Fails unless files may be made in a folder.
  static func demandWritable(folder: String) throws(SystemError) {
    guard access(folder, W_OK | X_OK) == 0 else { throw .last }
  }
}

private func systemRename(_ path: String, _ target: String) -> Int32 { rename(path, target) }

private func systemLink(_ path: String, _ target: String) -> Int32 { link(path, target) }
