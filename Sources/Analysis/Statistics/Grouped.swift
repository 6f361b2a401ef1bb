/// A value for each pair of an alphabet and a number of characters per token.
///
/// Alphabets are told apart by the bytes of their ids. There are at most 4,096 groups; with one more all are dropped,
/// and no group is ever kept again: which groups there are can't depend on where the input was cut.
public struct Grouped<Value: Mergeable & Sendable>: Mergeable, Sendable {
  /// Most groups that are kept.
  public static var limit: Int { 4096 }

  /// A group and its value.
  public struct Entry: Sendable {
    /// The bytes of the alphabet's id.
    public let name: [UInt8]
    /// Characters per token.
    public let digits: Int
    /// What is kept of the group.
    public internal(set) var value: Value

    /// The alphabet's id.
    public var alphabet: String { String(decoding: name, as: UTF8.self) }
  }

  /// The groups in the order of their first production lines; empty when there are too many.
  private(set) var entries: [Entry] = []
  /// Whether there were more groups than are kept.
  public private(set) var isTooMany = false
  private var places = GroupPlaces()

  public init() {}

  /// The groups of others, with other values.
  init<Other>(like other: Grouped<Other>, _ value: (Other) -> Value) {
    isTooMany = other.isTooMany
    places = other.places
    entries.reserveCapacity(other.entries.count)
    for index in other.entries.indices {
      let entry = other.entries[index]
      entries.append(Entry(name: entry.name, digits: entry.digits, value: value(entry.value)))
    }
  }

  /// The number of groups.
  public var count: Int { entries.count }

  /// The place of a group, nil if it is not known.
  @inline(__always)
  mutating func find(_ name: RawSpan, digits: Int) -> Int? {
    places.find(name, digits: digits)
  }

  /// The same by the place of the alphabet in the catalogue; nil also if it is not remembered.
  @inline(__always)
  func find(_ alphabet: Int, digits: Int) -> Int? {
    places.find(alphabet, digits: digits)
  }

  /// Remembers the place of a group whose alphabet has this place in the catalogue, until that is forgotten.
  mutating func remember(_ alphabet: Int, digits: Int, at place: Int) {
    places.remember(alphabet, digits: digits, at: place)
  }

  /// Forgets the places of alphabets in a catalogue: in another one they have others.
  mutating func forgetCatalogue() {
    places.forgetCatalogue()
  }

  /// Makes a group that is not known yet; nil, and all groups are dropped, if that is one too many.
  mutating func insert(_ name: RawSpan, digits: Int) -> Int? {
    guard !isTooMany, entries.count < Grouped.limit else {
      dropAll()
      return nil
    }
    entries.append(Entry(name: places.append(name, digits: digits), digits: digits, value: Value()))
    return entries.count - 1
  }

  /// The value of the group at a place that `find` or `insert` has returned.
  subscript(place: Int) -> Value {
    _read { yield entries[place].value }
    _modify { yield &entries[place].value }
  }

  /// Drops all groups: there were too many.
  mutating func dropAll() {
    entries = []
    places = GroupPlaces()
    isTooMany = true
  }

  /// Makes the groups of another that are not known here yet.
  ///
  /// - Returns: where each of its groups stands here; nil, and no group is made, if there would be too many.
  mutating func adopt(_ next: Grouped) -> [Int]? {
    guard !isTooMany, !next.isTooMany else { return nil }
    // An entry is large: it is looked at in its place.
    let others = next.entries.span
    var found: [Int?] = []
    found.reserveCapacity(others.count)
    for index in others.indices {
      found.append(place(of: others[index].name, digits: others[index].digits, guess: index))
    }
    guard entries.count + found.count(where: { $0 == nil }) <= Grouped.limit else { return nil }
    return found.enumerated().compactMap { index, place in
      if let place { return place }
      let name = next.entries[index].name
      return insert(name.span.bytes, digits: next.entries[index].digits)
    }
  }

  /// The place of a group, nil if it is not known. It is looked for at the guess first: parts of an input have the
  /// groups of what came before them, in the same order.
  private mutating func place(of name: [UInt8], digits: Int, guess: Int) -> Int? {
    if guess < entries.count, entries[guess].digits == digits, entries[guess].name == name { return guess }
    return find(name.span.bytes, digits: digits)
  }

  public mutating func merge(_ next: Grouped) {
    guard let places = adopt(next) else { return dropAll() }
    for (index, place) in places.enumerated() { entries[place].value.merge(next.entries[index].value) }
  }

  /// The groups with the largest weight first, then by the bytes of the alphabet's id, then by characters per token.
  func sorted(by weight: (Value) -> Int) -> [Entry] {
    entries.sorted { left, right in
      let weights = (weight(left.value), weight(right.value))
      if weights.0 != weights.1 { return weights.0 > weights.1 }
      if left.name != right.name { return left.name.lexicographicallyPrecedes(right.name) }
      return left.digits < right.digits
    }
  }
}

extension Grouped: Equatable where Value: Equatable {
  public static func == (left: Grouped, right: Grouped) -> Bool {
    left.isTooMany == right.isTooMany
      && left.entries.elementsEqual(right.entries) {
        $0.name == $1.name && $0.digits == $1.digits && $0.value == $1.value
      }
  }
}
