/// Hashes of the keys of all production lines: by their upper bits in piles, each of which is small enough to be looked
/// at by itself.
///
/// Equal keys are in the same pile. What was added last waits in the order of the production lines; so few of them, as
/// a part of a list has, need no piles, and parts are put together quickly. A full chunk of a pile is never touched
/// again, and can go to a store.
struct KeyPiles: Sendable {
  /// Upper bits of a hash that choose its pile.
  fileprivate static let pileBits: UInt64 = 6
  /// How many piles of each kind there are.
  static let count = 1 << pileBits
  /// The lower bits of a word are the place of a production line; above stands what fits of its hash.
  static let placeBits: UInt64 = 34
  /// Production lines that can be told from each other.
  static let mostLines = 1 << placeBits

  private static let kindCount = LineEntry.Kind.allCases.count
  /// Hashes that wait at most: of more production lines than a part of a list has, unless these are short.
  private static let pendingLimit = 4096 * kindCount
  /// Stands where a production line has no key of a kind: hashes have fewer bits.
  private static let none = UInt64.max

  /// For one production line after another, the hashes of its keys.
  private var pending: [UInt64] = []
  /// The place of the first production line whose hashes wait.
  private var pendingStart = 0
  /// The piles of each kind of keys; none before there are too many hashes to wait.
  private var kinds: [PilesOfKind] = []
  /// A sum over all production lines by which one that was changed, added or left out is noticed, in any order.
  private(set) var mark: UInt64 = 0

  init() {}

  /// Production lines so far.
  var lines: Int { pendingStart + pending.count / KeyPiles.kindCount }

  /// Bytes in memory that can go to a store.
  var memory: Int { kinds.reduce(0) { $0 + $1.memory } }

  /// Adds the keys of production lines that follow each other.
  mutating func add(_ entries: Span<LineEntry>, _ seed: UInt64) {
    var sum: UInt64 = 0
    pending.append(addingCapacity: entries.count * KeyPiles.kindCount) { hashes in
      for index in entries.indices {
        let words = KeyPiles.hashes(of: entries[index], seed)
        sum &+= KeyPiles.mark(words, entries[index])
        hashes.append(words.id)
        hashes.append(words.payment)
        hashes.append(words.transaction)
        hashes.append(words.checksum)
      }
    }
    mark &+= sum
    if pending.count >= KeyPiles.pendingLimit { distribute() }
  }

  /// What a production line adds to `mark`.
  static func mark(of entry: LineEntry, _ seed: UInt64) -> UInt64 {
    mark(hashes(of: entry, seed), entry)
  }

  private typealias Hashes = (id: UInt64, payment: UInt64, transaction: UInt64, checksum: UInt64)

  @inline(__always)
  private static func hashes(of entry: LineEntry, _ seed: UInt64) -> Hashes {
    (
      entry.has(.id) ? entry.hash(of: .id, seed: seed) : none,
      entry.has(.payment) ? entry.hash(of: .payment, seed: seed) : none,
      entry.has(.transaction) ? entry.hash(of: .transaction, seed: seed) : none,
      entry.has(.checksum) ? entry.hash(of: .checksum, seed: seed) : none
    )
  }

  /// Odd factors keep each word from being lost in the sum.
  @inline(__always)
  private static func mark(_ hashes: Hashes, _ entry: LineEntry) -> UInt64 {
    let keys = (hashes.id &* 0x9E37_79B9_7F4A_7C15 ^ hashes.payment) &* 0xE703_7ED1_A0B4_28DB
    let others = (hashes.transaction &* 0xC2B2_AE3D_27D4_EB4F ^ hashes.checksum) &* 0x1656_67B1_9E37_79F9
    return keys ^ others ^ UInt64(bitPattern: Int64(entry.offset)) &* 0xD6E8_FEB8_6659_FD93
  }

  /// Makes room for the keys of about so many production lines.
  mutating func reserve(_ lines: Int) {
    pending.reserveCapacity(min(lines * KeyPiles.kindCount, KeyPiles.pendingLimit))
  }

  private mutating func distribute() {
    var waiting: [UInt64] = []
    swap(&waiting, &pending)
    distribute(waiting.span)
    waiting.removeAll(keepingCapacity: true)
    pending = waiting
  }

  private mutating func distribute(_ hashes: Span<UInt64>) {
    if kinds.isEmpty { kinds = LineEntry.Kind.allCases.map { _ in PilesOfKind() } }
    for kind in kinds.indices { kinds[kind].add(hashes, from: kind, by: KeyPiles.kindCount, at: pendingStart) }
    pendingStart += hashes.count / KeyPiles.kindCount
  }

  /// Adds the keys of production lines that follow.
  mutating func merge(_ next: KeyPiles) throws(SourceFailure) {
    mark &+= next.mark
    distribute()
    if !next.kinds.isEmpty {
      if kinds.isEmpty { distribute(Span()) }
      for kind in kinds.indices { try kinds[kind].merge(next.kinds[kind], at: pendingStart) }
      pendingStart += next.pendingStart
    }
    distribute(next.pending.span)
  }

  /// Gives up the hashes, once all that may stand twice has been found. What they add up to stays.
  mutating func removeHashes() {
    pending = []
    kinds = []
  }

  /// Moves full chunks to a store.
  mutating func spill(_ storage: Storage) throws(SourceFailure) {
    for kind in kinds.indices { try kinds[kind].spill(storage) }
  }

  /// How many piles there are.
  var count: Int { kinds.isEmpty ? 1 : KeyPiles.count }

