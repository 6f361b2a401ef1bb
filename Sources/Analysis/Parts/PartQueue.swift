internal import Dispatch
internal import Synchronization

/// The threads that judge parts, and add up the numbers of those that were merged. The calling one is one of them, and
/// helps where it would have to wait; so nothing is left undone where the system has no other to give.
final class PartQueue: Sendable {
  private enum Work {
    case judge(Part, within: PartBounds)
    case addUp(PendingJobs)
  }

  private struct State {
    /// What nobody has begun.
    var work: [Work] = []
    var threads = 0
  }

  private let state = Mutex(State())
  /// Counts the work that nobody has begun; at the end, it wakes each thread once more.
  private let due = DispatchSemaphore(value: 0)
  /// Counts the threads that have ended.
  private let ended = DispatchSemaphore(value: 0)
  private let auditor: Auditor
  private let records: LineRecords
  /// Readers that have read parts, and know more shapes since.
  private let spare = Mutex<[LineRecords]>([])
  /// What threads have added up.
  private let totals = Mutex<[GroupTotals]>([])
  private let source: String
  private let keepsLines: Bool

  /// - Parameters:
  ///   - records: what has read the source up to here; it knows the shapes of production lines.
  ///   - source: the name that findings give the source.
  ///   - keepsLines: whether somebody wants to hear of all production lines.
  init(_ auditor: Auditor, _ records: LineRecords, source: String, keepsLines: Bool) {
    self.auditor = auditor
    self.records = records
    self.source = source
    self.keepsLines = keepsLines
  }

  /// Lets a thread judge a part.
  ///
  /// - Parameter bounds: what was reached before it, as far as is known.
  func add(_ part: Part, within bounds: PartBounds) {
    add(.judge(part, within: bounds))
  }

  /// Lets a thread add up numbers of production lines; what came of it `end` returns.
  func add(_ jobs: PendingJobs) {
    add(.addUp(jobs))
  }

  private func add(_ work: Work) {
    state.withLock { state in
      state.work.append(work)
      let isWanted = state.threads < auditor.workers.count - 1
      if isWanted, Thread.detach({ [self] in doAll() }) { state.threads += 1 }
    }
    due.signal()
  }

  /// Waits until a part was judged; as long as there is something that nobody has begun, perhaps the part itself, does
  /// that.
  ///
  /// - Returns: nil if the guess did not hold.
  func result(of part: Part) -> PartResult? {
    while !part.isJudged, due.wait(timeout: .now()) == .success { doNext() }
    return part.wait()
  }

  /// Waits for the parts that are being judged; the others are left.
  ///
  /// - Returns: what was added up.
  func end() -> [GroupTotals] {
    let (threads, left) = state.withLock { state in
      defer { state.work = [] }
      return (state.threads, state.work)
    }
    for case .addUp(let jobs) in left { addUp(jobs) }
    for _ in 0..<threads { due.signal() }
    for _ in 0..<threads { ended.wait() }
    return totals.withLock { $0 }
  }

  /// Does one thing after another, until no more will come.
  private func doAll() {
    repeat { due.wait() } while doNext()
    ended.signal()
  }

  /// Does what is due; false if no more will come.
  @discardableResult
  private func doNext() -> Bool {
    switch state.withLock({ $0.work.isEmpty ? nil : $0.work.removeFirst() }) {
    case .judge(let part, let bounds): judge(part, within: bounds)
    case .addUp(let jobs): addUp(jobs)
    case nil: return false
    }
    return true
  }

  private func judge(_ part: Part, within bounds: PartBounds) {
    var records = spare.withLock { $0.popLast() } ?? records
    let result = auditor.judge(part, &records, source: source, within: bounds, keepsLines: keepsLines)
    if result != nil { spare.withLock { $0.append(records) } }
    part.finish(result)
  }

  private func addUp(_ jobs: PendingJobs) {
    var sums = totals.withLock { $0.popLast() } ?? GroupTotals()
    sums.add(jobs)
    totals.withLock { $0.append(sums) }
  }
}

extension Auditor {
  /// Reads and judges the elements of a part.
  ///
  /// - Returns: nil unless it consists of whole elements up to its end.
  fileprivate func judge(
    _ part: Part, _ records: inout LineRecords, source: String, within bounds: PartBounds, keepsLines: Bool
  ) -> PartResult? {
    records.beginPart()
    var audit = Audit.ofPart(within: bounds)
    var failed: [FailedLine] = []
    var batches: [JudgedBatch] = []
    var rows = RowCounter()
    let buffer = part.bytes
    let offsets = OffsetMap(base: part.offset)
    func add(_ records: inout LineRecords) {
      records.batch.texts.window = buffer
      records.batch.offsets = offsets
      let judged = audit.add(piece: records.batch, by: self, source: source)
      failed += judged.failed
      if keepsLines { batches.append(judged) }
      records.batch.removeAll()
    }
    let bytes = buffer.span.bytes
    var cursor = JSONCursor(limit: part.count, depth: LineRecords.depthInList)
    do throws(Stop) {
      while cursor.position < part.count {
        guard try cursor.element(bytes, isFirst: false) else { return nil }
        let start = cursor.position
        try records.read(&cursor, bytes, offsets)
        if records.isInOneRow { rows.skip(start..<cursor.position, bytes) }
        if records.isFull {
          // What the part will hold, if all of it is like its beginning.
          if records.count == Batch.capacity {
            audit.reserve((part.count / cursor.position + 2) * Batch.capacity, by: self)
          }
          add(&records)
        }
      }
    } catch { return nil }
    guard cursor.position == part.count else { return nil }
    add(&records)
    audit.endPart()
    return PartResult(
      audit: audit, failed: failed, batches: batches, records: records.part,
      rows: rows.take(upTo: part.count, bytes).moved(by: part.offset))
  }
}
