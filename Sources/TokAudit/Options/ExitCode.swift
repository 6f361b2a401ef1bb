import Analysis

/// How a command ended, as its exit code; never a count.
///
/// Scripts depend on the numbers: a meaning may be worded better, but a number is never reused.
enum ExitCode: Int32, CaseIterable, Sendable {
  case success = 0
  case findings = 1
  case incomplete = 2
  case usage = 64
  case temporary = 75
  case refused = 77
  case configuration = 78

  /// How a command ends that could not read an answer.
  init(_ problem: SourceProblem, otherwise: ExitCode = .incomplete) {
    self = problem.kind == .notReached ? .temporary : problem.kind.isRefusal ? .refused : otherwise
  }

  /// What the code tells the caller, in one sentence without its full stop.
  var meaning: String {
    switch self {
    case .success: "complete, and nothing at or above --fail-on"
    case .findings: "complete, with findings at or above --fail-on"
    case .incomplete:
      "incomplete: an input is missing, unreadable, cut off, empty or not a token list, the number of production lines "
        + "is not that of --expect-count, or a report could not be written; outranks 1"
    case .usage: "the command line is wrong; nothing was read or written"
    case .temporary: "the service could not be reached for now, and nothing was read; try again later"
    case .refused: "the session key is missing or refused"
    case .configuration:
      "a file named by an option, such as --alphabets, --accept or --session-key-file, is bad; no report was written"
    }
  }
}
