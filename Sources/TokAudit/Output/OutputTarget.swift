#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What a path for output leads to, and so how it is written.
enum OutputTarget: Equatable {
  /// A file of this process, as /dev/stdout names one; it may be anything and is not opened anew.
  case descriptor(Int32)
  /// A device, a FIFO or a socket: written in place, since replacing it would destroy it.
  case inPlace(String)
  /// A file that does not exist yet.
  case new(String)
  /// A file to replace, whose permissions and owner are kept.
  case existing(String, mode: mode_t, user: uid_t, group: gid_t)

  /// Whether it is a file that is replaced as a whole.
  var isRegular: Bool {
    switch self {
    case .new, .existing: true
    case .descriptor, .inPlace: false
    }
  }

  /// Follows symbolic links, so that a link is kept and the file behind it replaced.
  static func resolve(_ path: String) throws(SystemError) -> OutputTarget {
    var path = path
    for _ in 0..<40 {
      if let number = standardDescriptor(path) { return .descriptor(number) }
      var status = stat()
      if lstat(path, &status) != 0 {
        guard errno == ENOENT, !path.isEmpty, path.utf8.last != UInt8(ascii: "/") else { throw .last }
        return .new(path)
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK: path = try follow(path)
      case S_IFREG:
        return .existing(path, mode: status.st_mode & 0o777, user: status.st_uid, group: status.st_gid)
      case S_IFDIR: throw SystemError(EISDIR)
      default: return .inPlace(path)
      }
    }
    throw SystemError(ELOOP)
  }

  /// Fails as writing would, without touching what is there.
  func checkWritable() throws(SystemError) {
    switch self {
    case .descriptor(let number):
      let flags = fcntl(number, F_GETFL)
      guard flags >= 0 else { throw .last }
      if flags & O_ACCMODE == O_RDONLY { throw SystemError(EBADF) }
    case .inPlace(let path): guard access(path, W_OK) == 0 else { throw .last }
    case .new(let path): guard access(Self.folder(of: path), W_OK | X_OK) == 0 else { throw .last }
    case .existing(let path, _, _, _):
      guard access(path, W_OK) == 0, access(Self.folder(of: path), W_OK | X_OK) == 0 else { throw .last }
    }
  }

  /// The folder that holds the path's last component.
  static func folder(of path: String) -> String {
    // Bytes, since a slash and a combining character after it are one Character.
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func follow(_ link: String) throws(SystemError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count >= 0 else { throw .last }
    guard count < buffer.count, let target = String(validating: buffer[..<count], as: UTF8.self) else {
      throw SystemError(ENAMETOOLONG)
    }
    return AbsolutePath.joining(folder(of: link), target)
  }

  private static func standardDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for prefix in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(prefix) {
        return Int32(path.dropFirst(prefix.count))
      }
      return nil
    }
  }
}
