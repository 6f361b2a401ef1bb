/// Where groups stand among others, by their places.
struct GroupMoves: Sendable {
  /// All stand in the same places.
  static let none = GroupMoves(known: .max, others: [])

  /// So many stand in the same places.
  private let known: Int
  /// The places of those that follow.
  private let others: [Int]

  init(known: Int, others: [Int]) {
    self.known = known
    self.others = others
  }

  /// The place of a group.
  subscript(place: Int) -> Int { place < known ? place : others[place - known] }

  /// Whether any stands in another place.
  var areAny: Bool { others.indices.contains { others[$0] != known + $0 } }
}
