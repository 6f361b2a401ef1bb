#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A folder, and what is in it.
enum Folder {
  /// The names of what is wanted in it, in the order of their bytes; hidden ones and folders inside are left out by
  /// their name and by the caller.
  ///
  /// Names that are not UTF-8 are apart, repaired for reading only: they cannot be opened.
  ///
  /// - Parameters:
  ///   - hidden: whether names that begin with a dot are not left out.
  ///   - isWanted: tells by the bytes of a name whether it is one of them.
  static func entries(
    of path: String, hidden: Bool = false, where isWanted: ([UInt8]) -> Bool
  ) throws(SystemError) -> (names: [String], unreadableNames: [String]) {
    guard let folder = opendir(path) else { throw .last }
    defer { closedir(folder) }
    var names: [String] = []
    var unreadableNames: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        if errno != 0 { throw .last }
        break
      }
      let bytes = name(of: entry)
      guard hidden || bytes.first != UInt8(ascii: "."), isWanted(bytes) else { continue }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else {
        unreadableNames.append(String(decoding: bytes, as: UTF8.self))
      }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    unreadableNames.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (names, unreadableNames)
  }

  /// Makes a folder with all that is missing above it; one that is there already is fine.
  ///
  /// - Parameter mode: the permissions of what is made.
  /// - Returns: what was made, a folder before what is in it.
  @discardableResult
  static func create(_ path: String, mode: FileMode = 0o777) throws(OutputError) -> [String] {
    var made: [String] = []
    var end = path.utf8.startIndex
    while end < path.utf8.endIndex {
      end = path.utf8[path.utf8.index(after: end)...].firstIndex(of: UInt8(ascii: "/")) ?? path.utf8.endIndex
      let folder = String(path[..<end])
      do throws(SystemError) {
        try FileNames.makeFolder(folder, mode: mode)
        made.append(folder)
      } catch {
        if error.isThereAlready { continue }
        remove(made)
        throw OutputError(path, error)
      }
    }
    return made
  }

  /// Removes folders that `create` has made and nothing is in.
  static func remove(_ made: [String]) {
    for folder in made.reversed() { try? FileNames.removeFolder(folder) }
  }

  /// The bytes of an entry's name; the entry may be shorter than its type says, so only those are read.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = UnsafeRawPointer(entry) + offset
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: length))
  }
}
