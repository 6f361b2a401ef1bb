/// The variables that a program started by this one gets: never the whole environment, which could change what it does.
enum ChildEnvironment {
  /// What a program of the system needs to start, in the language that this one understands.
  static let ofSystemPrograms = ["LC_ALL=C"] + passing(["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"])

  /// Those of these variables that are set, as `NAME=VALUE`.
  static func passing(_ names: [String]) -> [String] {
    names.compactMap { name in Environment.value(name).map { "\(name)=\($0)" } }
  }
}
