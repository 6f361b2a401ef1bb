#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Which file a path leads to, so that two paths of one file are known to be one.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64
  /// The name within a folder, for a file that is not there yet.
  private let name: String

  /// The regular file behind a path, over symbolic links; nil for anything else.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status, kind: S_IFREG, name: "")
  }

  /// The folder behind a path, over symbolic links; nil for anything else.
  init?(folder path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status, kind: S_IFDIR, name: "")
  }

  /// The regular file that is open; nil for anything else.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status, kind: S_IFREG, name: "")
  }

  /// A file that is not there yet, by its folder and name; nil if the folder is not there either.
  init?(new path: String) {
    var status = stat()
    guard stat(path, &status) != 0, stat(OutputTarget.folder(of: path), &status) == 0 else { return nil }
    let last = path.utf8.split(separator: UInt8(ascii: "/")).last
    self.init(status, kind: S_IFDIR, name: last.map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  /// Whether the file may be read.
  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Whether a name stands for anything, also for what can't be read; a file has no names in it.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  private init?(_ status: stat, kind: mode_t, name: String) {
    guard status.st_mode & S_IFMT == kind else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    self.name = name
  }
}
