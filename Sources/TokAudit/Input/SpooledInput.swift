import Analysis

/// What was read of an input that can be read only once, kept for a second reading.
///
/// Where there is no room for it, reading goes on, and only a second reading is impossible.
final class SpooledInput {
  private let spool = Spool()
  /// Why it could not be kept; nil if it was.
  private(set) var failure: SourceFailure?
  /// What stopped the first reading, at the end of what was kept.
  private var end: SourceFailure?

  /// Keeps bytes that were read.
  func keep(_ bytes: RawSpan) {
    guard failure == nil else { return }
    do throws(SourceFailure) { try spool.append(bytes) } catch {
      failure = error
      spool.removeAll()
    }
  }

  /// Notes that the input could not be read on.
  func stop(_ failure: SourceFailure) {
    end = failure
  }

  /// The same bytes once more.
  var source: StoreSource { StoreSource(spool, end: end) }
}
