/// Pairs that come out sorted by their key, also where they are more than fit the memory: what is in memory can be
/// sorted and kept aside as a run, and runs are merged at the end. Pairs of equal keys come out in the order in which
/// they were added.
struct SortedRuns: Sendable {
  private var buffer: [KeyedValue] = []
  private var store: (any ByteStore)?
  /// The first pair of each run in the store, and after the last one.
  private var runs = [0]

  init() {}

  /// Pairs that were added.
  var count: Int { (runs.last ?? 0) + buffered }

  /// Pairs in memory.
  var buffered: Int { buffer.count }

  /// Adds a pair.
  @inline(__always)
  mutating func append(key: UInt64, value: UInt64) {
    buffer.append(KeyedValue(key: key, value: value))
  }

  /// Adds a pair, and keeps what is in memory aside when it is too much.
  mutating func append(key: UInt64, value: UInt64, within storage: Storage) throws(SourceFailure) {
    if buffered >= storage.pairLimit { try spill(storage) }
    append(key: key, value: value)
  }

  /// Adds the pairs of another part, which were added after these.
  mutating func merge(_ next: SortedRuns) throws(SourceFailure) {
    if count == 0 {
      self = next
      return
    }
    for run in next.runs.indices.dropLast() {
      guard let other = next.store else { break }
      var cursor = RunCursor(other, next.runs[run]..<next.runs[run + 1])
      while let pair = try cursor.next() { buffer.append(pair) }
    }
    buffer += next.buffer
  }

  /// Sorts what is in memory and keeps it aside.
  mutating func spill(_ storage: Storage) throws(SourceFailure) {
    guard !buffer.isEmpty else { return }
    let store = self.store ?? storage.make()
    self.store = store
    KeyedValue.sort(&buffer)
    try store.append(buffer.span.bytes)
    runs.append(count)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Calls the body with every pair, sorted by key. What was added stays, so this can be done again.
  mutating func visit(_ body: (KeyedValue) throws(SourceFailure) -> Void) throws(SourceFailure) {
    KeyedValue.sort(&buffer)
    guard let store else {
      for pair in buffer { try body(pair) }
      return
    }
    var cursors = runs.indices.dropLast().map { RunCursor(store, runs[$0]..<runs[$0 + 1]) }
    // What is in memory came last.
    cursors.append(RunCursor(buffer))
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
  private let store: (any ByteStore)?
  private var rest: Range<Int>
  private var pairs: [KeyedValue] = []
  private var position = 0

  init(_ store: any ByteStore, _ pairs: Range<Int>) {
    self.store = store
    rest = pairs
  }

  /// A run in memory.
  init(_ sorted: [KeyedValue]) {
    store = nil
    rest = 0..<0
    pairs = sorted
  }

  mutating func next() throws(SourceFailure) -> KeyedValue? {
    if position == pairs.count {
      guard let store, !rest.isEmpty else { return nil }
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
