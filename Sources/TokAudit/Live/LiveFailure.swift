import Analysis

/// Why an attempt to read from the service gave no answer, or not the whole of one.
struct LiveFailure: Error, Sendable {
  /// What to say of it.
  let problem: SourceProblem
  /// Whether another attempt may give more.
  var isRetryable = false
  /// Milliseconds that the service wants to be left alone; nil if it doesn't say.
  var retryAfter: Int?

  /// Nothing was read, and later it may be.
  static func notReached(
    _ message: Prose, remedy: Prose = "Try again later", isRetryable: Bool = true
  ) -> LiveFailure {
    LiveFailure(
      problem: SourceProblem(kind: .notReached, message: message, remedy: remedy), isRetryable: isRetryable)
  }

  /// An answer, but not what was asked for, or not the whole of it.
  static func broken(
    _ message: Prose, remedy: Prose = "Ask again; if it stays so, see what stands between the service and you",
    isRetryable: Bool = false
  ) -> LiveFailure {
    LiveFailure(
      problem: SourceProblem(kind: .unreadable, message: message, remedy: remedy), isRetryable: isRetryable)
  }

  /// The same failure as the last one, with more to say.
  func adding(_ words: Prose) -> LiveFailure {
    LiveFailure(
      problem: SourceProblem(kind: problem.kind, message: "\(problem.message); \(words)", remedy: problem.remedy))
  }

  /// Waiting ended without bytes.
  static func interrupted(_ waiting: CurlChild.Waiting, _ settings: LiveSettings, hasBody: Bool) -> LiveFailure {
    let message: Prose
    switch waiting {
    case .endless: return .broken("the headers of the answer don't end")
    case .late:
      message = """
        \(name: OptionSpec.deadline.name) of \(words: TimeSpan(milliseconds: settings.deadline).description) \
        was over before \(words: hasBody ? "the whole answer" : "an answer") came
        """
    case .idle, .ready:
      message = """
        nothing came for \(words: TimeSpan(milliseconds: settings.timeout).description)\
        \(words: hasBody ? ", in the middle of the answer" : "")
        """
    }
    if !hasBody { return .notReached(message, isRetryable: waiting != .late) }
    return .broken(message, remedy: "What came is not the whole: ask again", isRetryable: waiting != .late)
  }

  /// What an answer is instead of the one that was asked for.
  static func another(_ message: Prose, remedy: Prose) -> LiveFailure {
    LiveFailure(problem: SourceProblem(kind: .anotherKind, message: message, remedy: remedy))
  }
}
