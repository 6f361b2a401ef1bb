/// Production lines that an earlier run has seen finished, and of which no list of this run has the id, though the run
/// before missed none of them.
public struct MissingLines: Mergeable, Equatable, Sendable {
  /// One of them, as it was remembered last.
  struct Row: Equatable, Sendable {
    let line: String
    let payment: String
    let status: String
  }

  /// The most of them that are named.
  static let shown = 20

  /// How many there are.
  public internal(set) var count = 0
  /// The first of them, by the run that saw them first.
  var rows: [Row] = []

  /// The ids of the first of them.
  public var ids: [String] { rows.map(\.line) }

  /// None.
  public init() {}

  public mutating func merge(_ next: MissingLines) {
    count += next.count
    rows = Array((rows + next.rows).prefix(MissingLines.shown))
  }
}

/// Finds the production lines that were remembered and that no list has any more.
///
/// A production line is told by its id alone, since a list shows its latest part only. It is missed if it was requested
/// after the first one of the lists was, since a list may leave out what is old; and if it was not deleted.
struct MissingSearch {
  /// The moment of the request of each state that is remembered, by its number; `Int.min` if it is not known.
  private var requested: [Int] = []
  /// Hashes of the production lines that the run before missed.
  private var known: Set<UInt64> = []
  /// Of each production line that was met, the first state that is remembered.
  private var met = BitSet()
  /// The first moment of a request in the lists.
  private var earliest = Int.max

  /// Notes a state that is remembered, in the order of their numbers.
  mutating func remember(_ line: ProductionLine) {
    requested.append(line.stamp(.requested)?.milliseconds ?? .min)
  }

  /// Notes a production line that the run before missed.
  mutating func remember(missing line: UInt64) { known.insert(line) }

  /// Forgets the lists, which are read a second time.
  mutating func restart() {
    met = BitSet()
    earliest = .max
  }

  /// Notes a production line of a list, by the hash of its id.
  mutating func hear(_ line: ProductionLine, _ key: UInt64, _ states: RememberedStates) {
    if let first = states.first(ofLine: key) { met.insert(first) }
    if let requested = line.stamp(.requested) { earliest = min(earliest, requested.milliseconds) }
  }

  /// The last states of the production lines that are missing, and which of them are missed for the first time.
  ///
  /// - Parameters:
  ///   - ahead: the first state that a run about later days has seen: only then may there have been more.
  ///   - end: the first state that this run has seen.
  func missing(
    from states: RememberedStates, ahead: Int, end: Int
  ) -> [(number: Int, isNew: Bool)] {
    var last: [Int: Int] = [:]
    var deleted: Set<Int> = []
    for number in 0..<end {
      let state = states.records[number]
      guard let first = states.first(ofLine: state.lineKey), !met.contains(first) else { continue }
      if number < ahead { last[first] = number }
      if state.status == Status.deleted.rawValue { deleted.insert(first) }
    }
    return last.filter { !deleted.contains($0.key) }.values.sorted().compactMap { number in
      if known.contains(states.records[number].lineKey) { return (number, false) }
      return requested[number] >= earliest ? (number, true) : nil
    }
  }
}
