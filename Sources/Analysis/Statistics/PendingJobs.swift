/// Production lines whose numbers are not yet in the figures of their groups.
///
/// Each group keeps some kilobytes, and neighbours belong to different groups: together they fit no cache. So numbers
/// wait here, one after another, until many can be added to each group in one go.
struct PendingJobs: Sendable {
  /// How many may wait: half a megabyte of them, which a core's second cache holds.
  static let limit = 8192

  private var jobs: [JobNumbers] = []

  /// Whether none waits.
  var isEmpty: Bool { jobs.isEmpty }
  /// How many wait.
  var count: Int { jobs.count }

  /// Whether so many more may wait here too.
  func hasRoom(for more: Int) -> Bool {
    jobs.count + more <= PendingJobs.limit
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
  mutating func append(_ next: PendingJobs, at places: [Int]) {
    if jobs.isEmpty, places.indices.allSatisfy({ places[$0] == $0 }) {
      jobs = next.jobs
      return
    }
    for var job in next.jobs {
      if job.group >= 0 { job.group = Int32(truncatingIfNeeded: places[Int(job.group)]) }
      jobs.append(job)
    }
  }

  /// Hands over those without a group, which have the number −1, then those of each group together.
  ///
  /// - Parameter count: how many groups there are.
  func forEachGroup(of count: Int, _ body: (_ group: Int, _ jobs: Span<JobNumbers>) -> Void) {
    // Where the next one of each goes in `order`; at last, where those of each end.
    var ends = [Int](repeating: 0, count: count + 2)
    for index in jobs.indices { ends[Int(jobs[index].group) + 2] += 1 }
    for place in 1..<ends.count { ends[place] += ends[place - 1] }
    var order = [Int](repeating: 0, count: jobs.count)
    for index in jobs.indices {
      let place = Int(jobs[index].group) + 1
      order[ends[place]] = index
      ends[place] += 1
    }
    var start = 0
    for group in -1..<count where ends[group + 1] > start {
      let together = order[start..<ends[group + 1]].map { jobs[$0] }
      body(group, together.span)
      start = ends[group + 1]
    }
  }

  mutating func removeAll() {
    jobs.removeAll(keepingCapacity: true)
  }
}
