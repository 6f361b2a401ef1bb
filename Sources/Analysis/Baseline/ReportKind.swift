/// Which command wrote a JSON report.
enum ReportKind: String, CaseIterable {
  case audit, reconciliation, comparison

  /// The member that has what it found; nil where several have.
  var list: String? {
    switch self {
    case .audit: "findings"
    case .reconciliation: "exceptions"
    case .comparison: nil
    }
  }

  /// The command.
  var command: String {
    switch self {
    case .audit: "tokaudit audit"
    case .reconciliation: "tokaudit reconcile"
    case .comparison: "tokaudit compare"
    }
  }

  /// The report with its article.
  var words: String {
    switch self {
    case .audit: "the report of an audit"
    case .reconciliation: "the report of a reconciliation"
    case .comparison: "the report of a comparison"
    }
  }
}
