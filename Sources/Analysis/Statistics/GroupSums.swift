/// What the production lines of a group add up to, in any order.
struct GroupSums: Mergeable, Equatable, Sendable {
  /// What was delivered, at which rate, and how long the steps took.
  private(set) var jobs = JobFigures()
  /// The rates of production lines that have ended, by the time of their end.
  private(set) var course = RateCourse()

  init() {}

  /// Adds production lines.
  mutating func add(_ lines: Span<JobNumbers>) {
    jobs.add(lines)
    course.add(lines) { $0.has([.hasEnded, .rate, .ended]) ? ($0.rate, $0.ended) : nil }
  }

  mutating func merge(_ next: GroupSums) {
    jobs.merge(next.jobs)
    course.merge(next.course)
  }
}