  /// Ends the waiting where there are piles, so that each can be looked at by itself.
  mutating func settle() {
    if !kinds.isEmpty { distribute() }
  }

  /// Replaces what is in an array by the words of a pile, in the order of the production lines. They must be settled.
  func take(_ kind: LineEntry.Kind, _ pile: Int, into words: inout [UInt64]) throws(SourceFailure) {
    words.removeAll(keepingCapacity: true)
    guard kinds.isEmpty else { return try kinds[Int(kind.rawValue)].take(pile, into: &words) }
    for place in 0..<lines {
      let hash = pending[place * KeyPiles.kindCount + Int(kind.rawValue)]
      if hash != KeyPiles.none { words.append(KeyPiles.word(hash, place)) }
    }
  }

  /// Whether what is known of a hash by its word is that of an entry's key.
  static func isHash(_ known: UInt64, of kind: LineEntry.Kind, in entry: LineEntry, _ seed: UInt64) -> Bool {
    entry.has(kind) && word(entry.hash(of: kind, seed: seed), 0) &>> placeBits == known
  }

  @inline(__always)
  fileprivate static func pile(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> (LineEntry.hashBits - pileBits))
  }

  @inline(__always)
  fileprivate static func word(_ hash: UInt64, _ place: Int) -> UInt64 {
    hash &<< placeBits | UInt64(truncatingIfNeeded: place)
  }
}

/// The piles of one kind of keys.
private struct PilesOfKind: Sendable {
  /// Words of a chunk: those of all piles that are not full stay in the cache.
  private static let chunkSize = 512
  private static let chunkBytes = chunkSize * MemoryLayout<UInt64>.size

  private var store: (any ByteStore)?
  /// Where the chunks of each pile begin in the store.
  private var stored = [[Int]](repeating: [], count: KeyPiles.count)
  /// The chunks of each pile that came later, in memory.
  private var chunks = [[[UInt64]]](repeating: [], count: KeyPiles.count)
  /// A chunk of each pile that is not full.
  private var rest = [UInt64](repeating: 0, count: KeyPiles.count * chunkSize)
  /// Where the next word of each pile goes.
  private var ends = (0..<KeyPiles.count).map { $0 * chunkSize }
  private var chunkCount = 0

  var memory: Int { chunkCount * PilesOfKind.chunkBytes }

  /// Adds every so many-th of some hashes.
  ///
  /// - Parameter place: the place of the production line that the first of them belongs to.
  mutating func add(_ hashes: Span<UInt64>, from first: Int, by step: Int, at place: Int) {
    var (index, place) = (first, place)
    while let full = PilesOfKind.fill(&rest, &ends, hashes, &index, by: step, &place) { closeChunk(of: full) }
  }

  /// Adds hashes until a chunk is full: spans of what is written spare the question at each word whether somebody else
  /// has it.
  ///
  /// - Returns: the pile whose chunk is full; nil at the end.
  @inline(__always)
  private static func fill(
    _ rest: inout [UInt64], _ ends: inout [Int], _ hashes: Span<UInt64>, _ index: inout Int, by step: Int,
    _ place: inout Int
  ) -> Int? {
    var rest = rest.mutableSpan
    var ends = ends.mutableSpan
    while index < hashes.count {
      let hash = hashes[index]
      defer {
        index &+= step
        place &+= 1
      }
      if hash == .max { continue }
      let pile = KeyPiles.pile(of: hash)
      let end = ends[pile]
      rest[end] = KeyPiles.word(hash, place)
      ends[pile] = end &+ 1
      if end &+ 1 == (pile &+ 1) &* PilesOfKind.chunkSize { return pile }
    }
    return nil
  }

  private mutating func closeChunk(of pile: Int) {
    let start = pile * PilesOfKind.chunkSize
    chunks[pile].append(Array(rest[start..<(start + PilesOfKind.chunkSize)]))
    chunkCount += 1
    ends[pile] = start
  }

  /// Adds the piles of production lines that follow, the first of which has this place.
  mutating func merge(_ next: PilesOfKind, at place: Int) throws(SourceFailure) {
    var words: [UInt64] = []
    for pile in 0..<KeyPiles.count {
      words.removeAll(keepingCapacity: true)
      try next.take(pile, into: &words)
      for word in words {
        let end = ends[pile]
        rest[end] = word + UInt64(place)
        ends[pile] = end + 1
        if end + 1 == (pile + 1) * PilesOfKind.chunkSize { closeChunk(of: pile) }
      }
    }
  }

  mutating func spill(_ storage: Storage) throws(SourceFailure) {
    guard chunkCount > 0 else { return }
    let store = self.store ?? storage.make()
    self.store = store
    for pile in chunks.indices {
      for chunk in chunks[pile] {
        stored[pile].append(store.count)
        try store.append(chunk.span.bytes)
      }
      chunks[pile] = []
    }
    chunkCount = 0
  }

  /// Adds the words of a pile to an array.
  func take(_ pile: Int, into words: inout [UInt64]) throws(SourceFailure) {
    for start in stored[pile] {
      guard let bytes = try store?.read(at: start, count: PilesOfKind.chunkBytes) else { break }
      let all = bytes.span.bytes
      words.append(addingCapacity: PilesOfKind.chunkSize) { output in
        for offset in stride(from: 0, to: PilesOfKind.chunkBytes, by: MemoryLayout<UInt64>.size) {
          output.append(all.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
      }
    }
    for chunk in chunks[pile] { words += chunk }
    words += rest[(pile * PilesOfKind.chunkSize)..<ends[pile]]
  }
}
