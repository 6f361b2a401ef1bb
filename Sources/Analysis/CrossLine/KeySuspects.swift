/// The production lines whose key may stand twice, with hashes of their keys: few, since nearly all keys stand once.
///
/// They are found for several kinds of keys side by side. What passes by chance, and on how many threads, changes
/// nothing that follows.
struct KeySuspects: Sendable {
  private var runs: [LineEntry.Kind: SortedRuns] = [:]

  /// Goes through an index.
  init(
    _ kinds: [LineEntry.Kind], in index: LineIndex, _ storage: Storage, workers: Int = 1
  ) throws(SourceFailure) {
    let share = storage.share(of: kinds.count)
    let piles = index.isSpilled ? try index.allPiles(storage) : nil
    // What is in memory is gone through once for all kinds that a thread has.
    let threads = min(workers, kinds.count)
    let together = piles == nil ? (kinds.count + threads - 1) / threads : 1
    let groups = stride(from: 0, to: kinds.count, by: together).map {
      Array(kinds[$0..<min($0 + together, kinds.count)])
    }
    var failure: SourceFailure?
    OrderedWork.run(count: groups.count, workers: threads) { number in
      Result { () throws(SourceFailure) in
        guard let piles else { return try KeySuspects.find(groups[number], in: index, share) }
        return try groups[number].map { (kind) throws(SourceFailure) in
          (kind, try KeySuspects.find(kind, in: piles, share))
        }
      }
    } take: { result in
      switch result {
      case .success(let found): for (kind, suspects) in found { runs[kind] = suspects }
      case .failure(let found): failure = failure ?? found
      }
    }
    if let failure { throw failure }
  }

  /// Hashes of the keys of a kind, with the places of the production lines that have them.
  subscript(kind: LineEntry.Kind) -> SortedRuns { runs[kind] ?? SortedRuns() }

  /// Entries that are looked at for one kind after another: they stay in the cache.
  private static let entriesAtATime = 256

  private static func find(
    _ kinds: [LineEntry.Kind], in index: LineIndex, _ storage: Storage
  ) throws(SourceFailure) -> [(LineEntry.Kind, SortedRuns)] {
    var sieves = kinds.map { _ in HashSieve(places: index.count) }
    try index.visitPieces { (place, piece) throws(SourceFailure) in
      for start in stride(from: 0, to: piece.count, by: entriesAtATime) {
        let entries = start..<min(start + entriesAtATime, piece.count)
        for (number, kind) in kinds.enumerated() {
          // Each kind has a loop of its own, in which it is a constant.
          switch kind {
          case .id: add(.id, of: piece, entries, at: place, index.seed, to: &sieves[number])
          case .payment: add(.payment, of: piece, entries, at: place, index.seed, to: &sieves[number])
          case .transaction: add(.transaction, of: piece, entries, at: place, index.seed, to: &sieves[number])
          case .checksum: add(.checksum, of: piece, entries, at: place, index.seed, to: &sieves[number])
          }
        }
      }
    }
    return try zip(kinds, sieves).map { (kind, sieve) throws(SourceFailure) in
      var found = SortedRuns()
      try sift(sieve, into: &found, storage)
      return (kind, found)
    }
  }

  /// Adds the keys of some entries of a piece.
  ///
  /// - Parameter place: the place of the piece's first entry.
  @inline(__always)
  private static func add(
    _ kind: LineEntry.Kind, of piece: [LineEntry], _ entries: Range<Int>, at place: Int, _ seed: UInt64,
    to sieve: inout HashSieve
  ) {
    sieve.add((place + entries.lowerBound)..<(place + entries.upperBound)) { number in
      piece[number - place].has(kind) ? piece[number - place].hash(of: kind, seed: seed) : nil
    }
  }

  private static func find(
    _ kind: LineEntry.Kind, in piles: KeyPiles, _ storage: Storage
  ) throws(SourceFailure) -> SortedRuns {
    var found = SortedRuns()
    for pile in 0..<KeyPiles.count {
      let words = try piles.words(of: kind, pile)
      var sieve = HashSieve(count: words.count, placeBits: KeyPiles.placeBits)
      sieve.add(words)
      try sift(sieve, into: &found, storage)
    }
    return found
  }

  private static func sift(
    _ sieve: HashSieve, into found: inout SortedRuns, _ storage: Storage
  ) throws(SourceFailure) {
    try sieve.visit { (hash, place) throws(SourceFailure) in
      try found.append(key: hash, value: UInt64(place), within: storage)
    }
  }
}
