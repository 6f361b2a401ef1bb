/// Which rules were tested on what earlier findings are about: only there does a finding that is not made again tell
/// that something was mended.
///
/// Only what is watched is noted, so memory grows with the earlier findings.
struct Retests: Mergeable, Equatable, Sendable {
  /// The rules by the keys of production lines and of their parts, of orders and of alphabets.
  private var rules: [UInt64: RulePlaces] = [:]

  /// Notes that a rule passed or failed.
  ///
  /// - Parameters:
  ///   - rule: its place in the rulebook.
  ///   - subject: the key of what it was tested on.
  ///   - requested: the moment that tells the parts of a production line apart, in milliseconds; nil without one.
  mutating func note(_ rule: Int, on subject: UInt64, requested: Int?) {
    rules[subject, default: RulePlaces()].insert(rule)
    if let requested { rules[SubjectKey.part(of: subject, requested: requested), default: RulePlaces()].insert(rule) }
  }

  mutating func merge(_ next: Retests) {
    rules.merge(next.rules) { $0.union($1) }
  }

  /// Whether the rule of a finding was tested on what it is about; nil where that has no name.
  ///
  /// - Parameter inAnyPart: whether another part of the production line will do too.
  func contain(_ rule: Int, of finding: PreviousFinding, inAnyPart: Bool = false) -> Bool? {
    guard let subject = SubjectKey.of(finding) else { return nil }
    let part = inAnyPart ? nil : SubjectKey.part(of: finding.line, subject)
    return rules[part ?? subject]?.contains(rule) ?? false
  }
}
