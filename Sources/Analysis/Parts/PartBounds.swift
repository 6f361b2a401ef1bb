/// What the production lines before a part have reached, as far as is known: the part need not keep what can't be among
/// the extremes of all.
struct PartBounds: Sendable {
  /// The groups, and the rates that each has reached.
  let groups: GroupBounds
  /// The time from start to end of the shortest of the longest runs, in milliseconds.
  let runTime: Int
}
