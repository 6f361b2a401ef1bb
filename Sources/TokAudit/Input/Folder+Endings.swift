/// The files in a folder that are read by themselves.
extension Folder {
  /// How the names of lists end.
  static let lists = [".json", ".json.gz"]
  /// How the names of files of payments end.
  static let payments = [".csv", ".csv.gz", ".json", ".json.gz"]

  /// The names of its files that have one of these endings, as `entries(of:hidden:where:)` gives them.
  static func entries(
    of path: String, endings: [String]
  ) throws(SystemError) -> (names: [String], unreadableNames: [String]) {
    try entries(of: path) { name in endings.contains { name.reversed().starts(with: $0.utf8.reversed()) } }
  }
}
