/// What observers hear of production lines.
extension Audit {
  /// Tells of all production lines that a later state doesn't stand for.
  func tell(_ batch: Batch, _ context: RuleContext, start: Int, _ observer: inout some AuditObserver) {
    for line in batch.lines where secondReading?.superseded.contains(start + line.index) != true {
      observer.hear(line, context)
    }
  }

  /// Tells of production lines that count, each with the codes of the rules that failed on it.
  func tell(
    _ lines: [ProductionLine], _ failed: [FailedLine], _ context: RuleContext, source: String, start: Int,
    _ observer: inout some AuditObserver
  ) {
    var next = 0
    for line in lines {
      var codes: [String] = []
      if next < failed.count, failed[next].place == start + line.index {
        codes = failed[next].findings.map(\.finding.rule.code)
        next += 1
      }
      observer.add(line, context, source: source, failed: codes)
    }
  }
}
