internal import Synchronization

/// Whether a line is shown that goes away when something else is written; all copies of `Messages` share it.
final class TransientLine: Sendable {
  private let isShown = Atomic(false)

  /// Notes that there is one.
  func put() { isShown.store(true, ordering: .relaxed) }

  /// Notes that there is none any more, and says whether there was one.
  func take() -> Bool { isShown.exchange(false, ordering: .relaxed) }
}
