/// The names that inputs have in reports.
enum InputNames {
  /// A name for each path, in the same order: a relative path as it is, and of an absolute path as many last components
  /// as tell it from the other inputs, so that a report does not depend on where the files lie.
  static func shown(for paths: [String]) -> [String] {
    let parts = paths.map(components)
    return paths.indices.map { index in
      guard FilePath.isRooted(paths[index]), !parts[index].isEmpty else { return paths[index] }
      let own = parts[index]
      let others = parts.filter { $0 != own }
      var count = 1
      while count < own.count, others.contains(where: { $0.suffix(count) == own.suffix(count) }) { count += 1 }
      return own.suffix(count).joined(separator: "/")
    }
  }

  /// The name of a path that no other must be told from.
  static func shown(_ path: String) -> String { shown(for: [path])[0] }

  private static func components(_ path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }.filter { $0 != "." }
  }
}
