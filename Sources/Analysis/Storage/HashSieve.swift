/// Finds the hashes that may stand twice among many, without sorting all of them.
///
/// They are distributed by their upper bits into ranges that fit the cache of a core. Of each range a `TwiceFilter`
/// tells which hashes stand once; nearly all of them do.
///
/// A hash stands in a word, above a place, with as many of its lower bits as there is room for.
struct HashSieve {
  private struct Layout {
    /// About so many hashes are in a range.
    static let rangeSize = 1 << 14

    /// How many ranges there are.
    let ranges: Int
    /// Words that a range has room for: an eighth more than its share, which is far more than chance needs.
    let room: Int
    private let shift: UInt64

    init(count: Int) {
      let bits = max(1, Int.bitWidth - (count / Layout.rangeSize).leadingZeroBitCount)
      ranges = 1 << bits
      let share = count >> bits
      room = share + share / 8 + 64
      shift = UInt64(UInt64.bitWidth - bits)
    }

    @inline(__always)
    func range(of word: UInt64) -> Int { Int(truncatingIfNeeded: word &>> shift) }
  }

  private let layout: Layout
  private var words: [UInt64]
  /// Where the next word of each range goes.
  private var ends: [Int]
  /// Words that found no room in their range: of hashes that stand there again and again.
  private var others: [UInt64] = []

  private init(_ added: Span<UInt64>) {
    let layout = Layout(count: added.count)
    self.layout = layout
    words = [UInt64](repeating: 0, count: layout.ranges * layout.room)
    ends = (0..<layout.ranges).map { $0 * layout.room }
    HashSieve.add(added, layout, to: &words, &ends, &others)
  }

  /// Adds words: spans of what is written spare the question at each whether somebody else has it.
  private static func add(
    _ added: Span<UInt64>, _ layout: Layout, to words: inout [UInt64], _ ends: inout [Int], _ others: inout [UInt64]
  ) {
    var words = words.mutableSpan
    var ends = ends.mutableSpan
    for index in added.indices {
      let range = layout.range(of: added[index])
      let end = ends[range]
      if end < (range &+ 1) &* layout.room {
        words[end] = added[index]
        ends[range] = end &+ 1
      } else {
        others.append(added[index])
      }
    }
  }

  /// Calls the body with each hash that stands twice, as far as words have its bits, and its place: equal ones one
  /// after another, by their places.
  ///
  /// - Parameter placeBits: the lower bits of a word that are its place, which no two share.
  static func visit<Failure>(
    _ words: [UInt64], placeBits: UInt64, _ body: (_ hash: UInt64, _ place: Int) throws(Failure) -> Void
  ) throws(Failure) {
    if words.count <= 2 * Layout.rangeSize {
      try visit(range: words.span, placeBits, body)
    } else {
      try HashSieve(words.span).visit(placeBits, body)
    }
  }

  private func visit<Failure>(
    _ placeBits: UInt64, _ body: (_ hash: UInt64, _ place: Int) throws(Failure) -> Void
  ) throws(Failure) {
    // By their ranges and hashes; of equal ones by their places.
    let others = others.sorted()
    var next = 0
    for range in ends.indices {
      var last = next
      while last < others.count, layout.range(of: others[last]) == range { last += 1 }
      let fitting = (range * layout.room)..<ends[range]
      if last == next {
        try HashSieve.visit(range: words.span.extracting(fitting), placeBits, body)
      } else {
        let all = Array(words[fitting] + others[next..<last])
        try HashSieve.visit(range: all.span, placeBits, body)
      }
      next = last
    }
  }

  /// The same for the words of a range.
  private static func visit<Failure>(
    range words: Span<UInt64>, _ placeBits: UInt64, _ body: (_ hash: UInt64, _ place: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var first = TwiceFilter(for: words.count)
    for index in words.indices { first.add(words[index] &>> placeBits) }
    var passed: [UInt64] = []
    for index in words.indices where first.mayBeTwice(words[index] &>> placeBits) { passed.append(words[index]) }
    // Those that pass by chance are filtered once more, by all bits.
    var second = TwiceFilter(for: passed.count)
    for word in passed { second.add(mixed(word, placeBits)) }
    // The few that are left are sorted: by their hashes, of equal ones by their places.
    let left = passed.filter { second.mayBeTwice(mixed($0, placeBits)) }.sorted()
    for index in left.indices {
      let hash = left[index] &>> placeBits
      let isTwice =
        index > 0 && left[index - 1] &>> placeBits == hash
        || index + 1 < left.count && left[index + 1] &>> placeBits == hash
      if isTwice { try body(hash, Int(truncatingIfNeeded: left[index] & (1 &<< placeBits &- 1))) }
    }
  }

  /// Bits that depend on all of a word's hash.
  @inline(__always)
  private static func mixed(_ word: UInt64, _ placeBits: UInt64) -> UInt64 {
    (word &>> placeBits) &* 0x9E37_79B9_7F4A_7C15 &>> 32
  }
}
