/// A key to sort by, and a value that goes with it.
struct KeyedValue: BitwiseCopyable, Equatable, Sendable {
  /// What is sorted by.
  var key: UInt64
  /// What goes with it.
  var value: UInt64

  /// Bytes of a pair in a store.
  static let size = MemoryLayout<KeyedValue>.stride

  private static let digitBits = 11

  /// Sorts by key; pairs of equal keys keep their order. Least significant digit first, 11 bits at a time (D. Knuth,
  /// The Art of Computer Programming, volume 3, 5.2.5); a digit that is the same in all keys costs no pass.
  static func sort(_ pairs: inout [KeyedValue]) {
    guard pairs.count > 1 else { return }
    if pairs.count < 64 { return insertionSort(&pairs) }
    var differing: UInt64 = 0
    for pair in pairs { differing |= pair.key ^ pairs[0].key }
    var scratch: [KeyedValue] = []
    var shift = 0
    while shift < UInt64.bitWidth {
      if (differing >> UInt64(shift)) & (1 << UInt64(digitBits) - 1) != 0 {
        if scratch.isEmpty { scratch = [KeyedValue](repeating: KeyedValue(key: 0, value: 0), count: pairs.count) }
        scatter(pairs, into: &scratch, by: shift)
        swap(&pairs, &scratch)
      }
      shift += digitBits
    }
  }

  private static func scatter(_ pairs: [KeyedValue], into result: inout [KeyedValue], by shift: Int) {
    let mask = UInt64(1 << digitBits - 1)
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for pair in pairs { starts[Int(pair.key >> UInt64(shift) & mask)] += 1 }
    var sum = 0
    for digit in starts.indices {
      let count = starts[digit]
      starts[digit] = sum
      sum += count
    }
    for pair in pairs {
      let digit = Int(pair.key >> UInt64(shift) & mask)
      result[starts[digit]] = pair
      starts[digit] += 1
    }
  }

  private static func insertionSort(_ pairs: inout [KeyedValue]) {
    for index in pairs.indices.dropFirst() {
      let pair = pairs[index]
      var place = index
      while place > 0, pairs[place - 1].key > pair.key {
        pairs[place] = pairs[place - 1]
        place -= 1
      }
      pairs[place] = pair
    }
  }
}
