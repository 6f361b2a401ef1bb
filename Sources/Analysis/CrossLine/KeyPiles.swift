/// Hashes of the keys of entries that are outside the memory: by the upper bits of the hash in piles, each of which is
/// small enough to be looked at by itself.
///
/// Equal keys are in the same pile. A pile is written to a store a chunk at a time.
struct KeyPiles: Sendable {
  /// Upper bits of a hash that choose its pile.
  private static let pileBits: UInt64 = 6
  /// How many piles of each kind there are.
  static let count = 1 << pileBits
  /// The lower bits of a word are the place of a production line; above stands what fits of its hash.
  static let placeBits: UInt64 = 34

  private var kinds: [OfKind] = []

  init() {}

  /// Adds the keys of entries that follow each other, the first of which has this place.
  mutating func add(
    _ entries: [LineEntry], at place: Int, _ seed: UInt64, _ storage: Storage
  ) throws(SourceFailure) {
    guard place + entries.count <= 1 << KeyPiles.placeBits else {
      throw SourceFailure("more production lines than can be compared")
    }
    if kinds.isEmpty { kinds = LineEntry.Kind.allCases.map { _ in OfKind(store: storage.make()) } }
    for kind in LineEntry.Kind.allCases {
      try kinds[Int(kind.rawValue)].add(kind, of: entries, at: place, seed)
    }
  }

  /// The words of a pile.
  func words(of kind: LineEntry.Kind, _ pile: Int) throws(SourceFailure) -> [UInt64] {
    kinds.isEmpty ? [] : try kinds[Int(kind.rawValue)].words(of: pile)
  }

  /// The piles of a kind of keys.
  private struct OfKind {
    /// Words of a chunk.
    private static let chunkSize = 2048

    let store: any ByteStore
    /// A chunk of each pile that is not full.
    private var rest = [UInt64](repeating: 0, count: KeyPiles.count * chunkSize)
    /// Where the next word of each pile goes.
    private var ends = (0..<KeyPiles.count).map { $0 * chunkSize }
    /// Where the chunks of each pile begin in the store.
    private var chunks = [[Int]](repeating: [], count: KeyPiles.count)

    init(store: any ByteStore) {
      self.store = store
    }

    mutating func add(
      _ kind: LineEntry.Kind, of entries: [LineEntry], at place: Int, _ seed: UInt64
    ) throws(SourceFailure) {
      for index in entries.indices where entries[index].has(kind) {
        let hash = entries[index].hash(of: kind, seed: seed)
        let pile = Int(truncatingIfNeeded: hash &>> (LineEntry.hashBits - KeyPiles.pileBits))
        let end = ends[pile]
        rest[end] = hash &<< KeyPiles.placeBits | UInt64(place + index)
        ends[pile] = end + 1
        if end + 1 == (pile + 1) * OfKind.chunkSize { try closeChunk(of: pile) }
      }
    }

    private mutating func closeChunk(of pile: Int) throws(SourceFailure) {
      let start = pile * OfKind.chunkSize
      chunks[pile].append(store.count)
      try store.append(rest.span.extracting(start..<(start + OfKind.chunkSize)).bytes)
      ends[pile] = start
    }

    func words(of pile: Int) throws(SourceFailure) -> [UInt64] {
      let size = MemoryLayout<UInt64>.size
      var result: [UInt64] = []
      result.reserveCapacity((chunks[pile].count + 1) * OfKind.chunkSize)
      for start in chunks[pile] {
        let bytes = try store.read(at: start, count: OfKind.chunkSize * size)
        for place in 0..<OfKind.chunkSize {
          result.append(bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: place * size, as: UInt64.self))
        }
      }
      return result + rest[(pile * OfKind.chunkSize)..<ends[pile]]
    }
  }
}
