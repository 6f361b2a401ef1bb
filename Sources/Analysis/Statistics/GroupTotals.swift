/// The sums of production lines by the places of their groups, and of those that stand in none. Which groups these are,
/// whoever keeps them knows.
struct GroupTotals: Sendable {
  /// Groups that come later than all of which there is a production line are not here.
  private var groups: [GroupSums] = []
  /// Production lines that stand in no group: those without one, and all once there were too many groups.
  private(set) var rest = JobFigures()

  /// The sums of a group.
  subscript(place: Int) -> GroupSums { place < groups.count ? groups[place] : GroupSums() }

  /// The figures of all production lines.
  var all: JobFigures {
    groups.reduce(into: rest) { $0.merge($1.jobs) }
  }

  /// Adds production lines, each to its group.
  mutating func add(_ waiting: PendingJobs) {
    waiting.forEachGroup { group, jobs in
      if group < 0 {
        rest.add(jobs)
      } else {
        makeGroup(group)
        groups[group].add(jobs)
      }
    }
  }

  /// Adds the sums of other production lines.
  ///
  /// - Parameter places: where each of their groups stands here.
  mutating func add(_ next: GroupTotals, at places: GroupMoves = .none) {
    for (index, sums) in next.groups.enumerated() where sums.jobs.productionLines > 0 {
      let place = places[index]
      makeGroup(place)
      groups[place].merge(sums)
    }
    rest.merge(next.rest)
  }

  private mutating func makeGroup(_ place: Int) {
    while groups.count <= place { groups.append(GroupSums()) }
  }

  /// Puts all groups together.
  mutating func dropGroups() {
    rest = all
    groups = []
  }
}
