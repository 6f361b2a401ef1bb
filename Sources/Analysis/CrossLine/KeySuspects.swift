/// The production lines whose key may stand twice, with hashes of their keys: few, since nearly all keys stand once.
///
/// They are found for several kinds of keys side by side. Where this takes too much memory, nothing is known, and the
/// hashes of all keys must be sorted. What passes by chance, and on how many threads, changes nothing that follows.
struct KeySuspects: Sendable {
  private var runs: [LineEntry.Kind: SortedRuns] = [:]

  /// Goes through an index.
  init(
    _ kinds: [LineEntry.Kind], in index: LineIndex, _ storage: Storage, workers: Int = 1
  ) throws(SourceFailure) {
    // A quarter of the budget, as for sorting.
    let fitting = storage.budget / 4 / max(1, index.count * HashSieve.size)
    guard fitting > 0 else { return }
    // As many kinds at a time as there is memory for: entries are read once for all of them.
    let threads = min(workers, fitting, kinds.count)
    let together = min(fitting / threads, (kinds.count + threads - 1) / threads)
    let groups = stride(from: 0, to: kinds.count, by: together).map {
      Array(kinds[$0..<min($0 + together, kinds.count)])
    }
    var failure: SourceFailure?
    OrderedWork.run(count: groups.count, workers: threads) { number in
      Result { () throws(SourceFailure) in
        try KeySuspects.find(groups[number], in: index, storage.share(of: kinds.count))
      }
    } take: { result in
      switch result {
      case .success(let found): for (kind, suspects) in found { runs[kind] = suspects }
      case .failure(let found): failure = failure ?? found
      }
    }
    if let failure { throw failure }
  }

  /// Hashes of the keys of a kind, with the places of the production lines that have them; nil if nothing is known.
  subscript(kind: LineEntry.Kind) -> SortedRuns? { runs[kind] }

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
    var found: [(LineEntry.Kind, SortedRuns)] = []
    for (number, kind) in kinds.enumerated() {
      var runs = SortedRuns()
      try sieves[number].visit { (hash, place) throws(SourceFailure) in
        try runs.append(key: hash, value: UInt64(place), within: storage)
      }
      found.append((kind, runs))
    }
    return found
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
}
