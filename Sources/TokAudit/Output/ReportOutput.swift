import Analysis

/// One report to write: what it is, and where it goes.
struct ReportOutput: Equatable {
  /// What can be written.
  enum Kind: String, CaseIterable {
    case markdown, html, json, findings, lines, rates, rules
    case exceptions, matches, totals
  }

  let kind: Kind
  let path: String

  /// Files of a bundle.
  private static let bundle: [(kind: Kind, name: String)] = [
    (.markdown, "report.md"), (.html, "report.html"), (.json, "report.json"), (.findings, "findings.csv"),
    (.lines, "lines.csv"), (.rates, "rates.csv"), (.rules, "rules.csv"),
  ]

  /// Whether a value of `--output` names a folder for a bundle.
  static func isFolder(_ value: String) -> Bool { value.utf8.last == UInt8(ascii: "/") }

  /// The reports that a value of `--output` asks for.
  ///
  /// - Parameter standard: the kind where the path says nothing, as a device doesn't.
  static func parse(_ value: String, standard: Kind, in command: CommandSpec) throws(UsageError) -> [ReportOutput] {
    for kind in [Kind.findings, .lines, .rates, .rules] where value.hasPrefix("\(kind.rawValue):") {
      let path = String(value.dropFirst(kind.rawValue.count + 1))
      guard path.hasSuffix(".csv") || path.hasPrefix("/dev/") else {
        throw .invalid(value, for: .output, because: "The path of a table must end with .csv.", in: command)
      }
      return [ReportOutput(kind: kind, path: path)]
    }
    if let colon = value.firstIndex(of: ":"), value[..<colon].utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
      let table = String(value[..<colon])
      let near = Spelling.nearest(to: table, among: ["findings", "lines", "rates", "rules"])
      let hint = near.map { "Did you mean '\($0)'?" } ?? "There are findings, lines, rates and rules."
      throw .invalid(value, for: .output, because: "There is no table '\(table)'. \(hint)", in: command)
    }
    if isFolder(value) { return bundle.map { ReportOutput(kind: $0.kind, path: value + $0.name) } }
    if value.hasSuffix(".md") { return [ReportOutput(kind: .markdown, path: value)] }
    if value.hasSuffix(".html") { return [ReportOutput(kind: .html, path: value)] }
    if value.hasSuffix(".json") { return [ReportOutput(kind: .json, path: value)] }
    if value.hasSuffix(".csv") { return [ReportOutput(kind: .findings, path: value)] }
    if value.hasPrefix("/dev/") { return [ReportOutput(kind: standard, path: value)] }
    throw .invalid(
      value, for: .output,
      because: "Its ending must be .md, .html, .json or .csv, or it must end with / for a folder.",
      in: command)
  }
}
