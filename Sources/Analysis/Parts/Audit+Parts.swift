/// What an audit of a part begins with, and what it tells those that follow.
extension Audit {
  /// An audit of a part of a list, which others begin and end.
  ///
  /// - Parameter bounds: what was reached before the part.
  static func ofPart(within bounds: PartBounds) -> Audit {
    var audit = Audit()
    audit.index.beginPart()
    audit.statistics = Figures(within: bounds.groups)
    audit.times = JobTimes(from: bounds.runTime)
    return audit
  }

  /// Ends a part: what can be done now need not be done when it is merged.
  mutating func endPart() {
    times.endPart()
  }

  /// What parts that follow need not keep.
  var bounds: PartBounds {
    PartBounds(groups: statistics.reached, runTime: times.longest.leastTime)
  }

  /// Tells of the production lines of a part, if it has kept them.
  ///
  /// - Parameters:
  ///   - start: the place of the first production line of the source among all.
  ///   - place: that of the part.
  func tell(
    _ part: PartResult, by auditor: Auditor, source: String, start: Int, place: Int,
    _ observer: inout some AuditObserver
  ) {
    var failed = part.failed[...]
    for judged in part.batches {
      let context = auditor.context(of: judged.batch)
      let move = place - start
      if observer.wantsEvery { tell(judged.batch, context, start: start, move: move, &observer) }
      guard observer.wantsCounted else { continue }
      tell(
        judged.lines, Array(failed.prefix(judged.failed.count)), context, source: source, start: start, move: move,
        &observer)
      failed = failed.dropFirst(judged.failed.count)
    }
  }

  /// Makes room for about so many production lines.
  mutating func reserve(_ count: Int, by auditor: Auditor) {
    statistics.reserve(count)
    index.reserve(count, recalls: auditor.recalls)
  }
}
