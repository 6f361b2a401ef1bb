/// Something that must hold, with its entry in the rulebook.
public protocol Rule: Sendable {
  /// The rulebook entry.
  static var about: RuleInfo { get }
}

/// A rule of a single production line: stateless, so it can be evaluated anywhere in any order.
///
/// To add one: a file with a type that conforms to this, and a line in `Rulebook.lineRules`.
public protocol LineRule: Rule {
  /// Production lines that pass, that fail, and on which the rule can't be tested. The tests judge them, and
  /// `tokaudit rules CODE` prints them.
  static var examples: RuleExamples { get }

  /// Judges one production line. Called for every one: no allocation, no text.
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict

  /// Says what is wrong with a production line that failed. Called for findings only.
  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence

  /// Judges all production lines of a batch: counts the verdicts and lists the places of those that failed.
  ///
  /// A requirement with a default body, so that it is compiled for each rule with `check` inlined; as a method of an
  /// extension alone it would be a dynamic call for each production line.
  static func sweep(
    _ lines: [ProductionLine], _ context: RuleContext, _ tally: inout RuleTally, _ failed: inout [Int])
}

extension LineRule {
  public static func sweep(
    _ lines: [ProductionLine], _ context: RuleContext, _ tally: inout RuleTally, _ failed: inout [Int]
  ) {
    var passed = 0
    for index in lines.indices {
      switch check(lines[index], context) {
      case .passed: passed += 1
      case .failed: failed.append(index)
      case .notTestable(let obstacle): tally.notTestable[obstacle] += 1
      }
    }
    tally.passed += passed
  }
}
