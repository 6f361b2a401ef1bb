/// Pairs that come out sorted by their key, more of them than fit the memory: full buffers are sorted and kept aside as
/// runs, which are merged at the end. Pairs of equal keys come out in the order in which they were added.
struct SortedRuns {
  private let limit: Int
  private let storage: Storage
  private var buffer: [KeyedValue] = []
  private var store: (any ByteStore)?
  /// The first pair of each run in the store, and after the last one.
  private var runs = [0]

  /// - Parameters:
  ///   - expected: about how many pairs will come; only a hint.
  ///   - limit: pairs that are held in memory.
  init(expected: Int = 0, limit: Int, storage: Storage) {
    self.limit = max(1, limit)
    self.storage = storage
    buffer.reserveCapacity(min(expected, self.limit))
  }

  /// Pairs that were added.
  var count: Int { (runs.last ?? 0) + buffer.count }

  mutating func append(key: UInt64, value: UInt64) throws(SourceFailure) {
    if buffer.count == limit { try keepAside() }
    buffer.append(KeyedValue(key: key, value: value))
  }

  private mutating func keepAside() throws(SourceFailure) {
    let store = self.store ?? storage.make()
    self.store = store
    KeyedValue.sort(&buffer)
    try store.append(buffer.span.bytes)
    runs.append(count)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Calls the body with every pair, sorted by key. What was added stays, so this can be done again.
  mutating func forEach(_ body: (KeyedValue) throws(SourceFailure) -> Void) throws(SourceFailure) {
    guard let store, !buffer.isEmpty || runs.count > 1 else {
      KeyedValue.sort(&buffer)
      for pair in buffer { try body(pair) }
      return
    }
    if !buffer.isEmpty { try keepAside() }
    var cursors = runs.indices.dropLast().map { RunCursor(store, runs[$0]..<runs[$0 + 1]) }
    var heap = MinHeap<Head>()
    for index in cursors.indices {
      if let pair = try cursors[index].next() { heap.insert(Head(pair: pair, run: index)) }
    }
    while let head = heap.removeLeast() {
      try body(head.pair)
      if let pair = try cursors[head.run].next() { heap.insert(Head(pair: pair, run: head.run)) }
    }
  }

  /// The next pair of a run; of equal keys the earlier run comes first.
  private struct Head: Comparable {
    let pair: KeyedValue
    let run: Int

    static func < (left: Head, right: Head) -> Bool {
      (left.pair.key, left.run) < (right.pair.key, right.run)
    }
  }
}

/// Reads a run back, a piece at a time.
private struct RunCursor {
  private static let piece = 4096
  private let store: any ByteStore
  private var rest: Range<Int>
  private var pairs: [KeyedValue] = []
  private var position = 0

  init(_ store: any ByteStore, _ pairs: Range<Int>) {
    self.store = store
    rest = pairs
  }

  mutating func next() throws(SourceFailure) -> KeyedValue? {
    if position == pairs.count {
      guard !rest.isEmpty else { return nil }
      let count = min(rest.count, RunCursor.piece)
      let bytes = try store.read(at: rest.lowerBound * KeyedValue.size, count: count * KeyedValue.size)
      pairs = (0..<count).map {
        bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: $0 * KeyedValue.size, as: KeyedValue.self)
      }
      rest = (rest.lowerBound + count)..<rest.upperBound
      position = 0
    }
    defer { position += 1 }
    return pairs[position]
  }
}
