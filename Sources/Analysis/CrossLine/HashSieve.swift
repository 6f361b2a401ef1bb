/// Finds the hashes that may stand twice among many, without sorting all of them.
///
/// They are distributed by their upper bits into ranges that fit the cache of a core. Of each range a `TwiceFilter` tells
/// which hashes stand once; nearly all of them do.
struct HashSieve {
  /// Bytes that one takes for each hash.
  static let size = 2 * MemoryLayout<UInt64>.size

  /// About so many hashes are in a range.
  private static let rangeSize = 4096

  /// For each hash a word: its place in the lower bits, above it as much of the hash as there is room for.
  private var words: [UInt64]
  private var count = 0
  private let placeBits: UInt64

  /// A sieve for hashes with places below a number.
  init(places: Int) {
    words = [UInt64](repeating: 0, count: places)
    placeBits = UInt64(Int.bitWidth - places.leadingZeroBitCount)
  }

  /// Adds a hash of 56 bits, which has a place of its own.
  @inline(__always)
  mutating func add(_ hash: UInt64, place: Int) {
    words[count] = hash &<< placeBits | UInt64(place)
    count &+= 1
  }

  /// Calls the body with each hash that may stand twice, or its lower bits at least, and its place. Places of equal
  /// hashes come in the order in which they were added.
  func visit<Failure>(_ body: (_ hash: UInt64, _ place: Int) throws(Failure) -> Void) throws(Failure) {
    let bits = max(1, Int.bitWidth - (count / HashSieve.rangeSize).leadingZeroBitCount)
    let (ordered, ends) = distributed(by: UInt64(UInt64.bitWidth - bits), ranges: 1 << bits)
    let mask: UInt64 = 1 &<< placeBits &- 1
    var start = 0
    for end in ends {
      var filter = TwiceFilter(for: end - start)
      for index in start..<end { filter.add(ordered[index] &>> placeBits) }
      for index in start..<end where filter.mayBeTwice(ordered[index] &>> placeBits) {
        try body(ordered[index] &>> placeBits, Int(ordered[index] & mask))
      }
      start = end
    }
  }

  /// The words in the order of their upper bits, and where the range of each value of these ends.
  private func distributed(by shift: UInt64, ranges: Int) -> (words: [UInt64], ends: [Int]) {
    var ends = [Int](repeating: 0, count: ranges)
    for index in 0..<count { ends[Int(truncatingIfNeeded: words[index] &>> shift)] &+= 1 }
    var sum = 0
    for range in ends.indices {
      let size = ends[range]
      ends[range] = sum
      sum += size
    }
    var result = [UInt64](repeating: 0, count: count)
    for index in 0..<count {
      let range = Int(truncatingIfNeeded: words[index] &>> shift)
      result[ends[range]] = words[index]
      ends[range] &+= 1
    }
    return (result, ends)
  }
}
