/// How many jobs ran at once: the time from start to end of each.
public struct Concurrency: Mergeable, Sendable {
  private var intervals = SortedRuns()
  private var failure: SourceFailure?

  public init() {}

  /// Bytes in memory.
  var memory: Int { intervals.buffered * KeyedValue.size }

  /// Adds a job; one that ended before it started ran at no time.
  @inline(__always)
  mutating func add(from started: Timestamp, to ended: Timestamp) {
    guard started < ended else { return }
    intervals.append(key: Concurrency.bits(started.milliseconds), value: Concurrency.bits(ended.milliseconds))
  }

  /// A number whose unsigned order is that of the time, also before 1970.
  @inline(__always)
  private static func bits(_ milliseconds: Int) -> UInt64 {
    UInt64(bitPattern: Int64(milliseconds)) ^ 1 << 63
  }

  public mutating func merge(_ next: Concurrency) {
    failure = failure ?? next.failure
    do throws(SourceFailure) { try intervals.merge(next.intervals) } catch { failure = failure ?? error }
  }

  /// Moves what is in memory to a store.
  mutating func spill(_ storage: Storage) {
    do throws(SourceFailure) { try intervals.spill(storage) } catch { failure = failure ?? error }
  }

  /// The most jobs that ran at one moment, in O(n log n). A job that starts in the millisecond in which another ends does
  /// not run at once with it.
  mutating func mostAtOnce() throws(SourceFailure) -> Int {
    if let failure { throw failure }
    if let starts = intervals.sorted() { return Concurrency.mostAtOnce(starts) }
    var most = 0
    var ends = MinHeap<UInt64>()
    try intervals.visit { (interval) throws(SourceFailure) in
      while let end = ends.least, end <= interval.key { _ = ends.removeLeast() }
      ends.insert(interval.value)
      most = max(most, ends.count)
    }
    return most
  }

  /// Jobs that are looked at together: their ends are sorted in the processor's cache.
  private static let jobsAtATime = 4096

  /// The same of jobs in the order of their starts, all in memory: as many run as have started, less those that have
  /// ended.
  private static func mostAtOnce(_ starts: [KeyedValue]) -> Int {
    var most = 0
    // The ends, in order, of jobs that have started and are not known to have ended.
    var ends: [KeyedValue] = []
    var first = 0
    while first < starts.count {
      // Never fewer than are running, so that these are not sorted too often.
      let jobs = first..<min(starts.count, first + max(jobsAtATime, ends.count))
      let running = ends.count
      for index in jobs { ends.append(KeyedValue(key: starts[index].value, value: 0)) }
      KeyedValue.sort(&ends)
      var ended = 0
      for index in jobs {
        // What has ended has started before, so there is always one more end.
        while ends[ended].key <= starts[index].key { ended += 1 }
        most = max(most, running + index - first + 1 - ended)
      }
      ends.removeFirst(ended)
      first = jobs.upperBound
    }
    return most
  }
}
