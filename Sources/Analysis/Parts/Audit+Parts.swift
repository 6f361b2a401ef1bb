/// What an audit of a part begins with, and what it tells those that follow.
extension Audit {
  /// An audit of a part of a list, which others begin and end.
  ///
  /// - Parameter bounds: what was reached before the part.
  static func ofPart(within bounds: PartBounds) -> Audit {
    var audit = Audit()
    audit.index.beginPart()
    audit.statistics = Figures(within: bounds.rates)
    audit.longest = LongestRuns(from: bounds.runTime)
    return audit
  }

  /// What parts that follow need not keep.
  var bounds: PartBounds {
    PartBounds(rates: statistics.rateBounds, runTime: longest.leastTime)
  }

  /// Makes room for about so many production lines.
  mutating func reserve(_ count: Int) {
    statistics.reserve(count)
  }
}
