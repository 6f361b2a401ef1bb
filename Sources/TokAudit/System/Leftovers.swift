#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Removes what interrupted runs have left.
enum Leftovers {
  /// Removes a file, or a folder with all that is in it; links are not followed. Nothing there is fine.
  static func remove(_ path: String) throws(SystemError) {
    try remove(Array(path.utf8CString), in: AT_FDCWD)
  }

  /// Removes the drafts of files in a folder of a job. Its lock is held, so nobody is writing them. No folder there is
  /// fine.
  static func removeDrafts(in folder: String) throws(SystemError) {
    let opened: FileDescriptor
    do throws(SystemError) { opened = try .open(folder, .folder) } catch {
      if error.isNotFound || error.isNoFolder { return }
      throw error
    }
    for name in try names(in: opened.number) {
      guard TemporaryFiles.isName(name.dropLast().map { UInt8(bitPattern: $0) }) else { continue }
      guard unlinkat(opened.number, name, 0) == 0 || errno == ENOENT else { throw .last }
    }
  }

  // Names are C strings, since one need not be UTF-8.
  private static func remove(_ path: [CChar], in folder: Int32) throws(SystemError) {
    if unlinkat(folder, path, 0) == 0 || errno == ENOENT { return }
    // Linux says EISDIR of a folder, others EPERM.
    guard errno == EISDIR || errno == EPERM else { throw .last }
    let number = openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw .last }
    let opened = FileDescriptor(owning: number)
    for name in try names(in: opened.number) { try remove(name, in: opened.number) }
    guard unlinkat(folder, path, AT_REMOVEDIR) == 0 else { throw .last }
  }

  /// The names of all entries but `.` and `..`, each with a zero behind it, before any of them is removed.
  private static func names(in folder: Int32) throws(SystemError) -> [[CChar]] {
    // The stream closes its own number, and reads from the beginning whoever has read before.
    let number = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw .last }
    guard let entries = fdopendir(number) else {
      let error = SystemError.last
      _ = systemClose(number)
      throw error
    }
    defer { closedir(entries) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [[CChar]] = []
    while true {
      errno = 0
      guard let entry = readdir(entries) else {
        if errno != 0 { throw .last }
        return names
      }
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      names.append(Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1)))
    }
  }
}
