/// A rule of production lines together, judged once all have been read.
///
/// To add one: a file with a type that conforms to this, and a line in `Rulebook.crossLineRules`.
protocol CrossLineRule: Rule {
  /// Judges all production lines: counts the verdicts and notes those that failed.
  static func judge(_ lines: inout LinesTogether, _ verdicts: inout CrossLineVerdicts) throws(SourceFailure)

  /// Why production lines with this entry can't be judged, as far as the entry tells; nil if they can.
  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle?

  /// Says what is wrong with a production line that failed: one piece of evidence for each finding.
  static func explain(_ failure: CrossLineVerdicts.Failure, _ lines: LinesTogether) throws(SourceFailure) -> [Evidence]
}

extension CrossLineRule {
  /// A rule of pairs notes each production line that it has judged; an entry can't tell.
  static func obstacle(to entry: LineEntry, _ lines: LinesTogether) -> Obstacle? { .oneState }
}

/// What a cross-line rule says of the production lines.
struct CrossLineVerdicts {
  /// A production line that failed, and the one that it was compared with.
  struct Failure: Sendable {
    /// The place of the production line among all.
    let place: Int
    /// The place of the one that it was compared with.
    let other: Int
  }

  /// The counts; those that failed are counted by their findings.
  var tally = RuleTally()
  /// Production lines that a rule of pairs has judged, if that is wanted.
  private(set) var judged: BitSet?
  private var failures = SortedRuns()
  private let storage: Storage

  init(_ storage: Storage, notesJudged: Bool) {
    self.storage = storage
    judged = notesJudged ? BitSet() : nil
  }

  /// Production lines that failed.
  var failed: Int { failures.count }

  /// Notes production lines on which a rule of pairs has found nothing without being counted.
  mutating func note(judged runs: SortedRuns) throws(SourceFailure) {
    guard judged != nil else { return }
    var runs = runs
    try runs.visit { (pair) throws(SourceFailure) in
      judged?.insert(Int(pair.key))
      judged?.insert(Int(pair.value))
    }
  }

  /// Notes a production line that passed.
  mutating func pass(_ place: Int) {
    tally.passed += 1
    judged?.insert(place)
  }

  /// Notes a production line that failed, and the one that it was compared with.
  mutating func fail(_ place: Int, because other: Int) throws(SourceFailure) {
    judged?.insert(place)
    try failures.append(key: UInt64(place), value: UInt64(other), within: storage)
  }

  /// Notes all pairs of runs that were made before.
  mutating func fail(_ runs: SortedRuns) throws(SourceFailure) {
    var runs = runs
    try runs.visit { (pair) throws(SourceFailure) in
      try fail(Int(pair.key), because: Int(pair.value))
    }
  }

  /// Notes all pairs of runs that were made before; of all other production lines, those have passed that can be
  /// tested.
  mutating func fail(
    _ runs: SortedRuns, of rule: any CrossLineRule.Type, among lines: LinesTogether
  ) throws(SourceFailure) {
    try fail(runs)
    var tested = 0
    lines.index.census.visit { entry, count in
      if let obstacle = rule.obstacle(to: entry, lines) {
        tally.notTestable[obstacle] += count
      } else {
        tested += count
      }
    }
    tally.passed = tested - failed
  }

  /// Calls the body with every production line that failed, in input order.
  mutating func forEachFailure(_ body: (Failure) throws(SourceFailure) -> Void) throws(SourceFailure) {
    try failures.visit { (pair) throws(SourceFailure) in
      try body(Failure(place: Int(pair.key), other: Int(pair.value)))
    }
  }
}
