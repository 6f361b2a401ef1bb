/// Something that must hold, with its entry in the rulebook.
protocol Rule: Sendable {
  /// The rulebook entry.
  static var about: RuleInfo { get }
}

/// A rule of a single production line: stateless, so it can be evaluated anywhere in any order.
///
/// To add one: a file with a type that conforms to this, and a line in `Rulebook.lineRules`.
protocol LineRule: Rule {
  /// Production lines that pass, that fail, and on which the rule can't be tested. The tests judge them, and
  /// `tokaudit rules CODE` prints them.
  static var examples: RuleExamples { get }

  /// What the facts of a production line tell: the verdict, or nil if its values must be looked at.
  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict?

  /// Judges a production line by its values. Called for each of which the facts don't tell: no allocation, no text.
  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict

  /// Says what is wrong with a production line that failed. Called for findings only.
  static func explain(_ line: ProductionLine, _ context: RuleContext) -> Evidence

  /// Judges all production lines of a batch: counts the verdicts and lists the places of those that failed.
  ///
  /// A requirement with a default body, so that it is compiled for each rule with `check` inlined; as a method of an
  /// extension alone it would be a dynamic call for each production line.
  static func sweep(
    _ batch: GroupedLines, _ context: RuleContext, _ tally: inout RuleTally, _ failed: inout [Int])
}

extension LineRule {
  /// What the rule says of one production line.
  static func verdict(on line: ProductionLine, _ context: RuleContext) -> Verdict {
    check(line.facts, context) ?? check(line, context)
  }

  static func sweep(
    _ batch: GroupedLines, _ context: RuleContext, _ tally: inout RuleTally, _ failed: inout [Int]
  ) {
    // Through spans nothing is copied, production lines are large, and nothing is retained.
    let lines = batch.lines.span
    let places = batch.places.span
    let groups = batch.groups.span
    var passed = 0
    for number in groups.indices {
      let group = groups[number]
      switch check(group.facts, context) {
      case .passed: passed += group.range.count
      case .failed: failed += batch.places[group.range]
      case .notTestable(let obstacle): tally.notTestable[obstacle] += group.range.count
      case nil:
        for position in group.range {
          let index = places[position]
          switch check(lines[index], context) {
          case .passed: passed &+= 1
          case .failed: failed.append(index)
          case .notTestable(let obstacle): tally.notTestable[obstacle] += 1
          }
        }
      }
    }
    tally.passed += passed
  }
}

/// A rule that needs only the facts of a production line: it can't even look at its values.
protocol FactRule: LineRule {
  /// Judges all production lines with these facts.
  static func check(_ facts: LineFacts) -> Verdict
}

extension FactRule {
  static func check(_ facts: LineFacts, _ context: RuleContext) -> Verdict? {
    check(facts)
  }

  static func check(_ line: ProductionLine, _ context: RuleContext) -> Verdict {
    check(line.facts)
  }
}
