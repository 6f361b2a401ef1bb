/// How often each of some names occurred: exact for the first names, a total for all.
public struct NameCounts: Mergeable, Equatable, Sendable {
  /// Names that are kept.
  public static let limit = 20

  /// The first names and how often each occurred.
  public private(set) var counts: [(name: String, count: Int)] = []
  /// All occurrences, those of names that are not kept too.
  public private(set) var total = 0

  public init() {}

  mutating func add(_ name: String, count: Int = 1) {
    total += count
    if let index = counts.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      counts[index].count += count
    } else if counts.count < NameCounts.limit {
      counts.append((name, count))
    }
  }

  public mutating func merge(_ next: NameCounts) {
    let others = next.total - next.counts.reduce(0) { $0 + $1.count }
    for (name, count) in next.counts { add(name, count: count) }
    total += others
  }

  public static func == (left: NameCounts, right: NameCounts) -> Bool {
    left.total == right.total && left.counts.elementsEqual(right.counts) { $0 == $1 }
  }
}
