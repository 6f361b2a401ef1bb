/// The tokens of one production line, to find those that stand in it twice, exactly and in bounded memory.
///
/// A token is a number in base L. Where L^d fits 64 bits, that number is sorted, which tells tokens apart by itself.
/// Otherwise a hash is sorted, and the tokens wait in a store, so that those with equal hashes can be compared.
struct TokenSet {
  /// Where a token stands.
  struct Place: Comparable, Sendable {
    /// The number of the file among those of the production line.
    let file: Int
    /// The row, from 1.
    let row: Int

    static func < (left: Place, right: Place) -> Bool { (left.file, left.row) < (right.file, right.row) }
  }

  /// Tokens of a file that stand before already.
  struct Repeats: Equatable, Sendable {
    var count = 0
    /// The first of them, and where its token stood before.
    var first: Place
    var earlier: Place
  }

  private static let rowBits: UInt64 = 40
  /// Bytes that wait before they go to the store.
  private static let stagingLimit = 1 << 20

  private var runs = SortedRuns()
  private let storage: Storage
  private let base: UInt64
  private let digits: Int
  private let isExact: Bool
  private let seed = UInt64.random(in: .min ... .max)
  private var store: (any ByteStore)?
  private var staging: [UInt8] = []
  private var count: UInt64 = 0

  /// A set of tokens of so many characters of an alphabet of so many.
  init(letters: Int, digits: Int, _ storage: Storage) {
    base = UInt64(letters)
    self.digits = digits
    self.storage = storage
    var power: UInt64 = 1
    var fits = true
    // An alphabet of one character has one token, whatever its length.
    for _ in 0..<(letters == 1 ? 0 : min(digits, 64)) where fits {
      let product = power.multipliedReportingOverflow(by: UInt64(letters))
      power = product.partialValue
      fits = !product.overflow
    }
    isExact = fits && (letters == 1 || digits < 64)
  }

  /// Bytes of a token in the store: its place, then each character's place in the alphabet.
  private var slot: Int { 8 + (isNarrow ? 1 : 4) * digits }

  /// Whether a place in the alphabet fits one byte.
  private var isNarrow: Bool { base <= 256 }

  /// Adds a token.
  mutating func add(_ token: [UInt32], at place: Place) throws(SourceFailure) {
    let packed = UInt64(place.file) << TokenSet.rowBits | UInt64(place.row)
    if isExact {
      var rank: UInt64 = 0
      for letter in token { rank = rank &* base &+ UInt64(letter) }
      try runs.append(key: rank, value: packed, within: storage)
      return
    }
    var mixer = Mixer(seed: seed)
    for letter in token { mixer.add(UInt64(letter)) }
    try runs.append(key: mixer.value, value: count, within: storage)
    count += 1
    append(packed)
    for letter in token {
      if isNarrow { staging.append(UInt8(truncatingIfNeeded: letter)) } else { append(letter) }
    }
    if staging.count >= TokenSet.stagingLimit { try flush() }
  }

  /// The repeats of each file, by its number.
  mutating func repeats() throws(SourceFailure) -> [Int: Repeats] {
    try flush()
    var result: [Int: Repeats] = [:]
    var key: UInt64?
    var group: [UInt64] = []
    let set = self
    try runs.visit { (pair) throws(SourceFailure) in
      if pair.key != key {
        key = pair.key
        group.removeAll(keepingCapacity: true)
      }
      // Of equal tokens the first one is kept.
      for known in group where try set.isSame(known, pair.value) {
        TokenSet.note(try set.place(pair.value), after: try set.place(known), in: &result)
        return
      }
      group.append(pair.value)
    }
    return result
  }

  private static func note(_ place: Place, after earlier: Place, in result: inout [Int: Repeats]) {
    var repeats = result[place.file] ?? Repeats(first: place, earlier: earlier)
    repeats.count += 1
    if place < repeats.first { (repeats.first, repeats.earlier) = (place, earlier) }
    result[place.file] = repeats
  }

  private func isSame(_ one: UInt64, _ other: UInt64) throws(SourceFailure) -> Bool {
    if isExact { return true }
    return try slot(one).dropFirst(8) == slot(other).dropFirst(8)
  }

  private func place(_ value: UInt64) throws(SourceFailure) -> Place {
    let packed = isExact ? value : try slot(value).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    return Place(file: Int(packed >> TokenSet.rowBits), row: Int(packed & (1 << TokenSet.rowBits - 1)))
  }

  private func slot(_ number: UInt64) throws(SourceFailure) -> [UInt8] {
    guard let store else { preconditionFailure("no token was kept") }
    return try store.read(at: Int(number) * slot, count: slot)
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    var rest = value
    for _ in 0..<(value.bitWidth / 8) {
      staging.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  private mutating func flush() throws(SourceFailure) {
    guard !staging.isEmpty else { return }
    let store = self.store ?? storage.make()
    self.store = store
    try store.append(staging.span.bytes)
    staging.removeAll(keepingCapacity: true)
  }
}
