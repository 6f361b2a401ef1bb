/// What a second reading of the same inputs is for: production lines to leave out, and some to remember as they stand.
struct SecondReading: Sendable {
  /// Production lines that don't count.
  let superseded: BitSet
  private let wanted: BitSet
  /// The sources as the first reading found them.
  private let sources: [SourceReport]
  private var store: (any ByteStore)?
  private var places: [Int] = []
  /// Where each remembered production line begins in the store, and after the last.
  private var offsets = [0]
  /// What the keys that were read add up to.
  private var mark: UInt64 = 0
  private var unused = SideTexts()

  /// An input that is not what it was at the first reading.
  static let changed = SourceFailure.changedMeanwhile

  init(_ lineage: Lineage, sources: [SourceReport]) {
    superseded = lineage.superseded
    wanted = lineage.wanted
    self.sources = sources
  }

  /// What the first reading found of a source, nil if it had none at this place.
  func source(_ place: Int) -> SourceReport? {
    sources.indices.contains(place) ? sources[place] : nil
  }

  /// Holds production lines against those of the first reading, and remembers the texts that are wanted.
  ///
  /// - Parameters:
  ///   - start: the place of the first production line of the source among all.
  ///   - index: the entries of the first reading.
  mutating func add(
    _ batch: Batch, start: Int, _ context: RuleContext, as index: LineIndex, _ storage: Storage
  ) throws(SourceFailure) {
    for line in batch.lines {
      let place = start + line.index
      guard place < index.count else { throw SecondReading.changed }
      let entry = LineEntry(line, context, side: &unused)
      unused.removeAll()
      mark &+= KeyPiles.mark(of: entry, context.seed)
      if !index.recalls || wanted.contains(place) || superseded.contains(place) {
        guard entry.agrees(with: try index.entry(place)) else { throw SecondReading.changed }
      }
      try add(line, at: place, batch.texts, storage)
    }
  }

  private mutating func add(
    _ line: ProductionLine, at place: Int, _ texts: TextStore, _ storage: Storage
  ) throws(SourceFailure) {
    guard wanted.contains(place) else { return }
    let store = self.store ?? storage.make()
    self.store = store
    try store.append(texts.window.span.bytes.extracting(line.record.range))
    places.append(place)
    offsets.append(store.count)
  }

  /// Whether the keys of all production lines are those of the first reading.
  func agrees(with index: LineIndex) -> Bool { mark == index.piles.mark }

  /// The text of a production line that was wanted; nil if it was not met.
  func text(of place: Int) throws(SourceFailure) -> [UInt8]? {
    let found = places.countUpTo(place) - 1
    guard found >= 0, places[found] == place, let store else { return nil }
    return try store.read(at: offsets[found], count: offsets[found + 1] - offsets[found])
  }
}
