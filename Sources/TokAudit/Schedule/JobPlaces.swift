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
    let paths = error.option.map { option in objects.map { "\($0).\(option)" } + [option] } ?? []
    guard let path = paths.first(where: { locations[$0] != nil }), let reason = error.reason else {
      return JobProblem(JobWords.text(error.message))
    }
    return problem(path, reason)
  }
}
