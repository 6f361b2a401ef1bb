/// Groups that the parts of an input before another have, and what they have reached: the part need not make them anew,
/// nor keep what can't be among the extremes of all.
struct GroupBounds: Sendable {
  /// The groups.
  let names: GroupNames
  /// The rates that each has reached.
  let rates: [RateBounds]
}
