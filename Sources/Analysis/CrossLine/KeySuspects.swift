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
    var failure: SourceFailure?
    OrderedWork.run(count: kinds.count, workers: min(workers, fitting)) { number in
      Result { () throws(SourceFailure) in
        (kinds[number], try KeySuspects.find(kinds[number], in: index, storage.share(of: kinds.count)))
      }
    } take: { result in
      switch result {
      case .success(let (kind, found)): runs[kind] = found
      case .failure(let found): failure = failure ?? found
      }
    }
    if let failure { throw failure }
  }

  /// Hashes of the keys of a kind, with the places of the production lines that have them; nil if nothing is known.
  subscript(kind: LineEntry.Kind) -> SortedRuns? { runs[kind] }

  private static func find(
    _ kind: LineEntry.Kind, in index: LineIndex, _ storage: Storage
  ) throws(SourceFailure) -> SortedRuns {
    var sieve = HashSieve(places: index.count)
    try index.visitPieces { (place, piece) throws(SourceFailure) in
      // Each kind has a loop of its own, in which it is a constant.
      switch kind {
      case .id: add(.id, of: piece.span, at: place, index.seed, to: &sieve)
      case .payment: add(.payment, of: piece.span, at: place, index.seed, to: &sieve)
      case .transaction: add(.transaction, of: piece.span, at: place, index.seed, to: &sieve)
      case .checksum: add(.checksum, of: piece.span, at: place, index.seed, to: &sieve)
      }
    }
    var found = SortedRuns()
    try sieve.visit { (hash, place) throws(SourceFailure) in
      try found.append(key: hash, value: UInt64(place), within: storage)
    }
    return found
  }

  @inline(__always)
  private static func add(
    _ kind: LineEntry.Kind, of entries: Span<LineEntry>, at place: Int, _ seed: UInt64, to sieve: inout HashSieve
  ) {
    for index in entries.indices where entries[index].has(kind) {
      sieve.add(entries[index].hash(of: kind, seed: seed), place: place + index)
    }
  }
}
