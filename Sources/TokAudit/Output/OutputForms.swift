/// What the reports of a command can be.
struct OutputForms {
  typealias Named = (kind: ReportOutput.Kind, name: String)

  /// The files of a bundle.
  let bundle: [Named]
  /// The tables that a path may name, as they are written before it.
  var tables: [Named] = []
  /// The table of a path that ends with .csv; nil if there is none.
  var csv: ReportOutput.Kind?

  /// The reports of an audit.
  ///
  /// - Parameter hasTokens: whether there are token files, so that a bundle has tables on them.
  static func audit(hasTokens: Bool) -> OutputForms {
    let tokenTables: [Named] = [(.quality, "quality.csv"), (.tokenFiles, "token-files.csv")]
    return OutputForms(
      bundle: [
        (.markdown, "report.md"), (.html, "report.html"), (.json, "report.json"), (.findings, "findings.csv"),
        (.lines, "lines.csv"), (.rates, "rates.csv"), (.rules, "rules.csv"),
      ] + (hasTokens ? tokenTables : []),
      tables: [
        (.findings, "findings"), (.lines, "lines"), (.rates, "rates"), (.rules, "rules"), (.quality, "quality"),
        (.tokenFiles, "token-files"),
      ], csv: .findings)
  }

  /// The reports of a reconciliation.
  static let reconciliation = OutputForms(
    bundle: [
      (.markdown, "report.md"), (.html, "report.html"), (.json, "report.json"), (.exceptions, "exceptions.csv"),
      (.matches, "matches.csv"), (.totals, "totals.csv"),
    ], tables: [(.exceptions, "exceptions"), (.matches, "matches"), (.totals, "totals")], csv: .exceptions)

  /// The reports of a comparison.
  static let comparison = OutputForms(
    bundle: [(.markdown, "comparison.md"), (.html, "comparison.html"), (.json, "comparison.json")])

  /// What goes to standard output, as `--format` names it.
  func kind(ofFormat name: String?) -> ReportOutput.Kind {
    switch name {
    case "csv": csv ?? .markdown
    case "html": .html
    case "json": .json
    default: .markdown
    }
  }
}
