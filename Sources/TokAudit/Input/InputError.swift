import Analysis

/// An input that cannot be read, or not to its end.
struct InputError: Error, Equatable, Sendable {
  /// The input, as reports name it.
  let name: String
  /// What is wrong, without the name.
  let message: String
  /// What to do about it, nil for the usual advice.
  let remedy: Prose?
  /// The same as a report has it.
  let problem: SourceProblem

  /// A problem in our own words.
  init(_ name: String, _ message: String, remedy: Prose? = nil) {
    self.name = name
    self.message = message
    self.remedy = remedy
    problem = .unreadable(message, remedy: remedy)
  }

  /// A problem of an answer of the service.
  init(_ name: String, _ problem: SourceProblem) {
    self.name = name
    message = problem.message.plain
    remedy = problem.remedy
    self.problem = problem
  }

  /// A problem in the system's words.
  init(_ name: String, _ error: SystemError) { self.init(name, error.text) }

  /// The sentence for standard error, without its full stop.
  var text: String { "cannot read \(name): \(message)\(remedy.map { ". \($0.plain)" } ?? "")" }

  static func == (left: InputError, right: InputError) -> Bool {
    (left.name, left.message) == (right.name, right.message)
  }
}

extension SourceFailure {
  /// What a source says that can't be opened, or not be read on.
  init(_ error: InputError) { self.init(error.message, remedy: error.remedy) }
}
