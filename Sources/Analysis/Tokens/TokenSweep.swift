/// Counts which byte stands how often at each place of the rows of a file, and nothing else.
///
/// That tells all that matters where rows are of one size: whether every byte is one that may stand at its place, the
/// XOR of the characters at each place (those that stand there an odd number of times), and how often each character
/// stands there. It takes one addition a byte; `TokenScanner` is the slow twin, which says what is wrong and where.
struct TokenSweep {
  /// Bytes that must follow the last row, since eight are read at a time.
  static let padding = 8
  /// Bytes that a counter may count: it has 16 bits.
  private static let rowLimit = 0xFFFF

  private let layout: TokenLayout
  /// The counter of a byte at a place is at place · 256 + byte.
  private var counters = [UInt16](repeating: 0, count: TokenLayout.longestRow << 8)
  private var sums: [Int]
  private var uncollected = 0
  /// Rows so far.
  private(set) var rows = 0

  /// A sweep of rows of this layout.
  init(_ layout: TokenLayout) {
    self.layout = layout
    sums = [Int](repeating: 0, count: layout.stride << 8)
  }

  /// Counts rows that stand one after another, each with its newline, with `padding` bytes behind.
  mutating func add(_ bytes: RawSpan, rows added: Int) {
    var next = 0
    while next < added {
      let count = min(added - next, TokenSweep.rowLimit - uncollected)
      TokenSweep.count(bytes, next..<(next + count), stride: layout.stride, &counters)
      next += count
      uncollected += count
      if uncollected == TokenSweep.rowLimit { collect() }
    }
    rows += added
  }

  /// How often each character of the alphabet stands at each place, those of the first place first; nil if any byte of
  /// any row is not one that may stand at its place.
  mutating func letterCounts() -> [Int]? {
    collect()
    let newlines = layout.length << 8 + Int(UInt8(ascii: "\n"))
    guard sums[newlines] == rows else { return nil }
    let letters = layout.codePoints.count
    var counts = [Int](repeating: 0, count: layout.digits * letters)
    for digit in 0..<layout.digits {
      for part in 0..<layout.width {
        let start = (digit * layout.width + part) << 8
        if part != layout.varying {
          guard sums[start + Int(layout.model[part])] == rows else { return nil }
          continue
        }
        var sum = 0
        for byte in 0..<256 {
          guard let place = layout.places[byte] else { continue }
          counts[digit * letters + place] = sums[start + byte]
          sum += sums[start + byte]
        }
        guard sum == rows else { return nil }
      }
    }
    return counts
  }

  private mutating func collect() {
    for index in sums.indices { sums[index] += Int(counters[index]) }
    for index in counters.indices { counters[index] = 0 }
    uncollected = 0
  }

  /// Where the number of counters is known, and an index is made of bits, no check of it is left in the loop.
  private static func count(_ bytes: RawSpan, _ rows: Range<Int>, stride: Int, _ counters: inout [UInt16]) {
    var all = counters.mutableSpan
    guard all.count == TokenLayout.longestRow << 8 else { preconditionFailure("not the counters of a row") }
    for row in rows {
      var place = 0
      while place < stride {
        let word = bytes.unsafeLoadUnaligned(fromByteOffset: row &* stride &+ place, as: UInt64.self)
        let start = (place & 0xF8) << 8
        let count = stride &- place
        all[start | byte(0, of: word)] &+= 1
        if count >= 8 {
          all[start | 0x100 | byte(1, of: word)] &+= 1
          all[start | 0x200 | byte(2, of: word)] &+= 1
          all[start | 0x300 | byte(3, of: word)] &+= 1
          all[start | 0x400 | byte(4, of: word)] &+= 1
          all[start | 0x500 | byte(5, of: word)] &+= 1
          all[start | 0x600 | byte(6, of: word)] &+= 1
          all[start | 0x700 | byte(7, of: word)] &+= 1
        } else {
          if count > 1 { all[start | 0x100 | byte(1, of: word)] &+= 1 }
          if count > 2 { all[start | 0x200 | byte(2, of: word)] &+= 1 }
          if count > 3 { all[start | 0x300 | byte(3, of: word)] &+= 1 }
          if count > 4 { all[start | 0x400 | byte(4, of: word)] &+= 1 }
          if count > 5 { all[start | 0x500 | byte(5, of: word)] &+= 1 }
          if count > 6 { all[start | 0x600 | byte(6, of: word)] &+= 1 }
        }
        place &+= 8
      }
    }
  }

  @inline(__always)
  private static func byte(_ number: UInt64, of word: UInt64) -> Int {
    Int(UInt8(truncatingIfNeeded: word.littleEndian &>> (8 &* number)))
  }
}
