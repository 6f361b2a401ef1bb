/// How many findings of each rule are not new, in the order of `Rulebook.all`.
public struct StatusCounts: Mergeable, Equatable, Sendable {
  /// Findings that were signed off.
  public private(set) var accepted = [Int](repeating: 0, count: Rulebook.all.count)
  /// Findings that the previous report has, and that were not signed off.
  public private(set) var known = [Int](repeating: 0, count: Rulebook.all.count)

  public init() {}

  mutating func add(_ status: Finding.Status, ruleAt index: Int) {
    switch status {
    case .new: break
    case .known: known[index] += 1
    case .accepted: accepted[index] += 1
    }
  }

  public mutating func merge(_ next: StatusCounts) {
    for index in accepted.indices {
      accepted[index] += next.accepted[index]
      known[index] += next.known[index]
    }
  }
}
