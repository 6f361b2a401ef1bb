/// How often each of some names occurred: exact for those that are kept, a total for all.
///
/// Of more names the first by their bytes are kept, whatever the order in which they come. Such a name is among the
/// first of every part that has it too, so no occurrence of it is missed however the input is cut.
public struct NameCounts: Mergeable, Equatable, Sendable {
  /// Names that are kept.
  public static let limit = 20

  /// The first names by their bytes, and how often each occurred.
  public private(set) var counts: [(name: String, count: Int)] = []
  /// All occurrences, those of names that are not kept too.
  public private(set) var total = 0

  public init() {}

  mutating func add(_ name: String, count: Int = 1) {
    total += count
    let place = counts.firstIndex { !$0.name.utf8.lexicographicallyPrecedes(name.utf8) } ?? counts.count
    if place < counts.count, counts[place].name.utf8.elementsEqual(name.utf8) {
      counts[place].count += count
    } else if place < NameCounts.limit {
      if counts.count == NameCounts.limit { counts.removeLast() }
      counts.insert((name, count), at: place)
    }
  }

  public mutating func merge(_ next: NameCounts) {
    let others = next.total - next.counts.reduce(0) { $0 + $1.count }
    for (name, count) in next.counts { add(name, count: count) }
    total += others
  }

  public static func == (left: NameCounts, right: NameCounts) -> Bool {
    left.total == right.total
      && left.counts.elementsEqual(right.counts) { $0.name.utf8.elementsEqual($1.name.utf8) && $0.count == $1.count }
  }
}
