import Analysis

/// What hears of an audit that may have to read its inputs twice.
protocol RunObserver: AuditObserver {
  /// Forgets everything, since the inputs are read again.
  mutating func restart()
}

extension ReportWriter: RunObserver {}

extension JobCollector: RunObserver {}
