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

  /// Those of an audit with reports, which reads its orders now.
  init(_ plan: AuditPlan, _ context: CommandContext) {
    self.init(
      ReportWriter(plan.request.outputs, standard: plan.request.standard, temporaries: context.temporaries),
      collector: plan.payments.map { _ in JobCollector() }, tokens: plan.tokens.map { _ in TokenJobCollector() },
      orders: plan.orders.map { OrderCollector($0.read()) })
  }

  init(
    _ writer: ReportWriter, collector: JobCollector?, tokens: TokenJobCollector? = nil, orders: OrderCollector? = nil
  ) {
    self.orders = orders
    self.writer = writer
    self.collector = collector
    self.tokens = tokens
  }

  var wantsCounted: Bool { writer.wantsCounted || collector != nil || tokens != nil || orders != nil || earlier != nil }

  var wantsEvery: Bool { history != nil || tokens != nil }

  mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
    tokens?.addEvery(line, context)
    history?.addEvery(line, context)
    earlier?.addEvery(line, context)
  }

  mutating func restart() {
    writer.restart()
    collector?.restart()
    tokens?.restart()
    orders?.restart()
    history?.restart()
    earlier?.restart()
  }

  mutating func add(_ finding: Finding) {
    writer.add(finding)
    collector?.add(finding)
  }

  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {
    if writer.wantsCounted { writer.addCounted(line, context, source: source, failed: failed) }
    collector?.addCounted(line, context, source: source, failed: failed)
    tokens?.addCounted(line, context, source: source, failed: failed)
    orders?.addCounted(line, context, source: source, failed: failed)
    earlier?.addCounted(line, context)
  }
}
