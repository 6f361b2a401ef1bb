/// Guesses what was meant by a word that is not known.
enum Spelling {
  /// The candidate with the fewest typing errors, or nil when none is near enough to suggest.
  ///
  /// Near is one error in each three letters; a beginning that fits only one candidate is near too.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let lowercased = word.lowercased()
    let started = candidates.filter { lowercased.count > 1 && $0.hasPrefix(lowercased) }
    if started.count == 1 { return started[0] }
    let limit = max(1, lowercased.count / 3)
    let distances = candidates.map { ($0, distance(lowercased, $0.lowercased())) }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= limit, best.1 < best.0.count else { return nil }
    return best.0
  }

  /// How many letters must be inserted, deleted, replaced or swapped with their neighbour to get from one to the other
  /// (optimal string alignment).
  static func distance(_ one: String, _ other: String) -> Int {
    let a = Array(one)
    let b = Array(other)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i]
      for j in 1...b.count {
        let same = a[i - 1] == b[j - 1]
        var best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, beforePrevious[j - 2] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}
