/// How an audit ended.
public enum Outcome: String, Sendable {
  /// Complete, and nothing speaks against it.
  case pass
  /// Complete, with an error or with a finding at or above the severity that the user set.
  case fail
  /// Something is missing, or could not be read or tested, so nothing was proven; see `Shortfall`.
  case incomplete
}

extension Outcome: Comparable {
  /// A graver outcome is greater.
  public static func < (one: Outcome, other: Outcome) -> Bool { one.gravity < other.gravity }

  private var gravity: Int {
    switch self {
    case .pass: 0
    case .fail: 1
    case .incomplete: 2
    }
  }
}

extension Audit {
  /// The outcome under these settings. Incomplete outranks failed: what was not read may be worse.
  public func outcome(_ settings: AuditSettings) -> Outcome {
    if !shortfalls(settings).isEmpty { return .incomplete }
    // `--fail-on never` and `error` alike: an error is a failure in the report, whatever the exit code.
    let threshold = min(settings.failOn ?? .error, .error)
    return hasFindings(from: threshold, settings) ? .fail : .pass
  }

  /// Findings of a rule that nobody has accepted.
  func unaccepted(_ index: Int) -> Int {
    tallies[index].failed - statuses.accepted[index]
  }

  /// Whether there is a finding of at least this severity that nobody has accepted.
  public func hasFindings(from threshold: Severity, _ settings: AuditSettings) -> Bool {
    Rulebook.all.indices.contains { unaccepted($0) > 0 && settings.severity(of: Rulebook.all[$0]) >= threshold }
  }

  /// Whether nothing was read since the service could not be reached for now.
  public var isUnreached: Bool {
    !sources.isEmpty
      && sources.allSatisfy { source in
        // A saved answer stays what it is.
        let isAnswer = source.httpStatus != nil && source.productionLines == 0
        return source.problems.contains { $0.kind == .notReached || isAnswer && $0.kind.isTransient }
      }
  }

  /// Whether all that was given was the service's refusal of the session key.
  public var isRefused: Bool {
    !sources.isEmpty
      && sources.allSatisfy { source in
        source.productionLines == 0
          && source.problems.contains { $0.kind.isRefusal }
      }
  }
}
