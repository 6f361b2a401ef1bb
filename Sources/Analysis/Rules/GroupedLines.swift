/// The production lines of a batch that count, by their facts: neighbours share a few.
public struct GroupedLines: Sendable {
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
    var counts: [Int] = []
    var groupOfLine = [Int](repeating: 0, count: lines.count)
    // The group that was last found with this slot, −1 for none.
    var memo = [Int](repeating: -1, count: GroupedLines.slots)
    for index in lines.indices {
      let facts = LineFacts(lines[index])
      let slot = Int(truncatingIfNeeded: facts.mixed &>> 56)
      var group = memo[slot]
      if group < 0 || groups[group].facts != facts {
        group = find(facts)
        if group == groups.count {
          groups.append(Group(facts: facts))
          counts.append(0)
        }
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
    for index in lines.indices {
      let group = groupOfLine[index]
      places[counts[group]] = index
      counts[group] &+= 1
    }
  }

  /// The group of these facts; the number of groups if there is none.
  @inline(never)
  private func find(_ facts: LineFacts) -> Int {
    groups.firstIndex { $0.facts == facts } ?? groups.count
  }
}
