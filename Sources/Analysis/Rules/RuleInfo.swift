/// The rulebook entry of a code: all that a person needs to understand and to act on a finding.
public struct RuleInfo: Sendable {
  /// What is at stake.
  public enum Impact: String, Sendable {
    /// The tokens themselves may be wrong, short or late.
    case tokens
    /// Money may be due, lost or paid twice.
    case money
    /// Only the record is untidy.
    case bookkeeping

    /// The place in reports, the gravest first.
    var rank: Int {
      switch self {
      case .tokens: 0
      case .money: 1
      case .bookkeeping: 2
      }
    }
  }

  /// Who has to act.
  public enum Owner: String, Sendable {
    /// The service, the user, or the makers of this tool.
    case service, you, tool
  }

  /// How sure it is that this must hold.
  public enum Basis: Sendable {
    /// Many examples agree and rival models were refuted; the text says how many.
    case proven(String)
    /// A few cases agree and none contradicts.
    case consistent(String)
    /// It is the documented shape of the data.
    case shape(String)

    /// The basis in words.
    public var text: String {
      switch self {
      case .proven(let evidence): "proven: \(evidence)"
      case .consistent(let evidence): "consistent: \(evidence)"
      case .shape(let evidence): "shape: \(evidence)"
      }
    }
  }

  /// The code, in kebab-case; never reused.
  public let code: String
  /// What must hold, in one short sentence.
  public let title: String
  /// The severity unless the user says otherwise.
  public let severity: Severity
  /// What is at stake.
  public let impact: Impact
  /// Who has to act.
  public let owner: Owner
  /// How sure the rule is.
  public let basis: Basis
  /// Why it must hold, with the formula.
  public let why: String
  /// A worked example of a violation.
  public let example: String
  /// What to do with the batch until the question is answered.
  public let meanwhile: String
  /// Whether findings belong to ordinary use, so that a report for people shows only examples of them.
  public let isRoutine: Bool
  /// Whether what is expected is the moment of the audit: that is no part of a fingerprint then, or every night would
  /// have another.
  public let expectsMoment: Bool
  /// What it compares with, if the user may set that.
  public let limit: RuleLimit?
  /// A question to the service's support, with `{line}`, `{requested}`, `{ended}`, `{field}`, `{expected}` and
  /// `{actual}` for the values of a finding.
  public let ask: String

  /// An entry; every part must be there.
  public init(
    code: String, title: String, severity: Severity, impact: Impact, owner: Owner, basis: Basis, why: String,
    example: String, meanwhile: String, isRoutine: Bool = false, expectsMoment: Bool = false, limit: RuleLimit? = nil,
    ask: String
  ) {
    self.code = code
    self.title = title
    self.severity = severity
    self.impact = impact
    self.owner = owner
    self.basis = basis
    self.why = why
    self.example = example
    self.meanwhile = meanwhile
    self.isRoutine = isRoutine
    self.expectsMoment = expectsMoment
    self.limit = limit
    self.ask = ask
  }
}
