/// How an audit ended.
public enum Outcome: String, Sendable {
  /// Complete, and nothing speaks against it.
  case pass
  /// Complete, with an error or with a finding at or above the severity that the user set.
  case fail
  /// Something is missing, or could not be read or tested, so nothing was proven; see `Shortfall`.
  case incomplete
}

extension Audit {
  /// The outcome under these settings. Incomplete outranks failed: what was not read may be worse.
  public func outcome(_ settings: AuditSettings) -> Outcome {
    if !shortfalls(settings).isEmpty { return .incomplete }
    // `--fail-on never` and `error` alike: an error is a failure in the report, whatever the exit code.
    let threshold = min(settings.failOn ?? .error, .error)
    return hasFindings(from: threshold, settings) ? .fail : .pass
  }

  /// Whether a rule of at least this severity failed.
  public func hasFindings(from threshold: Severity, _ settings: AuditSettings) -> Bool {
    zip(Rulebook.all, tallies).contains { $1.failed > 0 && settings.severity(of: $0) >= threshold }
  }

  /// The number of findings of a severity.
  public func findings(of severity: Severity, _ settings: AuditSettings) -> Int {
    zip(Rulebook.all, tallies).reduce(0) { $0 + (settings.severity(of: $1.0) == severity ? $1.1.failed : 0) }
  }

  /// Whether all that was given was the service's refusal of the session key.
  public var isRefused: Bool {
    !sources.isEmpty
      && sources.allSatisfy { source in
        source.productionLines == 0
          && source.problems.contains {
            $0.kind == .errorDocument(status: 401) || $0.kind == .errorDocument(status: 403)
          }
      }
  }
}
