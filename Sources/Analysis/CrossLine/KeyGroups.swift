/// The production lines that share a key with others, group by group; a key that stands once is in no group.
struct KeyGroups: Sendable {
  /// The places of all groups, one after another.
  private var places: [Int] = []
  /// Where each group ends.
  private var ends: [Int] = []

  /// How many groups there are.
  var count: Int { ends.count }

  /// The places of a group in input order, at least two.
  subscript(group: Int) -> ArraySlice<Int> {
    places[(group == 0 ? 0 : ends[group - 1])..<ends[group]]
  }

  /// Finds the groups: sorts hashes of the keys, then compares the keys themselves where hashes are equal.
  ///
  /// - Parameters:
  ///   - suspects: those whose key may stand twice.
  ///   - isWanted: which production lines take part, of those that have a key.
  init(
    of kind: LineEntry.Kind, in index: LineIndex, among suspects: KeySuspects,
    where isWanted: (Int) -> Bool = { _ in true }
  ) throws(SourceFailure) {
    var runs = suspects[kind]
    var suspected: [Int] = []
    var last: UInt64 = 0
    try runs.visit { (pair) throws(SourceFailure) in
      guard isWanted(Int(pair.value)) else { return }
      if last != pair.key {
        try add(suspected, of: kind, hash: last, in: index)
        suspected.removeAll(keepingCapacity: true)
        last = pair.key
      }
      suspected.append(Int(pair.value))
    }
    try add(suspected, of: kind, hash: last, in: index)
  }

  /// Adds the groups among production lines whose keys have the same hash, as far as it is known.
  private mutating func add(
    _ suspects: [Int], of kind: LineEntry.Kind, hash: UInt64, in index: LineIndex
  ) throws(SourceFailure) {
    guard suspects.count > 1 else { return }
    var groups: [(entry: LineEntry, places: [Int])] = []
    for place in suspects {
      let entry = try index.entry(place)
      // What was read again must be what it was.
      if index.recalls, !KeyPiles.isHash(hash, of: kind, in: entry, index.seed) { throw SecondReading.changed }
      var found: Int?
      for group in groups.indices where found == nil {
        if try index.isSame(kind, groups[group].entry, entry) { found = group }
      }
      if let found { groups[found].places.append(place) } else { groups.append((entry, [place])) }
    }
    for group in groups where group.places.count > 1 {
      places += group.places
      ends.append(places.count)
    }
  }
}
