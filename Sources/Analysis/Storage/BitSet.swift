/// A set of places among the production lines, a bit each.
struct BitSet: Equatable, Sendable {
  /// The bits of 64 places each, from the lowest.
  private(set) var words: [UInt64] = []
  /// Members of the set.
  private(set) var count = 0

  /// Whether a place is in the set.
  func contains(_ place: Int) -> Bool {
    let index = place >> 6
    return index < words.count && words[index] & 1 << UInt64(place & 63) != 0
  }

  /// Calls the body with each member, in order.
  func visit(_ body: (Int) throws(SourceFailure) -> Void) throws(SourceFailure) {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        try body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// Adds a place.
  mutating func insert(_ place: Int) {
    let index = place >> 6
    if index >= words.count { words += [UInt64](repeating: 0, count: index + 1 - words.count) }
    let bit = UInt64(1) << UInt64(place & 63)
    if words[index] & bit == 0 { count += 1 }
    words[index] |= bit
  }
}
