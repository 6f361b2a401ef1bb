/// What the findings of a previous report are about, with their rules: of these it is noted whether they are tested
/// again.
struct WatchedSubjects: Sendable {
  private static let places = Dictionary(
    uniqueKeysWithValues: Rulebook.all.enumerated().map { ($0.element.code, $0.offset) })

  private var rules: [UInt64: RulePlaces] = [:]

  /// Whether nothing is watched.
  var isEmpty: Bool { rules.isEmpty }

  /// Watches what a finding is about.
  mutating func add(_ finding: PreviousFinding) {
    guard let place = WatchedSubjects.places[finding.rule], let subject = SubjectKey.of(finding) else {
      return
    }
    rules[subject, default: RulePlaces()].insert(place)
  }

  /// The rules that are watched on a subject; nil if none is.
  subscript(subject: UInt64) -> RulePlaces? { rules[subject] }

  /// The rules that are watched on a production line; nil if none is.
  func rules(on entry: LineEntry) -> RulePlaces? {
    if isEmpty || !entry.has(.id) { return nil }
    return rules[entry.hash(of: .id, seed: RuleContext.seed)]
  }

  /// Notes that the rule at a place was tested on a production line, if that is watched.
  func note(_ rule: Int, on entry: LineEntry, in retests: inout Retests) {
    guard rules(on: entry)?.contains(rule) ?? false else { return }
    retests.note(
      rule, on: entry.hash(of: .id, seed: RuleContext.seed), requested: entry.hasRequested ? entry.requested : nil)
  }

  /// Notes that a rule was tested on something, if that is watched.
  ///
  /// - Parameter requested: the moment as the list has it; empty without one.
  func note(_ rule: RuleInfo, on subject: String, requested: String = "", in retests: inout Retests) {
    guard !isEmpty, let key = SubjectKey.of(subject), let place = WatchedSubjects.places[rule.code],
      rules[key]?.contains(place) ?? false
    else { return }
    retests.note(place, on: key, requested: Timestamp(requested)?.milliseconds)
  }
}
