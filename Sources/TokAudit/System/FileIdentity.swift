/// Which file a path leads to, so that two paths of one file are known to be one.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64
  /// The path within a folder, for a file that is not there yet.
  private let name: String

  /// The regular file behind a path, over symbolic links; nil for anything else.
  init?(_ path: String) {
    self.init(try? FileStatus(path), kind: .regular, name: "")
  }

  /// The folder behind a path, over symbolic links; nil for anything else.
  init?(folder path: String) {
    self.init(try? FileStatus(path), kind: .folder, name: "")
  }

  /// The regular file that is open; nil for anything else.
  init?(descriptor: Int32) {
    self.init(try? FileStatus(descriptor: descriptor), kind: .regular, name: "")
  }

  /// A file that is not there yet, over symbolic links: by the nearest folder above it that is there, and the names
  /// from there on.
  init?(new path: String) {
    guard let (folder, names) = FileIdentity.missing(path) else { return nil }
    self.init(folder, kind: .folder, name: names.joined(separator: "/"))
  }

  /// Whether a name stands for anything, also for what can't be read; a file has no names in it.
  static func isThere(_ path: String) -> Bool {
    do throws(SystemError) { _ = try FileStatus(ofLink: path) } catch { return !error.isNotFound && !error.isNoFolder }
    return true
  }

  /// The nearest folder above a path that leads to nothing, and the names from there on; nil if it leads to something.
  private static func missing(_ path: String) -> (FileStatus, names: [String])? {
    let folder = FilePath.folder(of: path)
    guard folder != path else { return nil }
    if path.utf8.last == UInt8(ascii: "/") { return missing(folder) }
    guard case .new(let target)? = try? OutputTarget.resolve(path) else { return nil }
    if target != path { return missing(target) }
    guard let last = path.utf8.split(separator: UInt8(ascii: "/")).last else { return nil }
    var found = (try? FileStatus(folder)).map { ($0, names: []) } ?? missing(folder)
    switch String(last) ?? "" {
    case ".": break
    case "..": _ = found?.names.popLast()
    case let name: found?.names.append(name)
    }
    return found
  }

  private init?(_ status: FileStatus?, kind: FileStatus.Kind, name: String) {
    guard let status, status.kind == kind else { return nil }
    device = status.device
    number = status.number
    self.name = name
  }
}
