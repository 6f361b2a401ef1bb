#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Permissions of a file, as the system writes them.
typealias FileMode = mode_t

/// What the system says of a file.
struct FileStatus {
  /// What a file is.
  enum Kind {
    case regular, folder, link
    /// A device, a FIFO or a socket.
    case other
  }

  private let status: stat

  /// That of the file behind a path, over symbolic links.
  init(_ path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last }
    self.status = status
  }

  /// That of a path itself, also if it is a symbolic link.
  init(ofLink path: String) throws(SystemError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .last }
    self.status = status
  }

  /// That of an open file.
  init(descriptor: Int32) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    self.status = status
  }

  /// What the file is.
  var kind: Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Bytes of a regular file.
  var size: Int { Int(status.st_size) }
  /// Who may read, write and execute it.
  var permissions: FileMode { status.st_mode & 0o777 }
  /// Its owner.
  var user: UInt32 { status.st_uid }
  /// The group that it belongs to.
  var group: UInt32 { status.st_gid }
  /// The device that it is on.
  var device: UInt64 { UInt64(truncatingIfNeeded: status.st_dev) }
  /// Its number there.
  var number: UInt64 { UInt64(truncatingIfNeeded: status.st_ino) }

  /// When it was changed last, in milliseconds since 1970.
  var changed: Int {
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
  }
}
