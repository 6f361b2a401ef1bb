/// A key to sort by, and a value that goes with it.
struct KeyedValue: BitwiseCopyable, Equatable, Sendable {
  /// What is sorted by.
  var key: UInt64
  /// What goes with it.
  var value: UInt64

  /// Bytes of a pair in a store.
  static let size = MemoryLayout<KeyedValue>.stride

  private static let digitBits = 11

  /// Sorts by key; pairs of equal keys keep their order. Digits of 11 bits are distributed, the least significant first
  /// (D. Knuth, The Art of Computer Programming, volume 3, 5.2.5), but only as many of the leading ones as nearly tell the
  /// keys apart; insertion does the rest.
  static func sort(_ pairs: inout [KeyedValue]) {
    if pairs.count < 64 {
      insertionSort(&pairs)
      return
    }
    var differing: UInt64 = 0
    for pair in pairs { differing |= pair.key ^ pairs[0].key }
    let width = UInt64.bitWidth - differing.leadingZeroBitCount
    let enough = (Int.bitWidth - pairs.count.leadingZeroBitCount + 2 + digitBits - 1) / digitBits * digitBits
    distribute(&pairs, from: max(0, width - enough), below: width)
    // Keys that crowd together have long runs of equal leading digits.
    if width > enough, !insertionSort(&pairs, limit: 8 * pairs.count) { distribute(&pairs, from: 0, below: width) }
  }

  private static func distribute(_ pairs: inout [KeyedValue], from first: Int, below width: Int) {
    guard first < width else { return }
    var scratch = [KeyedValue](repeating: KeyedValue(key: 0, value: 0), count: pairs.count)
    for shift in stride(from: first, to: width, by: digitBits) {
      scatter(pairs, into: &scratch, by: shift)
      swap(&pairs, &scratch)
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

  /// - Returns: false if it was given up after so many moves.
  @discardableResult
  private static func insertionSort(_ pairs: inout [KeyedValue], limit: Int = .max) -> Bool {
    var moves = 0
    for index in pairs.indices.dropFirst() where pairs[index - 1].key > pairs[index].key {
      let pair = pairs[index]
      var place = index
      while place > 0, pairs[place - 1].key > pair.key {
        pairs[place] = pairs[place - 1]
        place -= 1
        moves += 1
      }
      pairs[place] = pair
      if moves > limit { return false }
    }
    return true
  }
}
