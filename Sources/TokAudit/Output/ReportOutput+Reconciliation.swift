/// The reports of a reconciliation.
extension ReportOutput {
  private static let reconciliationBundle: [(kind: Kind, name: String)] = [
    (.markdown, "report.md"), (.html, "report.html"), (.json, "report.json"), (.exceptions, "exceptions.csv"),
    (.matches, "matches.csv"), (.totals, "totals.csv"),
  ]
  private static let reconciliationTables: [Kind] = [.exceptions, .matches, .totals]

  /// The reports that a value of `--output` asks for.
  ///
  /// - Parameter standard: the kind where the path says nothing, as a device doesn't.
  static func parseReconciliation(
    _ value: String, standard: Kind, in command: CommandSpec
  ) throws(UsageError) -> [ReportOutput] {
    for kind in reconciliationTables where value.hasPrefix("\(kind.rawValue):") {
      let path = String(value.dropFirst(kind.rawValue.utf8.count + 1))
      guard path.hasSuffix(".csv") || path.hasPrefix("/dev/") else {
        throw .invalid(value, for: .output, because: "The path of a table must end with .csv.", in: command)
      }
      return [ReportOutput(kind: kind, path: path)]
    }
    if let colon = value.firstIndex(of: ":"), value[..<colon].utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
      let table = String(value[..<colon])
      let near = Spelling.nearest(to: table, among: reconciliationTables.map(\.rawValue))
      let hint = near.map { "Did you mean '\($0)'?" } ?? "There are exceptions, matches and totals."
      throw .invalid(value, for: .output, because: "There is no table '\(table)'. \(hint)", in: command)
    }
    if isFolder(value) { return reconciliationBundle.map { ReportOutput(kind: $0.kind, path: value + $0.name) } }
    if value.hasSuffix(".md") { return [ReportOutput(kind: .markdown, path: value)] }
    if value.hasSuffix(".html") { return [ReportOutput(kind: .html, path: value)] }
    if value.hasSuffix(".json") { return [ReportOutput(kind: .json, path: value)] }
    if value.hasSuffix(".csv") { return [ReportOutput(kind: .exceptions, path: value)] }
    if value.hasPrefix("/dev/") { return [ReportOutput(kind: standard, path: value)] }
    throw .invalid(
      value, for: .output, because: "Its ending must be .md, .html, .json or .csv, or it must end with / for a folder.",
      in: command)
  }
}
