/// Cuts a list into parts, which threads judge, and adds what was learnt in input order.
///
/// Where a part ends is guessed; a part is added only if it was read exactly to its end, and the part before it too. So
/// every part that is added begins and ends where reading by one thread would have found an element to begin and to
/// end. Whatever else comes up (the end of the list, an error, a guess that failed) is left to the reader, from the
/// beginning of the part in which it came up.
extension Auditor {
  /// Parts that are read ahead for each thread.
  private static let partsPerThread = 1

  /// Reads as many parts as can be read.
  ///
  /// - Returns: the offset from which on it makes sense to try again.
  func readParts<Source: ByteSource & ~Copyable>(
    of reader: inout DocumentReader<Source, LineRecords>, name: String, start: Int, into audit: inout Audit,
    baseline: inout Baseline, observer: inout some AuditObserver, progress: (_ productionLines: Int) -> Void
  ) -> Int {
    let queue = PartQueue(
      self, reader.records, source: name, keepsLines: observer.wantsCounted || observer.wantsEvery)
    let next = readParts(
      queue, of: &reader, name: name, start: start, into: &audit, baseline: &baseline, observer: &observer,
      progress: progress)
    for totals in queue.end() { audit.statistics.add(totals) }
    return next
  }

  private func readParts<Source: ByteSource & ~Copyable>(
    _ queue: PartQueue, of reader: inout DocumentReader<Source, LineRecords>, name: String, start: Int,
    into audit: inout Audit, baseline: inout Baseline, observer: inout some AuditObserver,
    progress: (_ productionLines: Int) -> Void
  ) -> Int {
    var ahead = PartCutter(offset: reader.offset, rest: reader.takeAhead(), workers)
    var pending: [Part] = []
    var rows = RowCount()
    var count = 0
    var bounds = audit.bounds
    var (merged, mergedAtBounds) = (0, 0)
    while true {
      while pending.count <= workers.count * Auditor.partsPerThread, let part = ahead.next(&reader) {
        queue.add(part, within: bounds)
        pending.append(part)
      }
      guard let part = pending.first else {
        reader.goOn(
          with: ahead.rest, at: ahead.offset, after: rows, isFinal: ahead.isFinal, failure: ahead.failure)
        return ahead.offset + ahead.rest.count
      }
      guard var result = queue.result(of: part) else {
        let rest = pending.reduce(into: []) { $0 += $1.bytes[..<$1.count] } + ahead.rest
        reader.goOn(with: rest, at: part.offset, after: rows, isFinal: ahead.isFinal, failure: ahead.failure)
        return part.offset + rest.count
      }
      pending.removeFirst()
      // The threads get new work before what was learnt is added.
      if let next = ahead.next(&reader) {
        queue.add(next, within: bounds)
        pending.append(next)
      }
      if let jobs = audit.statistics.takePending(for: result.audit.statistics) { queue.add(jobs) }
      audit.add(&result, by: self, source: name, start: start, baseline: &baseline, observer: &observer)
      // Nobody has the bytes any more, so that they can be read over.
      result.batches = []
      ahead.reuse(part.takeBytes())
      merged += 1
      if merged >= 2 * mergedAtBounds {
        bounds = audit.bounds
        mergedAtBounds = merged
      }
      reader.records.skip(result.records)
      rows.merge(result.rows)
      count += result.records.count
      progress(count)
    }
  }
}

/// Reads a source ahead and cuts what was read into parts.
private struct PartCutter {
  /// What was read and is in no part.
  private(set) var rest: [UInt8]
  /// Where in the source it begins.
  private(set) var offset: Int
  /// Whether the source has no more.
  private(set) var isFinal = false
  /// What stopped the reading.
  private(set) var failure: SourceFailure?
  private let workers: Workers
  /// Buffers of parts that were judged.
  private var spare: [[UInt8]] = []
  /// Whether nothing more can be cut.
  private var isAtEnd = false

  init(offset: Int, rest: [UInt8], _ workers: Workers) {
    self.offset = offset
    self.rest = rest
    self.workers = workers
  }

  /// Takes a buffer that is not needed any more.
  mutating func reuse(_ buffer: [UInt8]) {
    spare.append(buffer)
  }

  /// The next part, nil if there is none to be cut.
  mutating func next<Source: ByteSource & ~Copyable>(_ reader: inout DocumentReader<Source, LineRecords>) -> Part? {
    if isAtEnd { return nil }
    let capacity = max(workers.partSize, rest.count)
    var bytes = spare.popLast() ?? []
    let missing = capacity + Window.padding - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
    bytes.replaceSubrange(..<rest.count, with: rest)
    var count = rest.count
    do throws(SourceFailure) {
      while count < capacity {
        let read = try reader.readAhead(into: &bytes, at: count, count: capacity - count)
        if read == 0 {
          isFinal = true
          break
        }
        count += read
      }
    } catch { failure = error }
    isAtEnd = isFinal || failure != nil
    guard let end = Part.guessEnd(in: bytes, count: count) else {
      rest = Array(bytes[..<count])
      isAtEnd = true
      return nil
    }
    rest = Array(bytes[end..<count])
    for index in end..<(end + Window.padding) { bytes[index] = 0 }
    defer { offset += end }
    return Part(bytes: bytes, count: end, offset: offset)
  }
}
