/// How often a rule was tested and with what outcome.
public struct RuleTally: Mergeable, Equatable, Sendable {
  /// Subjects on which the rule holds.
  public internal(set) var passed = 0
  /// Subjects on which it doesn't.
  public internal(set) var failed = 0
  /// Subjects on which it can't be tested, by the reason.
  public internal(set) var notTestable = ObstacleCounts()

  public init() {}

  /// Subjects on which the rule could be tested.
  public var tested: Int { passed + failed }

  public mutating func merge(_ next: RuleTally) {
    passed += next.passed
    failed += next.failed
    notTestable.merge(next.notTestable)
  }
}

/// A count for each reason why a rule can't be tested.
public struct ObstacleCounts: Mergeable, Equatable, Sendable {
  private var counts = [Int](repeating: 0, count: Obstacle.allCases.count)

  public init() {}

  /// How often it was this reason.
  public internal(set) subscript(obstacle: Obstacle) -> Int {
    get { counts[Int(obstacle.rawValue)] }
    set { counts[Int(obstacle.rawValue)] = newValue }
  }

  /// All together.
  public var total: Int { counts.reduce(0, +) }

  /// The reasons that occurred, the most frequent first.
  public var reasons: [(obstacle: Obstacle, count: Int)] {
    Obstacle.allCases.map { ($0, self[$0]) }.filter { $0.1 > 0 }
      .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
  }

  /// Those for which the rule is about the subject all the same, the most frequent first.
  var gaps: [(obstacle: Obstacle, count: Int)] { reasons.filter(\.obstacle.isGap) }

  public mutating func merge(_ next: ObstacleCounts) {
    for obstacle in Obstacle.allCases { self[obstacle] += next[obstacle] }
  }
}
