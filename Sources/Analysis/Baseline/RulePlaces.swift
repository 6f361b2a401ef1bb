/// Some rules, by their places in the rulebook.
struct RulePlaces: Equatable, Sendable {
  /// How many rules there may be.
  static let limit = UInt64.bitWidth

  private var bits: UInt64 = 0

  /// Adds a rule.
  mutating func insert(_ place: Int) {
    precondition(place < RulePlaces.limit, "more rules than there is room for")
    bits |= 1 << UInt64(place)
  }

  /// Whether a rule is among them.
  func contains(_ place: Int) -> Bool { bits >> UInt64(place) & 1 == 1 }

  /// The rules of both.
  func union(_ other: RulePlaces) -> RulePlaces {
    var all = self
    all.bits |= other.bits
    return all
  }
}
