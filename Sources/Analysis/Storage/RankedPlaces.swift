/// Some places in their order, each found by its number at once: a bit for each place, and for every 64 how many come
/// before.
struct RankedPlaces: Sendable {
  private let places: BitSet
  /// For each word of the set, the members in those before it.
  private let ranks: [Int]

  init(_ places: BitSet) {
    self.places = places
    var (ranks, count) = ([Int](), 0)
    ranks.reserveCapacity(places.words.count)
    for word in places.words {
      ranks.append(count)
      count += word.nonzeroBitCount
    }
    self.ranks = ranks
  }

  /// How many members come before a place; nil if it is none itself.
  func rank(of place: Int) -> Int? {
    guard places.contains(place) else { return nil }
    let (index, bit) = (place >> 6, UInt64(1) << UInt64(place & 63))
    return ranks[index] + (places.words[index] & (bit - 1)).nonzeroBitCount
  }
}
