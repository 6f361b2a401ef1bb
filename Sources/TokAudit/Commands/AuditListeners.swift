import Analysis

/// What hears of an audit: the reports, and what a section on payments needs.
struct AuditListeners: RunObserver {
  /// The reports.
  var writer: ReportWriter
  /// Hears the jobs; nil without payments.
  private(set) var collector: JobCollector?

  init(_ writer: ReportWriter, collector: JobCollector?) {
    self.writer = writer
    self.collector = collector
  }

  var wantsLines: Bool { writer.wantsLines || collector != nil }

  mutating func restart() {
    writer.restart()
    collector?.restart()
  }

  mutating func beginSource() {
    collector?.beginSource()
  }

  mutating func add(_ finding: Finding) {
    writer.add(finding)
    collector?.add(finding)
  }

  mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    if writer.wantsLines { writer.add(line, context, source: source, failed: failed) }
    collector?.add(line, context, source: source, failed: failed)
  }
}
