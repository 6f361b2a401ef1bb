/// How many jobs ran at once: the time from start to end of each.
///
/// Jobs mostly stand in the order of their starts, or in its reverse. So they are kept in chunks that are sorted while
/// they are in the processor's cache, and at the end neighbouring chunks have little to exchange.
public struct Concurrency: Mergeable, Sendable {
  /// Jobs of a chunk: 64 KB of them.
  private static let chunkSize = 4096
  /// As many jobs may wait for those of later chunks: with more, the jobs stand in no order at all.
  private static let mostWaiting = 16 * chunkSize

  /// Chunks of jobs, start and end of each, sorted by start.
  private var chunks: [[KeyedValue]] = []
  /// The chunk that is being filled, in the order of the input, and how many jobs it has room for.
  private var last: [KeyedValue] = []
  private var room = 0
  /// Jobs in memory, those of the last chunk aside.
  private var count = 0
  /// What is beyond the memory.
  private var stored = SortedRuns()
  private var failure: SourceFailure?

  public init() {}

  /// Bytes in memory.
  var memory: Int { (count + last.count) * KeyedValue.size }

  /// Adds a job; one that ended before it started ran at no time.
  @inline(__always)
  mutating func add(from started: Timestamp, to ended: Timestamp) {
    guard started < ended else { return }
    if last.count >= room { beginChunk() }
    last.append(
      KeyedValue(key: Concurrency.bits(started.milliseconds), value: Concurrency.bits(ended.milliseconds)))
  }

  /// A number whose unsigned order is that of the time, also before 1970.
  @inline(__always)
  private static func bits(_ milliseconds: Int) -> UInt64 {
    UInt64(bitPattern: Int64(milliseconds)) ^ 1 << 63
  }

  @inline(never)
  private mutating func beginChunk() {
    closeChunk()
    last.reserveCapacity(Concurrency.chunkSize)
    room = Concurrency.chunkSize
  }

  /// Sorts the last jobs, however few they are.
  mutating func closeChunk() {
    guard !last.isEmpty else { return }
    KeyedValue.sort(&last)
    count += last.count
    // A chunk that is not full, as that of each part of a list, leaves room for others.
    chunks.append(last.count < room ? last.map { $0 } : last)
    last = []
    room = 0
  }

  public mutating func merge(_ next: Concurrency) {
    failure = failure ?? next.failure
    closeChunk()
    chunks += next.chunks
    count += next.count
    last = next.last
    room = last.count
    do throws(SourceFailure) { try stored.merge(next.stored) } catch { failure = failure ?? error }
  }

  /// Moves what is in memory to a store.
  mutating func spill(_ storage: Storage) {
    do throws(SourceFailure) {
      try store(storage)
      try stored.spill(storage)
    } catch { failure = failure ?? error }
  }

  /// Moves all chunks to what is stored, and gives up each that was moved.
  private mutating func store(_ storage: Storage) throws(SourceFailure) {
    closeChunk()
    for index in chunks.indices {
      for job in chunks[index] { try stored.append(key: job.key, value: job.value, within: storage) }
      chunks[index] = []
    }
    chunks = []
    count = 0
  }

  /// The most jobs that ran at one moment, in O(n log n). A job that starts in the millisecond in which another ends
  /// does not run at once with it.
  ///
  /// - Parameter storage: where jobs go that find no room, if others went there before.
  mutating func mostAtOnce(_ storage: Storage) throws(SourceFailure) -> Int {
    if let failure { throw failure }
    guard stored.count > 0 else { return mostOfChunks() }
    try store(storage)
    var most = 0
    var ends = MinHeap<UInt64>()
    try stored.visit { (job) throws(SourceFailure) in
      while let end = ends.least, end <= job.key { _ = ends.removeLeast() }
      ends.insert(job.value)
      most = max(most, ends.count)
    }
    return most
  }

  /// The same if all jobs are in memory.
  private mutating func mostOfChunks() -> Int {
    closeChunk()
    chunks.sort { $0[0].key < $1[0].key }
    var running = RunningJobs()
    // Sorted jobs of earlier chunks, before which some of the next one may start.
    var waiting: [KeyedValue] = []
    for (index, chunk) in chunks.enumerated() {
      // No later chunk has a job that starts before the first of the next one.
      let limit = index + 1 < chunks.count ? chunks[index + 1][0].key : .max
      let ready = waiting.partitioningIndex { $0.key > limit }
      var next = 0
      for job in waiting[..<ready] {
        let before = chunk[next...].partitioningIndex { $0.key >= job.key }
        running.add(chunk[next..<before])
        running.add(CollectionOfOne(job))
        next = before
      }
      let end = chunk[next...].partitioningIndex { $0.key > limit }
      running.add(chunk[next..<end])
      waiting.removeFirst(ready)
      waiting += chunk[end...]
      if waiting.count > Concurrency.mostWaiting {
        for chunk in chunks[(index + 1)...] { waiting += chunk }
        KeyedValue.sort(&waiting)
        running.add(waiting)
        break
      }
      KeyedValue.sort(&waiting)
    }
    return running.finish()
  }
}
