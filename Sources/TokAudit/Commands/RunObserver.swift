import Analysis

/// What hears of an audit that may have to read its inputs twice.
protocol RunObserver: AuditObserver {
  /// Forgets everything, since the inputs are read again.
  mutating func restart()
  /// Begins the next input, whether or not it can be opened.
  mutating func beginSource()
}

extension ReportWriter: RunObserver {
  mutating func beginSource() {}
}

extension JobCollector: RunObserver {}
