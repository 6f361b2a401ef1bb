/// Production lines whose numbers are not yet in the figures of their groups.
///
/// Each group keeps some kilobytes, and neighbours belong to different groups: together they fit no cache. So numbers
/// wait here, one after another, until many can be added to each group in one go.
struct PendingJobs: Sendable {
  /// How many may wait: half a megabyte of them, which a core's second cache holds.
  static let limit = 8192

  private var jobs: [JobNumbers] = []
  /// Those of later parts, as they stood there.
  private var later: [[JobNumbers]] = []
  private var laterCount = 0

  /// Whether none waits.
  var isEmpty: Bool { count == 0 }
  /// How many wait.
  var count: Int { jobs.count + laterCount }

  /// Whether so many more may wait here too.
  func hasRoom(for more: Int) -> Bool {
    count + more <= PendingJobs.limit
  }

  /// Makes room for so many, or for all that may wait.
  mutating func reserve(_ count: Int) {
    jobs.reserveCapacity(min(count, PendingJobs.limit))
  }

  /// Adds so many, which the body appends: one after another, without a question for each whether somebody else has the
  /// array.
  @inline(__always)
  mutating func append(_ count: Int, _ body: (inout OutputSpan<JobNumbers>) -> Void) {
    jobs.append(addingCapacity: count, initializingWith: body)
  }

  /// Adds those of another part.
  ///
  /// - Parameter places: where each of its groups stands here.
  mutating func append(_ next: PendingJobs, at places: GroupMoves) {
    var added = next.all
    if places.areAny {
      for index in added.indices where added[index].group >= 0 {
        added[index].group = Int32(truncatingIfNeeded: places[Int(added[index].group)])
      }
    }
    if isEmpty {
      jobs = added
    } else {
      later.append(added)
      laterCount += added.count
    }
  }

  private var all: [JobNumbers] {
    if later.isEmpty { return jobs }
    var all = jobs
    all.reserveCapacity(count)
    for part in later { all += part }
    return all
  }

  /// Hands over those without a group, which have the number −1, then those of each group together.
  func forEachGroup(_ body: (_ group: Int, _ jobs: Span<JobNumbers>) -> Void) {
    let jobs = all
    // Where the next one of each goes in `order`; at last, where those of each end.
    var ends = [0, 0]
    for index in jobs.indices {
      let place = Int(jobs[index].group) + 2
      while place >= ends.count { ends.append(0) }
      ends[place] += 1
    }
    for place in 1..<ends.count { ends[place] += ends[place - 1] }
    var order = [Int](repeating: 0, count: jobs.count)
    for index in jobs.indices {
      let place = Int(jobs[index].group) + 1
      order[ends[place]] = index
      ends[place] += 1
    }
    var start = 0
    for place in ends.indices where ends[place] > start {
      let together = order[start..<ends[place]].map { jobs[$0] }
      body(place - 1, together.span)
      start = ends[place]
    }
  }

  mutating func removeAll() {
    jobs.removeAll(keepingCapacity: true)
    later = []
    laterCount = 0
  }
}
