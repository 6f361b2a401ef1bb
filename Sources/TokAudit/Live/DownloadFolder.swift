import Analysis

/// The folder that token files are downloaded to, which only the user can read; locked for one fetch at a time.
struct DownloadFolder: ~Copyable {
  /// The folder, without a slash at its end.
  let path: String
  /// Whether others can read it: it was there before, and its permissions are the user's choice.
  let isOpenToOthers: Bool
  private let lock: FileDescriptor

  /// Makes the folder and locks it; nil if another fetch has it.
  ///
  /// Temporary files that an interrupted fetch has left are removed.
  static func open(_ given: String) throws(OutputError) -> DownloadFolder? {
    var path = given
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    try Folder.create(path, mode: 0o700)
    do throws(SystemError) {
      let lock = try FileDescriptor.open(path, .folder)
      guard try lock.lock() else { return nil }
      try FileNames.demandWritable(folder: path)
      let status = try FileStatus(descriptor: lock.number)
      for name in try Folder.entries(of: path, hidden: true, where: TemporaryFiles.isName).names {
        FileNames.remove("\(path)/\(name)")
      }
      return DownloadFolder(path: path, isOpenToOthers: status.permissions & 0o077 != 0, lock: lock)
    } catch { throw OutputError(given, error) }
  }

  private init(path: String, isOpenToOthers: Bool, lock: consuming FileDescriptor) {
    self.path = path
    self.isOpenToOthers = isOpenToOthers
    self.lock = lock
  }

  /// What is there of token files.
  func places() throws(OutputError) -> TokenPlaces {
    do throws(SystemError) { return TokenPlaces(path, names: try Folder.entries(of: path) { _ in true }.names) } catch {
      throw OutputError(path, error)
    }
  }
}
