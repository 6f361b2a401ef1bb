internal import Dispatch
internal import Synchronization

/// The threads that judge parts. Where the system has none to give, a part is judged as soon as it is added.
final class PartQueue: Sendable {
  private struct State {
    /// What nobody has begun.
    var parts: [(part: Part, bounds: PartBounds)] = []
    var threads = 0
  }

  private let state = Mutex(State())
  /// Counts the parts that nobody has begun; at the end, it wakes each thread once more.
  private let due = DispatchSemaphore(value: 0)
  /// Counts the threads that have ended.
  private let ended = DispatchSemaphore(value: 0)
  private let auditor: Auditor
  private let records: LineRecords
  /// Readers that have read parts, and know more shapes since.
  private let spare = Mutex<[LineRecords]>([])
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
    let threads = state.withLock { state in
      state.parts.append((part, bounds))
      let isWanted = state.threads < auditor.workers.count
      if isWanted, Thread.detach({ [self] in work() }) { state.threads += 1 }
      return state.threads
    }
    due.signal()
    if threads == 0 { judgeNext() }
  }

  /// Waits for the parts that are being judged; the others are left.
  func end() {
    let threads = state.withLock { state in
      state.parts = []
      return state.threads
    }
    for _ in 0..<threads { due.signal() }
    for _ in 0..<threads { ended.wait() }
  }

  /// Judges one part after another, until no more will come.
  private func work() {
    while judgeNext() {}
    ended.signal()
  }

  /// Waits for a part and judges it; false if no more will come.
  @discardableResult
  private func judgeNext() -> Bool {
    due.wait()
    let next = state.withLock { $0.parts.isEmpty ? nil : $0.parts.removeFirst() }
    guard let (part, bounds) = next else { return false }
    var records = spare.withLock { $0.popLast() } ?? records
    let result = auditor.judge(part, &records, source: source, within: bounds, keepsLines: keepsLines)
    if result != nil { spare.withLock { $0.append(records) } }
    part.finish(result)
    return true
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
          if records.count == Batch.capacity { audit.reserve((part.count / cursor.position + 2) * Batch.capacity) }
          add(&records)
        }
      }
    } catch { return nil }
    guard cursor.position == part.count else { return nil }
    add(&records)
    return PartResult(
      audit: audit, failed: failed, batches: batches, records: records.part,
      rows: rows.take(upTo: part.count, bytes).moved(by: part.offset))
  }
}
