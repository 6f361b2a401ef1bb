internal import Synchronization

/// The last error that was said, for a run that must tell somebody why it has no report.
final class LastError: Sendable {
  private let kept = Mutex<String?>(nil)

  /// Nil if none was said.
  var text: String? { kept.withLock { $0 } }

  func note(_ text: String) { kept.withLock { $0 = text } }
}
