@testable import Analysis

extension ExampleLine {
  /// The same production line as another job: with an id, a transaction and a payment of its own.
  func numbered(_ number: Int) -> ExampleLine {
    let digits = String(number)
    let tail = String(repeating: "0", count: 12 - digits.count) + digits
    return with(.id, "\"6f0c0d7e-0b1c-4a52-9f5e-\(tail)\"")
      .with(.transactionID, "\"a3b1c2d4-5e6f-4711-8899-\(tail)\"")
      .with(.paymentIntent, "\"pi_3OxYzA2eZvKY\(tail)\"")
  }

  /// The same production line that ended at another time of 2024-03-19, `HH:MM:SS.mmm`.
  func ended(_ time: String) -> ExampleLine {
    with(.ended, "\"2024-03-19T\(time)Z\"")
  }
}

extension [ExampleLine] {
  /// The production lines as different jobs.
  var numbered: [ExampleLine] { enumerated().map { $1.numbered($0) } }
}

/// The Markdown report of an audit.
func markdown(_ audit: Audit, _ settings: AuditSettings = AuditSettings()) -> String {
  MarkdownFormat.text(of: AuditReport(audit, settings: settings).report)
}
