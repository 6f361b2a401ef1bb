import Analysis

/// What was read of an input that can be read only once, kept for a second reading.
///
/// Where there is no room for it, reading goes on, and only a second reading fails.
final class SpooledInput {
  private let spool = Spool()
  private var failure: SourceFailure?
  /// What stopped the first reading, at the end of what was kept.
  private var end: SourceFailure?

  /// Keeps bytes that were read.
  func keep(_ bytes: RawSpan) {
    guard failure == nil else { return }
    do throws(SourceFailure) { try spool.append(bytes) } catch {
      failure = error
      try? spool.removeAll()
    }
  }

  /// Notes that the input could not be read on.
  func stop(_ failure: SourceFailure) {
    end = failure
  }

  /// The same bytes once more.
  var source: SpoolSource { SpoolSource(spool, failure: failure, end: end) }
}

/// Reads a spool from its beginning.
struct SpoolSource: ByteSource {
  private let spool: Spool
  private let failure: SourceFailure?
  private let end: SourceFailure?
  private var position = 0

  fileprivate init(_ spool: Spool, failure: SourceFailure?, end: SourceFailure?) {
    self.spool = spool
    self.failure = failure
    self.end = end
  }

  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    if let failure { throw failure }
    let bytes = try spool.read(at: position, count: min(count, spool.count - position))
    if bytes.isEmpty, let end { throw end }
    buffer.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    position += bytes.count
    return bytes.count
  }
}
