/// Rules that fail wherever they can be tested: then hardly every production line is wrong, but what all have in
/// common.
enum WholeFormat {
  /// Production lines on which a rule must have been tested, and failed on all, before its finding is one about the
  /// format. Fewer may well share a fault that is their own.
  static let leastTested = 20

  /// Production lines that a report for people shows of such a rule; more of the same would say nothing new.
  static let examples = 3

  /// Rules that compare with what the user has set or given, or judge something else than the format of lists and of
  /// token files.
  private static let exceptions = Set([
    TimestampFuture.about.code, AgreementLimits.about.code, LineRepeated.about.code, LineStates.about.code,
    LineStuck.about.code, AlphabetConsistent.about.code,
  ]).union((Rulebook.tokenRules + Rulebook.rulesOfOrders).map { $0.about.code })
    .subtracting([TokenShape.about.code, TokenFileSize.about.code])

  /// Whether a rule says that the format has probably changed.
  static func isSuspected(by rule: RuleInfo, _ tally: RuleTally) -> Bool {
    tally.passed == 0 && tally.failed >= leastTested && !exceptions.contains(rule.code)
  }

  /// The sentence that stands above everything else: rules with the production lines on which each fails.
  static func headline(_ rules: [(code: String, failed: Int)]) -> Prose {
    if rules.count == 1, let rule = rules.first {
      return """
        Rule \(name: rule.code) fails on all \(rule.failed, "production line") on which it can be tested: probably the \
        service's format has changed, or the rule no longer holds.
        """
    }
    let list = Prose.joined(rules.map { "\(name: $0.code) on \($0.failed)" })
    return """
      \(rules.count, "rule") fail on all production lines on which they can be tested (\(list)): probably the service's \
      format has changed, or the rules no longer hold.
      """
  }

  /// What to do about such a rule.
  static func advice(_ rule: RuleInfo) -> Prose {
    """
    Compare with the service's documentation and changelog before you hold everything. If the rule still holds: \
    \(words: rule.meanwhile)
    """
  }

  /// What stands under the examples.
  static func note(shown: Int, failed: Int) -> Prose {
    let examples: Prose =
      shown == 0
      ? "no example is shown" : "only \(shown, "example") \(words: shown == 1 ? "is" : "are") shown"
    return """
      It fails on all \(failed, "production line") on which it can be tested, so \(examples); all with \
      \(name: "-o findings.csv").
      """
  }
}
