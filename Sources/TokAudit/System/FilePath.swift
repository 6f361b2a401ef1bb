#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Paths as texts, and what the system makes of them.
enum FilePath {
  /// Whether a path begins at the root.
  static func isRooted(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

  /// A path as it is meant from a folder: an absolute one is itself. `.` adds nothing.
  static func joining(_ folder: String, _ path: String) -> String {
    if isRooted(path) || folder == "." { return path }
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }

  /// The folder that holds the path's last component.
  static func folder(of path: String) -> String {
    // Bytes, since a slash and a combining character after it are one Character.
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The absolute path without links and dots; unchanged if nothing is there.
  static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// The files that a pattern with `*`, `?` or `[…]` fits, in the order of their bytes; the pattern itself if none
  /// does, or if a file has that very name.
  static func matching(_ pattern: String) -> [String] {
    guard pattern.utf8.contains(where: { "*?[".utf8.contains($0) }), (try? FileStatus(ofLink: pattern)) == nil else {
      return [pattern]
    }
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, 0, nil, &result) == 0 else { return [pattern] }
    // A name that is not UTF-8 is found as a text that no file has, so that it is told as missing.
    let found = (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
