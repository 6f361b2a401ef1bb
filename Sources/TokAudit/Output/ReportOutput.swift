import Analysis

/// One report to write: what it is, and where it goes.
struct ReportOutput: Equatable {
  /// What can be written.
  enum Kind: String, CaseIterable {
    case markdown, html, json, findings, lines, rates, rules
    case quality, tokenFiles
    case exceptions, matches, totals
  }

  let kind: Kind
  let path: String

  /// Files of a bundle.
  private static let bundle: [(kind: Kind, name: String)] = [
    (.markdown, "report.md"), (.html, "report.html"), (.json, "report.json"), (.findings, "findings.csv"),
    (.lines, "lines.csv"), (.rates, "rates.csv"), (.rules, "rules.csv"),
  ]

  /// Further files of a bundle with token files.
  private static let tokenBundle: [(kind: Kind, name: String)] = [
    (.quality, "quality.csv"), (.tokenFiles, "token-files.csv"),
  ]

  /// The tables that a path may name, as they are written before it.
  private static let tables: [(kind: Kind, name: String)] = [
    (.findings, "findings"), (.lines, "lines"), (.rates, "rates"), (.rules, "rules"), (.quality, "quality"),
    (.tokenFiles, "token-files"),
  ]

  /// Whether a value of `--output` names a folder for a bundle.
  static func isFolder(_ value: String) -> Bool { value.utf8.last == UInt8(ascii: "/") }

  /// The reports that a value of `--output` asks for.
  ///
  /// - Parameters:
  ///   - standard: the kind where the path says nothing, as a device doesn't.
  ///   - hasTokens: whether there are token files, so that a bundle has tables on them.
  static func parse(
    _ value: String, standard: Kind, hasTokens: Bool = false, in command: CommandSpec
  ) throws(UsageError) -> [ReportOutput] {
    for (kind, name) in tables where value.hasPrefix("\(name):") {
      let path = String(value.dropFirst(name.count + 1))
      guard path.hasSuffix(".csv") || path.hasPrefix("/dev/") else {
        throw .invalid(value, for: .output, because: "The path of a table must end with .csv.", in: command)
      }
      return [ReportOutput(kind: kind, path: path)]
    }
    if let colon = value.firstIndex(of: ":"),
      value[..<colon].utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
    {
      let table = String(value[..<colon])
      let near = Spelling.nearest(to: table, among: tables.map(\.name))
      let hint =
        near.map { "Did you mean '\($0)'?" } ?? "There are findings, lines, rates, rules, quality and token-files."
      throw .invalid(value, for: .output, because: "There is no table '\(table)'. \(hint)", in: command)
    }
    if isFolder(value) {
      return (bundle + (hasTokens ? tokenBundle : [])).map { ReportOutput(kind: $0.kind, path: value + $0.name) }
    }
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
