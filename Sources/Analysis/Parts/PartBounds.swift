/// What the production lines before a part have reached, as far as is known: the part need not keep what can't be among
/// the extremes of all.
struct PartBounds: Sendable {
  /// The rates of each group.
  let rates: Grouped<RateBounds>
  /// The time from start to end of the shortest of the longest runs, in milliseconds.
  let runTime: Int
}
