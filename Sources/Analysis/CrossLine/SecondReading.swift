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
  /// Entries of the first reading around the place that is being read.
  private var entries: ArraySlice<LineEntry> = []
  private var unused = SideTexts()

  /// An input that is not what it was at the first reading.
  static let changed = SourceFailure("at a second reading, an input was not what it had been")

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
      guard try isSame(line, at: place, context, as: index) else { throw SecondReading.changed }
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

  /// Whether a production line is the one that the first reading found at this place.
  private mutating func isSame(
    _ line: ProductionLine, at place: Int, _ context: RuleContext, as index: LineIndex
  ) throws(SourceFailure) -> Bool {
    if entries.isEmpty { entries = try index.entries(from: place)[...] }
    guard let entry = entries.popFirst() else { return false }
    return LineEntry(line, context, side: &unused).agrees(with: entry)
  }

  /// The text of a production line that was wanted; nil if it was not met.
  func text(of place: Int) throws(SourceFailure) -> [UInt8]? {
    let found = places.countUpTo(place) - 1
    guard found >= 0, places[found] == place, let store else { return nil }
    return try store.read(at: offsets[found], count: offsets[found + 1] - offsets[found])
  }
}
