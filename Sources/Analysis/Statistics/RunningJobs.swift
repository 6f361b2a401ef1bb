/// Finds how many jobs ran at once, of jobs in the order of their starts: as many run as have started, less those that
/// have ended.
struct RunningJobs {
  /// Jobs that are looked at together: their ends are sorted in the processor's cache.
  private static let jobsAtATime = 4096

  private var most = 0
  /// Jobs that are not looked at yet.
  private var jobs: [KeyedValue] = []
  /// The ends, in order, of jobs that have started and are not known to have ended.
  private var ends: [KeyedValue] = []

  /// Adds jobs, the start and the end of each, by their starts.
  @inline(__always)
  mutating func add(_ more: some Collection<KeyedValue>) {
    jobs += more
    // Never fewer than are running, so that these are not sorted too often.
    if jobs.count >= max(RunningJobs.jobsAtATime, ends.count) { look() }
  }

  /// The most that ran at one moment.
  mutating func finish() -> Int {
    look()
    return most
  }

  private mutating func look() {
    let running = ends.count
    for job in jobs { ends.append(KeyedValue(key: job.value, value: 0)) }
    KeyedValue.sort(&ends)
    var ended = 0
    for (index, job) in jobs.enumerated() {
      // What has ended has started before, so there is always one more end.
      while ends[ended].key <= job.key { ended += 1 }
      most = max(most, running + index + 1 - ended)
    }
    ends.removeFirst(ended)
    jobs.removeAll(keepingCapacity: true)
  }
}
