internal import Dispatch
internal import Synchronization

/// Parts that wait for a thread, and the threads that judge them.
final class PartQueue: Sendable {
  private let waiting = Mutex<[Part]>([])
  private let parts = DispatchSemaphore(value: 0)
  private let threads = DispatchGroup()
  private let auditor: Auditor
  private let source: String

  /// Starts the threads.
  ///
  /// - Parameter source: the name that findings give the source.
  init(_ auditor: Auditor, source: String) {
    self.auditor = auditor
    self.source = source
    let queue = DispatchQueue(label: "tokaudit.parts", attributes: .concurrent)
    for _ in 0..<auditor.workers.count { queue.async(group: threads) { self.work() } }
  }

  /// Adds a part.
  func add(_ part: Part) {
    waiting.withLock { $0.append(part) }
    parts.signal()
  }

  /// Drops the parts that still wait, and waits for the threads to end.
  func end() {
    let dropped = waiting.withLock { parts in
      defer { parts = [] }
      return parts
    }
    for part in dropped { part.finish(nil) }
    // A thread that finds nothing waiting ends.
    for _ in 0..<auditor.workers.count { parts.signal() }
    threads.wait()
  }

  private func next() -> Part? {
    parts.wait()
    return waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  private func work() {
    var records = LineRecords(catalogue: auditor.context.catalogue)
    while let part = next() { part.finish(auditor.judge(part, with: &records, source: source)) }
  }
}

extension Auditor {
  /// Reads and judges the elements of a part.
  ///
  /// - Returns: nil unless it consists of whole elements up to its end.
  fileprivate func judge(_ part: Part, with records: inout LineRecords, source: String) -> PartResult? {
    records.beginPart()
    var audit = Audit.ofPart()
    var failed: [FailedLine] = []
    let offsets = OffsetMap(base: part.offset)
    func add() {
      records.batch.texts.window = part.bytes
      records.batch.offsets = offsets
      failed += audit.add(piece: records.batch, by: self, source: source)
      records.batch.removeAll()
    }
    let buffer = part.bytes
    let bytes = buffer.span.bytes
    var cursor = JSONCursor(limit: part.count, depth: LineRecords.depthInList)
    do throws(Stop) {
      while cursor.position < part.count {
        guard try cursor.element(bytes, isFirst: false) else { return nil }
        try records.read(&cursor, bytes, offsets)
        if records.isFull { add() }
      }
    } catch { return nil }
    guard cursor.position == part.count else { return nil }
    add()
    return PartResult(
      audit: audit, failed: failed, records: records.part,
      rows: RowCount(buffer.span.extracting(..<part.count), at: part.offset))
  }
}
