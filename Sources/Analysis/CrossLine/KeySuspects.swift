/// The production lines whose key may stand twice, with hashes of their keys: few, since nearly all keys stand once.
///
/// They are found for several kinds of keys side by side. What passes by chance, and on how many threads, changes
/// nothing that follows.
struct KeySuspects: Sendable {
  private var runs: [LineEntry.Kind: SortedRuns] = [:]

  /// Goes through piles of hashes.
  init(
    _ kinds: [LineEntry.Kind], in piles: KeyPiles, _ storage: Storage, workers: Int = 1
  ) throws(SourceFailure) {
    var settled = piles
    settled.settle()
    let piles = settled
    let share = storage.share(of: kinds.count)
    var failure: SourceFailure?
    var rest = kinds[...]
    OrderedWork.run(count: kinds.count, workers: min(workers, kinds.count)) { number in
      Result { () throws(SourceFailure) in try KeySuspects.find(kinds[number], in: piles, share) }
    } take: { result in
      let kind = rest.removeFirst()
      switch result {
      case .success(let found): runs[kind] = found
      case .failure(let found): failure = failure ?? found
      }
    }
    if let failure { throw failure }
  }

  /// Hashes of the keys of a kind, with the places of the production lines that have them.
  subscript(kind: LineEntry.Kind) -> SortedRuns { runs[kind] ?? SortedRuns() }

  /// Calls the body with the place of each, as often as it has such keys.
  func visit(_ body: (_ place: Int) throws(SourceFailure) -> Void) throws(SourceFailure) {
    for found in runs.values {
      var found = found
      try found.visit { (pair) throws(SourceFailure) in try body(Int(pair.value)) }
    }
  }

  private static func find(
    _ kind: LineEntry.Kind, in piles: KeyPiles, _ storage: Storage
  ) throws(SourceFailure) -> SortedRuns {
    var found = SortedRuns()
    var words: [UInt64] = []
    for pile in 0..<piles.count {
      try piles.take(kind, pile, into: &words)
      try HashSieve.visit(words, placeBits: KeyPiles.placeBits) { (hash, place) throws(SourceFailure) in
        try found.append(key: hash, value: UInt64(place), within: storage)
      }
    }
    return found
  }
}
