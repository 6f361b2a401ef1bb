/// Which file a path leads to, so that two paths of one file are known to be one.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64
  /// The name within a folder, for a file that is not there yet.
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

  /// A file that is not there yet, by its folder and name; nil if the folder is not there either.
  init?(new path: String) {
    if (try? FileStatus(path)) != nil { return nil }
    let last = path.utf8.split(separator: UInt8(ascii: "/")).last
    self.init(
      try? FileStatus(OutputTarget.folder(of: path)), kind: .folder,
      name: last.map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  /// Whether a name stands for anything, also for what can't be read; a file has no names in it.
  static func isThere(_ path: String) -> Bool {
    do throws(SystemError) { _ = try FileStatus(ofLink: path) } catch { return !error.isNotFound && !error.isNoFolder }
    return true
  }

  private init?(_ status: FileStatus?, kind: FileStatus.Kind, name: String) {
    guard let status, status.kind == kind else { return nil }
    device = status.device
    number = status.number
    self.name = name
  }
}
