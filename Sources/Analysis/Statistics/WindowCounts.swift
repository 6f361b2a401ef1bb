/// How many production lines stand in which way to the window by `ended`; all 0 without one.
public struct WindowCounts: Mergeable, Equatable, Sendable {
  /// Production lines that ended in the window.
  public internal(set) var inside = 0
  /// Production lines that were deleted in the window, before they had ended: kept.
  public internal(set) var deleted = 0
  /// Production lines that ended, or were deleted before they had, earlier or later: left out.
  public internal(set) var outside = 0
  /// Production lines that have not ended: kept.
  public internal(set) var carriedOver = 0
  /// Production lines of which it can't be read whether or when they ended: kept.
  public internal(set) var unreadable = 0

  public init() {}

  /// Production lines that ended in the window, or may have.
  public var ended: Int { inside + unreadable }

  public mutating func merge(_ next: WindowCounts) {
    inside += next.inside
    deleted += next.deleted
    outside += next.outside
    carriedOver += next.carriedOver
    unreadable += next.unreadable
  }

  /// Counts a production line.
  mutating func count(_ place: TimeWindow.Place) {
    switch place {
    case .inside: inside += 1
    case .deleted: deleted += 1
    case .outside: outside += 1
    case .carriedOver: carriedOver += 1
    case .unreadable: unreadable += 1
    }
  }
}
