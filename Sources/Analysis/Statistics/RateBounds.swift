/// What the rates of a group have reached already: a part of an input need not keep what can't be among the extremes,
/// nor look the alphabet up again.
struct RateBounds: BitwiseCopyable, Sendable {
  /// As many production lines as are kept have rates up to this one; nil before there are so many.
  var slowest: Int?
  /// As many production lines as are kept have rates from this one on.
  var fastest: Int?
  /// Characters of the alphabet; nil if it is not known.
  var alphabetLength: Int?
}
