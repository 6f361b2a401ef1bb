/// What a path for output leads to, and so how it is written.
enum OutputTarget: Equatable {
  /// A file of this process, as /dev/stdout names one; it may be anything and is not opened anew.
  case descriptor(Int32)
  /// A device, a FIFO or a socket: written in place, since replacing it would destroy it.
  case inPlace(String)
  /// A file that does not exist yet.
  case new(String)
  /// A file to replace, whose permissions and owner are kept.
  case existing(String, mode: FileMode, user: UInt32, group: UInt32)

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
      let status: FileStatus
      do throws(SystemError) { status = try FileStatus(ofLink: path) } catch {
        guard error.isNotFound, !path.isEmpty, path.utf8.last != UInt8(ascii: "/") else { throw error }
        return .new(path)
      }
      switch status.kind {
      case .link: path = FilePath.joining(FilePath.folder(of: path), try FileNames.target(ofLink: path))
      case .regular: return .existing(path, mode: status.permissions, user: status.user, group: status.group)
      case .folder: throw .isFolder
      case .other: return .inPlace(path)
      }
    }
    throw .tooManyLinks
  }

  /// Fails as writing would, without touching what is there.
  func checkWritable() throws(SystemError) {
    switch self {
    case .descriptor(let number): try systemDemandWriting(number)
    case .inPlace(let path): try FileNames.demandWritable(path)
    case .new(let path): try FileNames.demandWritable(folder: FilePath.folder(of: path))
    case .existing(let path, _, _, _):
      try FileNames.demandWritable(path)
      try FileNames.demandWritable(folder: FilePath.folder(of: path))
    }
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
