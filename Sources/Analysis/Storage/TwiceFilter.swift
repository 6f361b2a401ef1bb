/// Tells which hashes may stand twice among some: two bits for each slot of a table, for one hash and for more of them.
///
/// None that stands twice is missed. Of the others, those pass that share a slot with another one: one in sixteen.
struct TwiceFilter {
  /// For each of 32 slots, whether a hash fell into it, and above that whether another did.
  private var words: [UInt64]
  private let mask: UInt64

  /// A filter for so many hashes.
  init(for count: Int) {
    var size = 1
    while size * 32 < 16 * count { size *= 2 }
    words = [UInt64](repeating: 0, count: size)
    mask = UInt64(size * 32 - 1)
  }

  /// Adds a hash, of which the lowest bits tell the slot.
  @inline(__always)
  mutating func add(_ hash: UInt64) {
    let slot = hash & mask
    let word = Int(truncatingIfNeeded: slot &>> 5)
    let bit: UInt64 = 1 &<< (2 &* (slot & 31))
    words[word] |= bit | (words[word] & bit) &<< 1
  }

  /// Whether a hash may have been added twice.
  @inline(__always)
  func mayBeTwice(_ hash: UInt64) -> Bool {
    let slot = hash & mask
    return words[Int(truncatingIfNeeded: slot &>> 5)] &>> (2 &* (slot & 31) &+ 1) & 1 != 0
  }
}
