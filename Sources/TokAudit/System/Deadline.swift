/// A moment at which everything must be over.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant

  /// A moment that many milliseconds from now.
  init(in milliseconds: Int) {
    end = .now + .milliseconds(milliseconds)
  }

  /// The earlier one of this and a moment that many milliseconds from now.
  func orIn(_ milliseconds: Int) -> Deadline {
    let other = Deadline(in: milliseconds)
    return other.end < end ? other : self
  }

  /// The milliseconds that are left, rounded up, 0 when it has passed.
  var remaining: Int {
    let left = (end - .now).components
    if left.seconds < 0 || left.attoseconds < 0 { return 0 }
    return Int(left.seconds) * 1_000 + Int((left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  /// Whether it has passed.
  var isOver: Bool { remaining == 0 }
}
