import Analysis

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
    let isNew = (try? FileStatus(path)) == nil
    try Folder.create(path)
    let lockPath = "\(path)/.lock"
    let lock: FileDescriptor
    do throws(SystemError) {
      lock = try FileDescriptor.open(lockPath, [.updating, .creating, .notLink], mode: 0o666)
    } catch { throw OutputError(lockPath, error) }
    do throws(SystemError) {
      if isNew {
        // The folder of all jobs may be as new.
        let reports = FilePath.folder(of: path)
        for folder in [reports, FilePath.folder(of: reports)] { try systemSync(folder: folder) }
      }
      guard try lock.lock() else { return nil }
      // The moment from which on the lock is held, for a run that finds it so.
      systemSetTimeToNow(lock.number)
      let draft = "\(path)/\(draftName)"
      try Leftovers.removeDrafts(in: path)
      try Leftovers.removeDrafts(in: "\(path)/\(JobSources.folderName)")
      try Leftovers.remove(draft)
      try FileNames.makeFolder(draft)
      return JobFolder(path: path, draft: draft, lock: lock)
    } catch { throw OutputError(path, error) }
  }

  /// Since when a run holds the lock of a folder, as far as is known at a moment; nil if that can't be told.
  ///
  /// A time that is yet to come was taken from a clock that was ahead: the run is known only from this moment on, which
  /// the lock gets as its time.
  static func heldSince(_ path: String, at now: Timestamp) -> Timestamp? {
    let lock = "\(path)/.lock"
    guard let status = try? FileStatus(lock) else { return nil }
    let since = Timestamp(milliseconds: status.changed)
    if since <= now { return since }
    try? systemSetTime(lock, milliseconds: now.milliseconds)
    return now
  }

  private init(path: String, draft: String, lock: consuming FileDescriptor) {
    self.path = path
    self.draft = draft
    self.lock = lock
  }

  /// Lets other runs of the job begin.
  consuming func unlock() {}

  /// The name for a run of a day, with a number if there is one already.
  func freeName(_ day: String) -> String { JobFolder.freeName(day, in: path) }

  /// The same of a folder that need not be locked, nor be there.
  static func freeName(_ day: String, in path: String) -> String {
    var number = 1
    while true {
      let name = number == 1 ? day : "\(day)-\(number)"
      if (try? FileStatus(ofLink: "\(path)/\(name)")) == nil { return name }
      number += 1
    }
  }

  /// Gives the run its name; all its files have been flushed.
  func publish(as name: String) throws(OutputError) {
    try attempt(name) { () throws(SystemError) in
      try systemSync(folder: draft)
      try FileNames.rename(draft, to: "\(path)/\(name)")
      try systemSync(folder: path)
    }
  }

  /// Lets the link `latest` lead to a run.
  func setLatest(_ name: String) throws(OutputError) {
    try attempt("latest") { () throws(SystemError) in
      let draft = "\(path)/.latest"
      FileNames.remove(draft)
      try FileNames.linkSymbolically(draft, to: name)
      try FileNames.rename(draft, to: "\(path)/latest")
      try systemSync(folder: path)
    }
  }

  /// Removes a run, but not what it was the first to see. It loses its name first, so that no half of it is ever seen.
  func remove(run name: String) throws(OutputError) {
    try keepStates(of: name)
    try attempt(name) { () throws(SystemError) in
      try Leftovers.remove(draft)
      try FileNames.rename("\(path)/\(name)", to: draft)
      try Leftovers.remove(draft)
    }
  }

  private func keepStates(of name: String) throws(OutputError) {
    let file = "\(path)/\(name)/\(StateFiles.name)"
    guard FileIdentity(file) != nil else { return }
    let folder = "\(path)/\(StateFiles.folder)"
    try Folder.create(folder)
    try attempt("\(name)/\(StateFiles.name)") { () throws(SystemError) in
      var number = 1
      var kept = "\(folder)/\(name).json"
      // Another run may have had this name before.
      while (try? FileStatus(ofLink: kept)) != nil {
        number += 1
        kept = "\(folder)/\(name.prefix(10))-\(number).json"
      }
      try FileNames.rename(file, to: kept)
      try systemSync(folder: folder)
      try systemSync(folder: path)
    }
  }

  /// Removes what was made and has got no name.
  func discard() throws(OutputError) {
    try attempt(JobFolder.draftName) { () throws(SystemError) in try Leftovers.remove(draft) }
  }

  private func attempt(_ name: String, _ body: () throws(SystemError) -> Void) throws(OutputError) {
    do throws(SystemError) { try body() } catch { throw OutputError("\(path)/\(name)", error) }
  }
}
