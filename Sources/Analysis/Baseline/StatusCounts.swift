/// How many findings of each rule are not new, in the order of `Rulebook.all`.
public struct StatusCounts: Mergeable, Equatable, Sendable {
  /// Findings that were signed off.
  public private(set) var accepted = [Int](repeating: 0, count: Rulebook.all.count)
  /// Findings that the previous report has, and that were not signed off.
  public private(set) var known = [Int](repeating: 0, count: Rulebook.all.count)
  /// The earliest day since which one of the known findings is open, `YYYY-MM-DD`; empty if no day is known.
  public private(set) var openSince = [String](repeating: "", count: Rulebook.all.count)

  public init() {}

  /// The earliest day since which a known finding of any rule is open; nil if no day is known.
  public var oldest: String? { openSince.filter { !$0.isEmpty }.min() }

  mutating func add(_ status: Finding.Status, since day: String = "", ruleAt index: Int) {
    switch status {
    case .new: break
    case .known:
      known[index] += 1
      openSince[index] = KnownFinding.earlier(openSince[index], day)
    case .accepted: accepted[index] += 1
    }
  }

  public mutating func merge(_ next: StatusCounts) {
    for index in accepted.indices {
      accepted[index] += next.accepted[index]
      known[index] += next.known[index]
      openSince[index] = KnownFinding.earlier(openSince[index], next.openSince[index])
    }
  }
}
