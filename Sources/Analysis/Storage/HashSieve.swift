/// Finds the hashes that may stand twice among many, without sorting all of them.
///
/// They are distributed by their upper bits into ranges that fit the cache of a core. Of each range a `TwiceFilter`
/// tells which hashes stand once; nearly all of them do.
struct HashSieve {
  /// For each hash a word: its place in the lower bits, above it as much of the hash as there is room for.
  private struct Layout {
    /// About so many hashes are in a range.
    private static let rangeSize = 1 << 14

    /// How many ranges there are.
    let ranges: Int
    /// Words that a range has room for: an eighth more than its share, which is far more than chance needs.
    let room: Int
    let placeBits: UInt64
    private let shift: UInt64

    init(count: Int, placeBits: UInt64) {
      let bits = max(1, Int.bitWidth - (count / Layout.rangeSize).leadingZeroBitCount)
      ranges = 1 << bits
      let share = count >> bits
      room = share + share / 8 + 64
      self.placeBits = placeBits
      shift = UInt64(UInt64.bitWidth - bits)
    }

    @inline(__always)
    func word(_ hash: UInt64, _ place: Int) -> UInt64 { hash &<< placeBits | UInt64(truncatingIfNeeded: place) }

    @inline(__always)
    func range(of word: UInt64) -> Int { Int(truncatingIfNeeded: word &>> shift) }

    @inline(__always)
    func hash(of word: UInt64) -> UInt64 { word &>> placeBits }

    func place(of word: UInt64) -> Int { Int(truncatingIfNeeded: word & (1 &<< placeBits &- 1)) }
  }

  private let layout: Layout
  private var words: [UInt64]
  /// Where the next word of each range goes.
  private var ends: [Int]
  /// Words that found no room in their range: of hashes that stand there again and again.
  private var others: [UInt64] = []

  /// A sieve for hashes with places below a number.
  init(places: Int) {
    self.init(count: places, placeBits: UInt64(Int.bitWidth - places.leadingZeroBitCount))
  }

  /// A sieve for so many words.
  ///
  /// - Parameter placeBits: the lower bits of a word that are its place.
  init(count: Int, placeBits: UInt64) {
    let layout = Layout(count: count, placeBits: placeBits)
    self.layout = layout
    words = [UInt64](repeating: 0, count: layout.ranges * layout.room)
    ends = (0..<layout.ranges).map { $0 * layout.room }
  }

  /// Adds hashes of 56 bits, each with a place of its own.
  ///
  /// - Parameter hash: the hash of a place, nil without one.
  @inline(__always)
  mutating func add(_ places: Range<Int>, _ hash: (_ place: Int) -> UInt64?) {
    let layout = layout
    HashSieve.add(places, layout, to: &words, &ends, &others) { place in
      hash(place).map { layout.word($0, place) }
    }
  }

  /// Adds words in which hashes stand above their places.
  mutating func add(_ added: [UInt64]) {
    HashSieve.add(added.indices, layout, to: &words, &ends, &others) { added[$0] }
  }

  /// Adds words to parts of a sieve: spans of them spare the question at each write whether somebody else has the
  /// arrays.
  @inline(__always)
  private static func add(
    _ places: Range<Int>, _ layout: Layout, to words: inout [UInt64], _ ends: inout [Int], _ others: inout [UInt64],
    _ word: (_ place: Int) -> UInt64?
  ) {
    var words = words.mutableSpan
    var ends = ends.mutableSpan
    for place in places {
      guard let word = word(place) else { continue }
      let range = layout.range(of: word)
      let end = ends[range]
      if end < (range &+ 1) &* layout.room {
        words[end] = word
        ends[range] = end &+ 1
      } else {
        others.append(word)
      }
    }
  }

  /// Calls the body with each hash that may stand twice, or its lower bits at least, and its place. Places of equal
  /// hashes come in the order in which they were added.
  func visit<Failure>(_ body: (_ hash: UInt64, _ place: Int) throws(Failure) -> Void) throws(Failure) {
    // By their ranges and hashes; of equal ones by their places.
    let others = others.sorted()
    var next = 0
    for range in ends.indices {
      var last = next
      while last < others.count, layout.range(of: others[last]) == range { last += 1 }
      let fitting = (range * layout.room)..<ends[range]
      if last == next {
        try visit(words.span.extracting(fitting), body)
      } else {
        let all = Array(words[fitting] + others[next..<last])
        try visit(all.span, body)
      }
      next = last
    }
  }

  /// The same for the words of a range.
  private func visit<Failure>(
    _ words: Span<UInt64>, _ body: (_ hash: UInt64, _ place: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var first = TwiceFilter(for: words.count)
    for index in words.indices { first.add(layout.hash(of: words[index])) }
    var passed: [UInt64] = []
    for index in words.indices where first.mayBeTwice(layout.hash(of: words[index])) { passed.append(words[index]) }
    // Those that pass by chance are filtered once more, by other bits.
    var second = TwiceFilter(for: passed.count)
    for word in passed { second.add(layout.hash(of: word) &>> HashSieve.firstBits) }
    for word in passed where second.mayBeTwice(layout.hash(of: word) &>> HashSieve.firstBits) {
      try body(layout.hash(of: word), layout.place(of: word))
    }
  }

  /// Bits of a hash that the first filter of a range looks at.
  private static let firstBits: UInt64 = 18
}
