/// A production line that failed rules, with its findings, before it is known which of them are new.
struct FailedLine: Sendable {
  /// The place among all production lines that were read.
  private(set) var place: Int
  /// The findings in rulebook order, each with the place of its rule in `Rulebook.all`.
  var findings: [(rule: Int, finding: Finding)] = []

  init(place: Int) {
    self.place = place
  }

  /// Moves it from its place in a part to that in the whole.
  ///
  /// - Parameters:
  ///   - place: production lines that were read before the part.
  ///   - index: those of them in the same source.
  mutating func move(place: Int, index: Int) {
    self.place += place
    for number in findings.indices { findings[number].finding.index += index }
  }
}
