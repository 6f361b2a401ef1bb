/// All rules, in the order in which reports list them. This is the one list of codes.
public enum Rulebook {
  /// The rules of a single production line. Adding one takes its file and a line here.
  static let lineRules: [any LineRule.Type] = [
    LineType.self,
    FieldsPresent.self,
    ValueType.self,
    LineIDShape.self,
    StatusKnown.self,
    TimestampStatus.self,
    TimestampFormat.self,
    TimestampOrder.self,
    TimestampFuture.self,
    ProgressRange.self,
    SizeWithinAlphabet.self,
    SizeWithinReach.self,
    AvailableArithmetic.self,
    ReachableLimit.self,
    PartialFlag.self,
    FilesListed.self,
    DataFileSize.self,
    ScoreFileSize.self,
    FilehashShape.self,
    ChecksumBits.self,
    ChecksumColumns.self,
    ChecksumZeroWhenComplete.self,
    ChecksumNonzeroWhenPartial.self,
    RatePossible.self,
    RatePlausible.self,
    PaymentPresent.self,
    PaymentIdentShape.self,
    TransactionIDShape.self,
    JSONDuplicateKey.self,
    AgreementLimits.self,
  ]

  /// The rules of production lines together. Adding one takes its file and a line here.
  static let crossLineRules: [any CrossLineRule.Type] = [
    LineIDUnique.self,
    LineRepeated.self,
    LineStates.self,
    LineChanged.self,
    PartArithmetic.self,
    PaymentUnique.self,
    PaymentLink.self,
    ChecksumUnique.self,
    LineStuck.self,
  ]

  /// The rules of token files, which are judged if there are any.
  static let tokenRules: [any Rule.Type] = [
    TokenFilePresent.self,
    TokenFileSize.self,
    TokenCount.self,
    TokenShape.self,
    TokenUnique.self,
    TokenChecksum.self,
    TokenFileHash.self,
    TokenUniqueAcross.self,
  ]

  /// The rules of an order and its jobs.
  static let orderRules: [any OrderRule.Type] = [
    OrderDelivered.self,
    OrderAlphabet.self,
    OrderMissing.self,
    OrderOpen.self,
    OrderLate.self,
  ]

  /// All rules that are judged if there are orders.
  static let rulesOfOrders: [any Rule.Type] = orderRules.map { $0 as any Rule.Type } + [LineWithoutOrder.self]

  /// The rules of a job's history, which are judged in its runs.
  static let historyRules: [any Rule.Type] = [
    ChangedAfterFinished.self
  ]

  /// Rules of other subjects, which the readers judge.
  static let otherRules: [any Rule.Type] = [
    AlphabetConsistent.self
  ]

  /// Every code.
  public static let all: [RuleInfo] =
    lineRules.map { $0.about } + crossLineRules.map { $0.about } + historyRules.map { $0.about }
    + tokenRules.map { $0.about } + rulesOfOrders.map { $0.about } + otherRules.map { $0.about }

  /// The rule of the limits that were agreed on, which is off without them.
  public static let agreementLimits = AgreementLimits.about
  /// The rule that is off by itself, since it compares all token files with each other.
  public static let tokenUniqueAcross = TokenUniqueAcross.about
  /// The rule that asks whether documents contradict each other.
  public static let lineChanged = LineChanged.about
  /// The rule of catalogues.
  public static let alphabetConsistent = AlphabetConsistent.about

  /// The codes of a reconciliation, which are categories of items and no rules of an audit.
  public static let reconciliation: [RuleInfo] = ReconciliationRules.all.map(\.info)

  /// The entry of a code of an audit or of a reconciliation, nil if there is none.
  public static func explanation(of code: String) -> RuleInfo? {
    entry(code) ?? reconciliation.first { $0.code == code }
  }

  /// What a rule of a single production line accepts and what not, nil if the code is none of them.
  public static func examples(of code: String) -> RuleExamples? {
    lineRules.first { $0.about.code == code }?.examples
  }

  /// The entry of a code, nil if there is none.
  public static func entry(_ code: String) -> RuleInfo? {
    all.first { $0.code == code }
  }

  /// Which production lines a rule judges.
  enum Scope {
    /// Those that count.
    case counted
    /// All that were read, in the window or not.
    case all
    /// None: it judges files, orders or alphabets.
    case others
  }

  /// Which production lines a rule judges.
  static func scope(of rule: RuleInfo) -> Scope {
    func isOne(of rules: [any Rule.Type]) -> Bool { rules.contains { $0.about.code == rule.code } }
    if isOne(of: lineRules) { return .counted }
    return isOne(of: crossLineRules) || isOne(of: historyRules) ? .all : .others
  }

  /// The place of an entry among all.
  static func index(of rule: RuleInfo) -> Int {
    guard let index = all.firstIndex(where: { $0.code == rule.code }) else {
      preconditionFailure("\(rule.code) is not in the rulebook")
    }
    return index
  }
}
