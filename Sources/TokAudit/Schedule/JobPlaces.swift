import Analysis

/// Where each value of a job file stands, by its path, such as `options.ignore` or `sessions[0].url`.
struct JobPlaces: Equatable {
  private var locations: [String: Location] = [:]

  init() {}

  /// The places of all values of a document.
  init(_ tree: JSONTree) { add(tree, "") }

  private mutating func add(_ tree: JSONTree, _ path: String) {
    locations[path] = tree.location
    switch tree.value {
    case .object(let members):
      for member in members { add(member.value, path.isEmpty ? member.name : "\(path).\(member.name)") }
    case .list(let elements):
      for (number, element) in elements.enumerated() { add(element, "\(path)[\(number)]") }
    default: break
    }
  }

  /// What is wrong with a value, with its place.
  func problem(_ path: String, _ reason: String) -> JobProblem {
    let text = "\(path): \(JobWords.text(reason))"
    return locations[path].map { JobProblem(text, at: $0) } ?? JobProblem(text)
  }

  /// What a command has found in the arguments that were made of the job.
  ///
  /// - Parameter objects: the keys of the objects that have its options.
  func problem(_ error: UsageError, in objects: [String]) -> JobProblem {
    guard let reason = error.reason, let path = error.option.flatMap({ path(of: $0, in: objects) }) else {
      return JobProblem(JobWords.text(error.message))
    }
    return problem(path, reason)
  }

  /// The path of the value of an option; nil if the file has none.
  ///
  /// - Parameter objects: the keys of the objects that may have it; it may also be a key of the job itself.
  func path(of option: String, in objects: [String]) -> String? {
    (objects.map { "\($0).\(option)" } + [option]).first { locations[$0] != nil }
  }
}
