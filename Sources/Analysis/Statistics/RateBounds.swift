/// Rates that a group has reached already, so that a part of an input need not keep what can't be among the extremes.
struct RateBounds: Mergeable, Equatable, Sendable {
  /// As many production lines as are kept have rates up to this one; nil before there are so many.
  var slowest: Int?
  /// As many production lines as are kept have rates from this one on.
  var fastest: Int?

  mutating func merge(_ next: RateBounds) {
    slowest = [slowest, next.slowest].compactMap(\.self).min()
    fastest = [fastest, next.fastest].compactMap(\.self).max()
  }
}
