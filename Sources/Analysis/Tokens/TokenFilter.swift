/// Tells fast that all tokens differ, where they do.
///
/// Of each token only a hash is kept. Equal tokens have equal hashes, so if no two hashes agree, all tokens differ:
/// that is exact. If two agree, nothing is known, and `TokenSet` compares the tokens themselves.
///
/// A table has a slot for each value of the first bits of a hash, and in it 31 of its last bits. A hash whose slot is
/// taken by another goes to the next, smaller round, under other first bits. So the loop over the tokens has no branch
/// to be guessed.
struct TokenFilter {
  /// Rows that are hashed before they are put into the table.
  private static let batch = 4_096
  /// The multiplier of wyhash (W. Yi, public domain): odd, with as many ones as zeros.
  private static let multiplier: UInt64 = 0xA076_1D64_78BD_642F
  private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var table: [UInt32]
  private var hashes: [UInt64]
  private var taken: [UInt64]
  /// Hashes whose slot was taken.
  private var rest: [UInt64] = []
  private var room: Int
  private var mayRepeat = false

  /// A filter for so many tokens.
  init(expected: Int) {
    room = expected
    table = [UInt32](repeating: 0, count: TokenFilter.slots(expected))
    hashes = [UInt64](repeating: 0, count: TokenFilter.batch)
    taken = hashes
  }

  /// Bytes that a filter for so many tokens takes; nil where that is more than a number can say.
  static func memory(expected: Int) -> Int? {
    expected < 1 << 40 ? slots(expected) * 4 + expected * 8 + batch * 16 : nil
  }

  /// Adds the tokens of rows that stand one after another, with `TokenSweep.padding` bytes behind.
  mutating func add(_ bytes: RawSpan, rows: Int, _ layout: TokenLayout) {
    if rows > room || mayRepeat {
      mayRepeat = true
      return
    }
    room -= rows
    var next = 0
    while next < rows {
      let count = min(TokenFilter.batch, rows - next)
      TokenFilter.hash(bytes, next..<(next + count), layout, &hashes)
      insert(count)
      next += count
    }
  }

  /// Whether no token can be equal to another; false also where that can't be told.
  mutating func allDiffer() -> Bool {
    while !mayRepeat, rest.count > 1 {
      let again = rest
      rest = []
      table = [UInt32](repeating: 0, count: TokenFilter.slots(again.count))
      var next = 0
      while next < again.count {
        let count = min(TokenFilter.batch, again.count - next)
        // Other bits lead now, since those of one slot agree in the bits that led before.
        for index in 0..<count { hashes[index] = again[next + index] &* TokenFilter.multiplier }
        insert(count)
        next += count
      }
    }
    return !mayRepeat
  }

  private static func slots(_ expected: Int) -> Int {
    1 << max(4, Int.bitWidth - (2 * max(1, expected) - 1).leadingZeroBitCount)
  }

  private mutating func insert(_ count: Int) {
    let found = TokenFilter.insert(hashes, count, &table, &taken)
    if found.mayRepeat { mayRepeat = true }
    rest += taken[..<found.taken]
  }

  private static func insert(
    _ hashes: [UInt64], _ count: Int, _ table: inout [UInt32], _ taken: inout [UInt64]
  ) -> (taken: Int, mayRepeat: Bool) {
    let hashes = hashes.span
    var slots = table.mutableSpan
    var taken = taken.mutableSpan
    let shift = UInt64(slots.count.leadingZeroBitCount + 1)
    var number = 0
    var agreeing: UInt32 = 0
    for index in 0..<count {
      let hash = hashes[index]
      // 0 is an empty slot.
      let mark = UInt32(truncatingIfNeeded: hash) | 1
      let slot = Int(truncatingIfNeeded: hash &>> shift)
      let known = slots[slot]
      slots[slot] = known == 0 ? mark : known
      taken[number] = hash
      number += known == 0 ? 0 : 1
      agreeing |= known == mark ? 1 : 0
    }
    return (number, agreeing != 0)
  }

  /// Hashes each token eight bytes at a time; the last eight overlap those before.
  private static func hash(_ bytes: RawSpan, _ rows: Range<Int>, _ layout: TokenLayout, _ hashes: inout [UInt64]) {
    var hashes = hashes.mutableSpan
    let (stride, length) = (layout.stride, layout.length)
    if length < 8 {
      let mask = UInt64(1) << UInt64(8 * length) - 1
      for row in rows {
        let word = bytes.unsafeLoadUnaligned(fromByteOffset: row &* stride, as: UInt64.self).littleEndian & mask
        hashes[row &- rows.lowerBound] = mix(start, word)
      }
      return
    }
    for row in rows {
      let end = row &* stride &+ length &- 8
      var hash = start
      var position = row &* stride
      while position < end {
        hash = mix(hash, bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
        position &+= 8
      }
      hashes[row &- rows.lowerBound] = mix(hash, bytes.unsafeLoadUnaligned(fromByteOffset: end, as: UInt64.self))
    }
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: multiplier)
    return product.high ^ product.low
  }
}
