/// What a second reading of the same inputs is for: production lines to leave out, and some to remember as they stand.
struct SecondReading: Sendable {
  /// Production lines that don't count.
  let superseded: BitSet
  private let wanted: BitSet
  private var store: (any ByteStore)?
  private var places: [Int] = []
  /// Where each remembered production line begins in the store, and after the last.
  private var offsets = [0]

  init(_ lineage: Lineage) {
    superseded = lineage.superseded
    wanted = lineage.wanted
  }

  /// Remembers the text of a production line, if it is wanted.
  mutating func add(
    _ line: ProductionLine, at place: Int, _ texts: TextStore, _ storage: Storage
  ) throws(SourceFailure) {
    guard wanted.contains(place) else { return }
    let store = self.store ?? storage.make()
    self.store = store
    try store.append(texts.window.span.bytes.extracting(line.record.range))
    places.append(place)
    offsets.append(store.count)
  }

  /// The text of a production line that was wanted; nil if it was not met.
  func text(of place: Int) throws(SourceFailure) -> [UInt8]? {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    guard low < places.count, places[low] == place, let store else { return nil }
    return try store.read(at: offsets[low], count: offsets[low + 1] - offsets[low])
  }
}
