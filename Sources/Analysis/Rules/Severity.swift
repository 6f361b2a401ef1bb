/// How much a failed rule matters.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  /// The rule is not evaluated.
  case off
  /// Worth knowing; never fails an audit.
  case note
  /// Something to look at.
  case warning
  /// What was delivered or stated can't be right.
  case error

  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .off: 0
    case .note: 1
    case .warning: 2
    case .error: 3
    }
  }
}
