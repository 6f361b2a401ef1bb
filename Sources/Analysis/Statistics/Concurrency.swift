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
    var most = 0
    var ends = MinHeap<UInt64>()
    try intervals.visit { (interval) throws(SourceFailure) in
      if let end = ends.least, end <= interval.key {
        ends.replaceLeast(with: interval.value)
        while let end = ends.least, end <= interval.key { _ = ends.removeLeast() }
      } else {
        ends.insert(interval.value)
      }
      most = max(most, ends.count)
    }
    return most
  }
}
