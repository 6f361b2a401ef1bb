#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The folder of a job's runs, locked for one run at a time.
///
/// A run is made in a hidden folder, which gets its name when everything in it is on the disk. What an interrupted run
/// has left is removed by the next one.
struct JobFolder: ~Copyable {
  let path: String
  /// The folder in which a run is made.
  let draft: String
  private let lock: FileDescriptor
  private static let draftName = ".run"

  /// Makes the folder and locks it; nil if another run has it.
  static func open(_ path: String) throws(OutputError) -> JobFolder? {
    try Folder.create(path)
    do throws(SystemError) {
      let lock = try FileDescriptor.open("\(path)/.lock", O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o666)
      while flock(lock.number, LOCK_EX | LOCK_NB) != 0 {
        if errno == EWOULDBLOCK { return nil }
        if errno != EINTR { throw .last }
      }
      let draft = "\(path)/\(draftName)"
      try remove(draft)
      guard mkdir(draft, 0o777) == 0 else { throw .last }
      return JobFolder(path: path, draft: draft, lock: lock)
    } catch { throw OutputError(path, error) }
  }

  private init(path: String, draft: String, lock: consuming FileDescriptor) {
    self.path = path
    self.draft = draft
    self.lock = lock
  }

  /// The name for a run of a day, with a number if there is one already.
  func freeName(_ day: String) -> String {
    var status = stat()
    var number = 1
    while true {
      let name = number == 1 ? day : "\(day)-\(number)"
      if lstat("\(path)/\(name)", &status) != 0 { return name }
      number += 1
    }
  }

  /// Gives the run its name; all its files have been flushed.
  func publish(as name: String) throws(OutputError) {
    try attempt(name) { () throws(SystemError) in
      try JobFolder.flush(draft)
      guard rename(draft, "\(path)/\(name)") == 0 else { throw .last }
      try JobFolder.flush(path)
    }
  }

  /// Lets the link `latest` lead to a run.
  func setLatest(_ name: String) throws(OutputError) {
    try attempt("latest") { () throws(SystemError) in
      let draft = "\(path)/.latest"
      unlink(draft)
      guard symlink(name, draft) == 0, rename(draft, "\(path)/latest") == 0 else { throw .last }
      try JobFolder.flush(path)
    }
  }

  /// Removes a run, but not what it was the first to see. It loses its name first, so that no half of it is ever seen.
  func remove(run name: String) throws(OutputError) {
    try keepStates(of: name)
    try attempt(name) { () throws(SystemError) in
      try JobFolder.remove(draft)
      guard rename("\(path)/\(name)", draft) == 0 else { throw .last }
      try JobFolder.remove(draft)
    }
  }

  private func keepStates(of name: String) throws(OutputError) {
    let file = "\(path)/\(name)/\(StateFiles.name)"
    guard FileIdentity(file) != nil else { return }
    let folder = "\(path)/\(StateFiles.folder)"
    try Folder.create(folder)
    try attempt("\(name)/\(StateFiles.name)") { () throws(SystemError) in
      var status = stat()
      var number = 1
      var kept = "\(folder)/\(name).json"
      // Another run may have had this name before.
      while lstat(kept, &status) == 0 {
        number += 1
        kept = "\(folder)/\(name.prefix(10))-\(number).json"
      }
      guard rename(file, kept) == 0 else { throw .last }
      try JobFolder.flush(folder)
      try JobFolder.flush(path)
    }
  }

  /// Removes what was made and has got no name.
  func discard() throws(OutputError) {
    try attempt(JobFolder.draftName) { () throws(SystemError) in try JobFolder.remove(draft) }
  }

  private func attempt(_ name: String, _ body: () throws(SystemError) -> Void) throws(OutputError) {
    do throws(SystemError) { try body() } catch { throw OutputError("\(path)/\(name)", error) }
  }

  private static func flush(_ folder: String) throws(SystemError) {
    let descriptor = try FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY)
    if fsync(descriptor.number) != 0, errno != EINVAL, errno != ENOTSUP { throw .last }
  }

  /// Removes a folder with the files in it; runs have no folders inside.
  private static func remove(_ folder: String) throws(SystemError) {
    guard let entries = opendir(folder) else {
      if errno == ENOENT { return }
      throw .last
    }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      guard unlinkat(dirfd(entries), name, 0) == 0 else { throw .last }
    }
    guard rmdir(folder) == 0 else { throw .last }
  }
}
