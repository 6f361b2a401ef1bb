#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Paths that don't depend on the current folder, and what is joined to make them.
enum AbsolutePath {
  /// Whether a path begins at the root.
  static func isRooted(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

  /// A path as it is meant from a folder: an absolute one is itself. `.` adds nothing.
  static func joining(_ folder: String, _ path: String) -> String {
    if AbsolutePath.isRooted(path) || folder == "." { return path }
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }

  /// The path without links and dots; unchanged if nothing is there.
  static func of(_ path: String) -> String {
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
    let found = (0..<Int(result.gl_pathc)).compactMap { place in
      result.gl_pathv[place].flatMap { String(validatingCString: $0) }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
