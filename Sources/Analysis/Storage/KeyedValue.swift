/// A key to sort by, and a value that goes with it.
struct KeyedValue: BitwiseCopyable, Equatable, Sendable {
  /// What is sorted by.
  var key: UInt64
  /// What goes with it.
  var value: UInt64

  /// Bytes of a pair in a store.
  static let size = MemoryLayout<KeyedValue>.stride

  /// Sorts by key; pairs of equal keys keep their order.
  ///
  /// Pairs are distributed by leading digits, first into ranges that fit the processor's cache and then within each
  /// (D. Knuth, The Art of Computer Programming, volume 3, 5.2.5); insertion does the rest.
  static func sort(_ pairs: inout [KeyedValue]) {
    if insertionSort(&pairs, 0..<pairs.count) { return }
    var differing: UInt64 = 0
    for pair in pairs { differing |= pair.key ^ pairs[0].key }
    let width = UInt64.bitWidth - differing.leadingZeroBitCount
    var scratch = [KeyedValue](repeating: KeyedValue(key: 0, value: 0), count: pairs.count)
    guard pairs.count > cachedPairs, width > rangeBits else {
      sort(&pairs, 0..<pairs.count, below: width, &scratch)
      return
    }
    let ends = scatter(pairs, 0..<pairs.count, into: &scratch, by: width - rangeBits, bits: rangeBits)
    swap(&pairs, &scratch)
    var start = 0
    for end in ends {
      sort(&pairs, start..<end, below: width - rangeBits, &scratch)
      start = end
    }
  }

  /// Fewer pairs than this are not distributed first.
  private static let fewPairs = 64
  /// More moves than this on average, and insertion is given up.
  private static let movesPerPair = 8
  /// This many pairs with their scratch stay in the cache of a core (256 KB each).
  private static let cachedPairs = 1 << 14
  /// The first digit, by which pairs are distributed into ranges.
  private static let rangeBits = 8
  /// The digits after it.
  private static let digitBits = 11

  /// Sorts a range of pairs of which only the lowest bits differ.
  private static func sort(
    _ pairs: inout [KeyedValue], _ range: Range<Int>, below width: Int, _ scratch: inout [KeyedValue]
  ) {
    if range.count >= fewPairs, width > 0 {
      // About as many digits as pairs: more would cost more to count than they spare.
      let bits = min(digitBits, width, Int.bitWidth - range.count.leadingZeroBitCount)
      scatter(pairs, range, into: &scratch, by: width - bits, bits: bits)
      copy(scratch, range, into: &pairs)
    }
    // Keys that crowd together have long runs of equal leading digits.
    if insertionSort(&pairs, range) { return }
    for shift in stride(from: 0, to: width, by: digitBits) {
      scatter(pairs, range, into: &scratch, by: shift, bits: digitBits)
      copy(scratch, range, into: &pairs)
    }
  }

  private static func copy(_ source: [KeyedValue], _ range: Range<Int>, into target: inout [KeyedValue]) {
    for index in range { target[index] = source[index] }
  }

  /// Distributes a range of pairs by a digit.
  ///
  /// - Returns: where the pairs of each digit end.
  @discardableResult
  private static func scatter(
    _ pairs: [KeyedValue], _ range: Range<Int>, into result: inout [KeyedValue], by shift: Int, bits: Int
  ) -> [Int] {
    let mask = UInt64(1 << bits - 1)
    var places = [Int](repeating: 0, count: 1 << bits)
    for index in range { places[Int(pairs[index].key >> UInt64(shift) & mask)] += 1 }
    var sum = range.lowerBound
    for digit in places.indices {
      let count = places[digit]
      places[digit] = sum
      sum += count
    }
    for index in range {
      let pair = pairs[index]
      let digit = Int(pair.key >> UInt64(shift) & mask)
      result[places[digit]] = pair
      places[digit] += 1
    }
    return places
  }

  /// Sorts by insertion: few pairs, and many that come nearly in order, as jobs come by their time.
  ///
  /// - Returns: false if it was given up after too many moves; where keys come in no order, that shows early.
  private static func insertionSort(_ pairs: inout [KeyedValue], _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return true }
    // A span spares the question at each write whether somebody else has the array.
    var span = pairs.mutableSpan
    var last = span[first].key
    var rest = movesPerPair * fewPairs
    for index in range.dropFirst() {
      let pair = span[index]
      rest += movesPerPair
      if pair.key >= last {
        last = pair.key
        continue
      }
      var place = index
      while place > first, span[place - 1].key > pair.key {
        span[place] = span[place - 1]
        place -= 1
      }
      span[place] = pair
      rest -= index - place
      if rest < 0 { return false }
    }
    return true
  }
}
