/// The production lines of a batch that count, by their facts: neighbours share a few.
struct GroupedLines: Sendable {
  /// Production lines with the same facts.
  struct Group: Sendable {
    let facts: LineFacts
    /// Where their places stand in `places`.
    fileprivate(set) var range = 0..<0
  }

  /// The production lines, in input order.
  let lines: [ProductionLine]
  /// The groups in the order of their first production lines.
  private(set) var groups: [Group] = []
  /// The places of production lines, those of a group together and in input order.
  private(set) var places: [Int]

  /// Slots of the memo: few groups fall on one.
  private static let slots = 256

  init(_ lines: [ProductionLine]) {
    self.lines = lines
    places = [Int](repeating: 0, count: lines.count)
    // Spans spare the question at each write whether somebody else has the array.
    var countArray = [Int](repeating: 0, count: lines.count)
    var groupArray = [Int](repeating: 0, count: lines.count)
    // The group that was last found with this slot, −1 for none.
    var memoArray = [Int](repeating: -1, count: GroupedLines.slots)
    var counts = countArray.mutableSpan
    var groupOfLine = groupArray.mutableSpan
    var memo = memoArray.mutableSpan
    let span = lines.span
    for index in span.indices {
      let facts = LineFacts(span[index])
      let slot = Int(truncatingIfNeeded: facts.mixed &>> 56)
      var group = memo[slot]
      if group < 0 || groups[group].facts != facts {
        group = find(facts)
        if group == groups.count { groups.append(Group(facts: facts)) }
        memo[slot] = group
      }
      counts[group] &+= 1
      groupOfLine[index] = group
    }
    var start = 0
    for group in groups.indices {
      groups[group].range = start..<(start + counts[group])
      start += counts[group]
      // From now on: where the next one goes.
      counts[group] = groups[group].range.lowerBound
    }
    var order = places.mutableSpan
    for index in groupOfLine.indices {
      let group = groupOfLine[index]
      order[counts[group]] = index
      counts[group] &+= 1
    }
  }

  /// The group of these facts; the number of groups if there is none.
  @inline(never)
  private func find(_ facts: LineFacts) -> Int {
    groups.firstIndex { $0.facts == facts } ?? groups.count
  }
}
