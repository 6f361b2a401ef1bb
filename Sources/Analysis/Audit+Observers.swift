/// What observers hear of production lines.
extension Audit {
  /// Tells of all production lines of a batch that a later state doesn't stand for.
  ///
  /// - Parameters:
  ///   - start: the place of the first production line of the source among all.
  ///   - move: what their places in the source are beyond those that they state.
  func tell(
    _ batch: Batch, _ context: RuleContext, start: Int, move: Int = 0, _ observer: inout some AuditObserver
  ) {
    let context = context.inSource(sources.count)
    for var line in batch.lines {
      line.move(by: move)
      if secondReading?.superseded.contains(start + line.index) != true { observer.addEvery(line, context) }
    }
  }

  /// Tells of production lines that count, each with the codes of the rules that failed on it.
  ///
  /// - Parameters:
  ///   - failed: those that failed, at their places among all.
  ///   - start: the place of the first production line of the source among all.
  ///   - move: what their places in the source are beyond those that they state.
  func tell(
    _ lines: [ProductionLine], _ failed: [FailedLine], _ context: RuleContext, source: String, start: Int,
    move: Int = 0, _ observer: inout some AuditObserver
  ) {
    let context = context.inSource(sources.count)
    var next = 0
    for var line in lines {
      line.move(by: move)
      var codes: [String] = []
      if next < failed.count, failed[next].place == start + line.index {
        codes = failed[next].findings.map(\.finding.rule.code)
        next += 1
      }
      observer.addCounted(line, context, source: source, failed: codes)
    }
  }
}

extension RuleContext {
  /// The same for production lines of a source that is being read: behind those that were added.
  fileprivate func inSource(_ source: Int) -> RuleContext {
    var context = self
    context.source = source
    return context
  }
}
