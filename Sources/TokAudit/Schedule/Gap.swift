import Analysis

/// Why a run is not complete, as a label of its metrics.
enum Gap: String, CaseIterable {
  /// An input is missing, unreadable or not whole.
  case sources
  /// Another number of production lines than `expect-count`, or fewer than `expectLines`.
  case count
  /// No production line ended in the window.
  case window
  /// Production lines could not be compared with each other.
  case comparison
  /// Of some orders it can't be told whether they were delivered.
  case orders
  /// No rule could be tested.
  case rules
  /// The reports, the index or the link could not be written, so some are missing or those of an earlier run.
  case reports
  /// The payments could not be reconciled completely.
  case payments
  /// The service could not be reached for now.
  case service
  /// The session key is missing or refused.
  case key
  /// A file that the job names is bad.
  case configuration

  /// What a shortfall of the audit is here.
  init(_ shortfall: Shortfall) {
    switch shortfall {
    case .sources, .tokenFiles: self = .sources
    case .count: self = .count
    case .emptyWindow: self = .window
    case .notCompared: self = .comparison
    case .ordersUntold: self = .orders
    case .nothingTestable: self = .rules
    }
  }

  /// Why nothing was kept of a run that ended like this.
  init(_ code: ExitCode) {
    switch code {
    case .temporary: self = .service
    case .refused: self = .key
    case .configuration, .usage: self = .configuration
    case .incomplete, .findings, .success: self = .reports
    }
  }
}
