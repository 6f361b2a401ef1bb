/// Finds the place of a group by the bytes of its alphabet's id and its characters per token.
///
/// It is asked once for each production line, so it allocates nothing then. A small memo answers nearly always; what it
/// doesn't know is looked up by a seeded hash, so that no choice of names makes that slow.
struct GroupPlaces: Sendable {
  private struct Key: Equatable {
    let name: ShortName
    let digits: Int

    /// A place in the memo.
    var memoSlot: Int { Int(truncatingIfNeeded: name.mixed(with: digits) &>> 56) }
  }

  /// A group by numbers: the place of its alphabet in a catalogue, and its digits.
  private struct Numbered {
    var alphabet = -1
    var digits = 0
    var place = 0

    static let slots = 1024

    @inline(__always)
    static func slot(_ alphabet: Int, _ digits: Int) -> Int { (alphabet &* 61 &+ digits) & (slots - 1) }
  }

  private var keys: [Key] = []
  /// The whole names that a `ShortName` doesn't tell, empty ones for others.
  private var longNames: [[UInt8]] = []
  /// The group that was last found with this slot, −1 for none.
  private var memo: [Int32] = []
  /// The group that was last remembered in each slot, by the place of its alphabet in a catalogue.
  private var numbered: [Numbered] = []
  /// How many slots of it are taken.
  private var numberedCount = 0
  /// Open addressing: the group at each slot, −1 for none; at most half of them are taken.
  private var table: [Int32] = []

  init() {}

  @inline(__always)
  mutating func find(_ name: RawSpan, digits: Int) -> Int? {
    guard !keys.isEmpty else { return nil }
    let key = Key(name: ShortName(name), digits: digits)
    let guess = Int(memo[key.memoSlot])
    if guess >= 0, matches(guess, key, name) { return guess }
    return search(key, name)
  }

  @inline(__always)
  func find(_ alphabet: Int, digits: Int) -> Int? {
    guard !numbered.isEmpty else { return nil }
    let guess = numbered[Numbered.slot(alphabet, digits)]
    return guess.alphabet == alphabet && guess.digits == digits ? guess.place : nil
  }

  mutating func remember(_ alphabet: Int, digits: Int, at place: Int) {
    if numbered.isEmpty { numbered = [Numbered](repeating: Numbered(), count: Numbered.slots) }
    let slot = Numbered.slot(alphabet, digits)
    if numbered[slot].alphabet < 0 { numberedCount += 1 }
    numbered[slot] = Numbered(alphabet: alphabet, digits: digits, place: place)
  }

  mutating func forgetCatalogue() {
    numbered = []
    numberedCount = 0
  }

  /// Remembers what others do, if that is more: they have the same groups in the same places, and the same catalogue.
  mutating func learn(from others: GroupPlaces) {
    guard others.numberedCount > numberedCount else { return }
    numbered = others.numbered
    numberedCount = others.numberedCount
  }

  /// Adds the next group, which must not be known yet, and returns the bytes of its name.
  mutating func append(_ name: RawSpan, digits: Int) -> [UInt8] {
    if memo.isEmpty { memo = [Int32](repeating: -1, count: 256) }
    let key = Key(name: ShortName(name), digits: digits)
    var bytes: [UInt8] = []
    for index in 0..<name.byteCount { bytes.append(name.unsafeLoad(fromByteOffset: index, as: UInt8.self)) }
    keys.append(key)
    longNames.append(key.name.isWhole ? [] : bytes)
    if keys.count * 2 > table.count {
      table = [Int32](repeating: -1, count: max(64, table.count * 2))
      for place in keys.indices { enter(place) }
    } else {
      enter(keys.count - 1)
    }
    return bytes
  }

  private mutating func enter(_ place: Int) {
    let longName = longNames[place]
    var slot = slot(of: keys[place], longName.span.bytes)
    while table[slot] >= 0 { slot = (slot + 1) % table.count }
    table[slot] = Int32(place)
  }

  @inline(never)
  private mutating func search(_ key: Key, _ name: RawSpan) -> Int? {
    var slot = slot(of: key, name)
    while table[slot] >= 0 {
      let place = Int(table[slot])
      if matches(place, key, name) {
        memo[key.memoSlot] = Int32(place)
        return place
      }
      slot = (slot + 1) % table.count
    }
    return nil
  }

  @inline(__always)
  private func matches(_ place: Int, _ key: Key, _ name: RawSpan) -> Bool {
    guard keys[place] == key else { return false }
    if key.name.isWhole { return true }
    for (index, byte) in longNames[place].enumerated() {
      if byte != name.unsafeLoad(fromByteOffset: index, as: UInt8.self) { return false }
    }
    return true
  }

  /// Where the search in the table begins; the hash is seeded anew for each process, and no result depends on it.
  private func slot(of key: Key, _ name: RawSpan) -> Int {
    var hasher = Hasher()
    hasher.combine(key.name.head)
    hasher.combine(key.name.tail)
    hasher.combine(key.name.count)
    hasher.combine(key.digits)
    if !key.name.isWhole {
      for index in 8..<(key.name.count - 8) { hasher.combine(name.unsafeLoad(fromByteOffset: index, as: UInt8.self)) }
    }
    return Int(truncatingIfNeeded: UInt(bitPattern: hasher.finalize()) % UInt(table.count))
  }
}
