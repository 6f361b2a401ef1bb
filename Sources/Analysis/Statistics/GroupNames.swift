/// The pairs of an alphabet and a number of characters per token, in the order in which they first occurred.
///
/// Alphabets are told apart by the bytes of their ids. There are at most 4,096 pairs; with one more all are dropped,
/// and none is ever kept again: which ones there are can't depend on where the input was cut. Copies share their
/// memory, so that a part of an input begins with the pairs of the parts before it.
struct GroupNames: Sendable {
  /// Most pairs that are kept.
  static let limit = 4096

  /// The bytes of the alphabet's id of each.
  private(set) var names: [[UInt8]] = []
  /// The characters per token of each.
  private(set) var digits: [Int] = []
  /// Whether there were more than are kept.
  private(set) var isTooMany = false
  private var places = GroupPlaces()

  init() {}

  /// How many there are.
  var count: Int { names.count }

  /// The place of a pair, nil if it is not known.
  @inline(__always)
  mutating func find(_ name: RawSpan, digits: Int) -> Int? {
    places.find(name, digits: digits)
  }

  /// The same by the place of the alphabet in the catalogue; nil also if it is not remembered.
  @inline(__always)
  func find(_ alphabet: Int, digits: Int) -> Int? {
    places.find(alphabet, digits: digits)
  }

  /// Remembers the place of a pair whose alphabet has this place in the catalogue, until that is forgotten.
  mutating func remember(_ alphabet: Int, digits: Int, at place: Int) {
    places.remember(alphabet, digits: digits, at: place)
  }

  /// Forgets the places of alphabets in a catalogue: in another one they have others.
  mutating func forgetCatalogue() {
    places.forgetCatalogue()
  }

  /// Adds a pair that is not known yet; nil, and all are dropped, if that is one too many.
  mutating func insert(_ name: RawSpan, digits: Int) -> Int? {
    guard !isTooMany, count < GroupNames.limit else {
      dropAll()
      return nil
    }
    names.append(places.append(name, digits: digits))
    self.digits.append(digits)
    return count - 1
  }

  /// Drops all: there were too many.
  mutating func dropAll() {
    self = GroupNames()
    isTooMany = true
  }

  /// Adds the pairs of others that are not known here yet.
  ///
  /// - Parameter known: so many of theirs stand in the same places here: a part that began with them has those.
  /// - Returns: where each of theirs stands here; nil, and none is added, if there would be too many.
  mutating func adopt(_ next: GroupNames, known: Int) -> GroupMoves? {
    guard !isTooMany, !next.isTooMany else { return nil }
    let others = known..<next.count
    let found = others.map { place(of: next.names[$0], digits: next.digits[$0], guess: $0) }
    guard count + found.count(where: { $0 == nil }) <= GroupNames.limit else { return nil }
    let moves = GroupMoves(
      known: known,
      others: zip(others, found).compactMap { index, place in
        if let place { return place }
        let name = next.names[index]
        return insert(name.span.bytes, digits: next.digits[index])
      })
    if count == next.count, !moves.areAny { places.learn(from: next.places) }
    return moves
  }

  /// The place of a pair, nil if it is not known. It is looked for at the guess first: neighbouring parts of an input
  /// have mostly met new pairs in the same order.
  private mutating func place(of name: [UInt8], digits: Int, guess: Int) -> Int? {
    if guess < count, self.digits[guess] == digits, names[guess] == name { return guess }
    return find(name.span.bytes, digits: digits)
  }
}

extension GroupNames: Equatable {
  static func == (left: GroupNames, right: GroupNames) -> Bool {
    left.isTooMany == right.isTooMany && left.digits == right.digits && left.names == right.names
  }
}
