import Analysis

/// What hears of an audit: the reports, and what a section on payments needs.
struct AuditListeners: RunObserver {
  /// The reports.
  var writer: ReportWriter
  /// Hears the jobs; nil without payments.
  private(set) var collector: JobCollector?

  /// Hears what token files are held against; nil without token files.
  private(set) var tokens: TokenJobCollector?

  /// Hears what orders are held against; nil without orders.
  private(set) var orders: OrderCollector?
  /// Holds production lines against the history of a job; nil outside of its runs.
  var history: HistoryCollector?
  /// Holds production lines against those of an earlier run of a job; nil if there is none.
  var earlier: EarlierRun?

  init(
    _ writer: ReportWriter, collector: JobCollector?, tokens: TokenJobCollector? = nil, orders: OrderCollector? = nil
  ) {
    self.orders = orders
    self.writer = writer
    self.collector = collector
    self.tokens = tokens
  }

  var wantsLines: Bool { writer.wantsLines || collector != nil || tokens != nil || orders != nil || earlier != nil }

  var wantsAll: Bool { history != nil || tokens != nil }

  mutating func hear(_ line: ProductionLine, _ context: RuleContext) {
    tokens?.hear(line, context)
    history?.hear(line, context)
    earlier?.hear(line, context)
  }

  mutating func restart() {
    writer.restart()
    collector?.restart()
    tokens?.restart()
    orders?.restart()
    history?.restart()
    earlier?.restart()
  }

  mutating func beginSource() {
    collector?.beginSource()
    tokens?.beginSource()
    orders?.beginSource()
    history?.beginSource()
  }

  mutating func add(_ finding: Finding) {
    writer.add(finding)
    collector?.add(finding)
  }

  mutating func add(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    if writer.wantsLines { writer.add(line, context, source: source, failed: failed) }
    collector?.add(line, context, source: source, failed: failed)
    tokens?.add(line, context, source: source, failed: failed)
    orders?.add(line, context, source: source, failed: failed)
    earlier?.add(line, context)
  }
}
