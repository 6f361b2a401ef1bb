/// What the rates of a group have reached already: a part of an input need not keep what can't be among the extremes,
/// nor shorter steps than those of all, nor look the alphabet up again.
struct RateBounds: Mergeable, Equatable, Sendable {
  /// As many production lines as are kept have rates up to this one; nil before there are so many.
  var slowest: Int?
  /// As many production lines as are kept have rates from this one on.
  var fastest: Int?
  /// The place of the length of a step of `RateCourse`.
  var scale = 0
  /// Characters of the alphabet; nil if it is not known.
  var alphabetLength: Int?

  mutating func merge(_ next: RateBounds) {
    slowest = [slowest, next.slowest].compactMap(\.self).min()
    fastest = [fastest, next.fastest].compactMap(\.self).max()
    scale = max(scale, next.scale)
    alphabetLength = alphabetLength ?? next.alphabetLength
  }
}
