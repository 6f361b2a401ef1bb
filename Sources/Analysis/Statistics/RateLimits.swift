/// Rates up to one, or from another on: those that may be among the extremes of a group. At first all are.
struct RateLimits: BitwiseCopyable, Sendable {
  /// Slower ones, and this one.
  var slow = Int.max
  /// Faster ones, and this one.
  var fast = Int.min

  /// Whether a rate may be among the extremes.
  @inline(__always)
  func mayKeep(_ rate: Int) -> Bool {
    rate <= slow || rate >= fast
  }
}
