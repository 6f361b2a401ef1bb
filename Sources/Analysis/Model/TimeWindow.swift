/// A stretch of time: from its beginning up to, but without, its end.
public struct TimeWindow: Equatable, Sendable {
  /// The first moment of it; nil if it has no beginning.
  public let from: Timestamp?
  /// The first moment after it; nil if it has no end.
  public let to: Timestamp?

  /// A window; one whose end is not after its beginning has nothing in it.
  public init(from: Timestamp? = nil, to: Timestamp? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether a moment lies in it.
  public func contains(_ moment: Timestamp) -> Bool {
    if let from, moment < from { return false }
    if let to, moment >= to { return false }
    return true
  }

  /// How a production line stands to a window, by its stamp `ended`.
  enum Place: Equatable {
    /// It ended in the window.
    case inside
    /// It was deleted in the window, before it had ended.
    case deleted
    /// It ended, or was deleted before it had, earlier or later.
    case outside
    /// It has not ended.
    case carriedOver
    /// Whether or when it ended can't be read.
    case unreadable
  }

  /// Where a production line belongs.
  func place(of line: ProductionLine) -> Place {
    if let ended = line.stamp(.ended) { return contains(ended) ? .inside : .outside }
    let unsure = line.malformed.union(line.doubtful)
    let isAbsent =
      line.isObject && !line.present.has(.ended)
      && unsure.isDisjoint(with: FieldSet([.attributes, .timestamps, .ended]))
    guard isAbsent else { return .unreadable }
    if line.status != .deleted { return .carriedOver }
    // It will never end.
    return line.stamp(.deleted).map { contains($0) ? .deleted : .outside } ?? .unreadable
  }
}
