/// The rates of jobs that had ended on the older side of a comparison, and of those that have ended since, by group.
struct ComparedRates: Sendable {
  /// The rates of a group.
  struct Group: Mergeable, Equatable, Sendable {
    /// Of jobs that the older side has as ended.
    var old = Spread()
    /// Of jobs that have ended since.
    var new = Spread()

    mutating func merge(_ next: Group) {
      old.merge(next.old)
      new.merge(next.new)
    }
  }

  private(set) var groups = Grouped<Group>()
  /// Those of the older side, once it has ended.
  private var older = Grouped<Group>()

  /// Adds the rate of a production line of one side, if it has ended.
  mutating func add(_ line: ProductionLine, _ context: RuleContext, on side: ComparedSide) {
    guard line.phase == .after, line.hasAll(FieldSet([.rate, .alphabet, .digits])) else { return }
    let name = context.texts.bytes(of: line.alphabetID)
    add(line.rate, on: side, name.span.bytes, digits: line.digits)
  }

  /// Adds a rate.
  mutating func add(_ rate: Int, on side: ComparedSide, _ alphabet: RawSpan, digits: Int) {
    guard let place = groups.find(alphabet, digits: digits) ?? groups.insert(alphabet, digits: digits) else { return }
    switch side {
    case .older: groups[place].old.add(rate)
    case .newer: groups[place].new.add(rate)
    }
  }

  /// Ends the older side.
  mutating func endOlder() { older = groups }

  /// Forgets the newer side.
  mutating func forgetNewer() { groups = older }
}
