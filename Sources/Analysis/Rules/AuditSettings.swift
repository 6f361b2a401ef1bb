/// What the user may set, as far as it can change a result.
public struct AuditSettings: Sendable {
  /// The service's limit of a job, in bytes of token characters (2^20 today).
  public static let defaultReachLimit = 1 << 20
  /// How much slower than its stated rate a job may have run, in percent.
  public static let defaultRateTolerance = 15
  /// Rows of detail for each rule in a report for people.
  public static let defaultMaxRows = 50
  /// How long a job may take before it is worth a question: one hour, in milliseconds.
  public static let defaultStuckAfter = 3_600_000

  /// The severity of rules that differs from their own.
  public var severities: [String: Severity] = [:]
  /// The moment at which the audit speaks; nil if none was given.
  public var asOf: Timestamp?
  /// Only production lines that ended in it count, and those that have not ended; nil for all.
  public var window: TimeWindow?
  /// The production lines that must be counted; nil if any number is fine.
  public var expectCount: Int?
  /// How long a job may take before it is worth a question, in milliseconds.
  public var stuckAfter = AuditSettings.defaultStuckAfter
  /// Percent, see `rate-plausible`.
  public var rateTolerance = AuditSettings.defaultRateTolerance
  /// Bytes, see `size-within-reach`.
  public var reachLimit = AuditSettings.defaultReachLimit
  /// Whether a source, or a window, without production lines is complete all the same.
  public var allowEmpty = false
  /// Whether a window without production lines is complete, though a source without any is not.
  public var allowEmptyWindow = false
  /// The severity from which on an audit fails; nil for never.
  public var failOn: Severity? = .error
  /// The catalogue of alphabets, as reports call it; nil for the built-in one.
  public var catalogueName: String?
  /// The table of accepted findings, as reports call it; nil without one.
  public var acceptanceName: String?
  /// The previous report, as reports call it; nil without one.
  public var previousName: String?
  /// The folder of token files, as reports call it; nil without one.
  public var dataName: String?
  /// The table of orders, as reports call it; nil without one.
  public var ordersName: String?
  /// The table of token files, as reports call it; nil without one.
  public var dataMapName: String?
  /// Earlier lists that checksums are taken from, as reports call them.
  public var earlierNames: [String] = []
  /// The files of payments, as reports call them.
  public var paymentNames: [String] = []
  /// Whether token files are not hashed.
  public var leavesDigestsOut = false
  /// Rows of detail for each rule in a report for people.
  public var maxRows = AuditSettings.defaultMaxRows

  /// The defaults.
  public init() {}

  /// The severity of a rule in this audit.
  public func severity(of rule: RuleInfo) -> Severity {
    severities[rule.code] ?? rule.severity
  }
}
