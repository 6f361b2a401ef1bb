/// A limit that a rule compares with, and that the user may set.
public enum RuleLimit: CaseIterable, Sendable {
  /// How long a job may take.
  case stuckAfter
  /// How much slower than its stated rate a job may have run.
  case rateTolerance
  /// How many bytes of tokens one job may take.
  case reachLimit

  /// The option that sets it, as it is written on a command line.
  func option(_ settings: AuditSettings) -> String {
    switch self {
    case .stuckAfter: "--stuck-after \(TimeSpan(milliseconds: settings.stuckAfter))"
    case .rateTolerance: "--rate-tolerance \(settings.rateTolerance)"
    case .reachLimit: "--reach-limit \(settings.reachLimit)"
    }
  }
}
