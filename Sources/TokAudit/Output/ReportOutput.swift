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

  /// Whether a value of `--output` names a folder for a bundle.
  static func isFolder(_ value: String) -> Bool { value.utf8.last == UInt8(ascii: "/") }

  /// The reports that the values of `--output` ask for.
  ///
  /// - Parameters:
  ///   - forms: what the reports can be.
  ///   - standard: the kind where the path says nothing, as a device doesn't.
  static func parse(
    _ values: [String], _ forms: OutputForms, standard: Kind, in command: CommandSpec
  ) throws(UsageError) -> [ReportOutput] {
    var outputs: [ReportOutput] = []
    for value in values { outputs += try parse(value, forms, standard: standard, in: command) }
    return outputs
  }

  private static func parse(
    _ value: String, _ forms: OutputForms, standard: Kind, in command: CommandSpec
  ) throws(UsageError) -> [ReportOutput] {
    if let table = try table(value, forms, in: command) { return [table] }
    if isFolder(value) { return forms.bundle.map { ReportOutput(kind: $0.kind, path: value + $0.name) } }
    let endings: [(ending: String, kind: Kind?)] = [
      (".md", .markdown), (".html", .html), (".json", .json), (".csv", forms.csv),
    ]
    for case (let ending, .some(let kind)) in endings where value.hasSuffix(ending) {
      return [ReportOutput(kind: kind, path: value)]
    }
    if value.hasPrefix("/dev/") { return [ReportOutput(kind: standard, path: value)] }
    let known = list(endings.filter { $0.kind != nil }.map(\.ending), "or")
    throw .invalid(
      value, for: .output, because: "Its ending must be \(known), or it must end with / for a folder.", in: command)
  }

  /// Makes the folders of bundles, and checks that every report can be written, before any work is done; where one
  /// can't, no folder is left behind.
  static func prepare(_ outputs: [ReportOutput], of parsed: ParsedCommand) throws(OutputError) {
    var made: [String] = []
    do throws(OutputError) {
      for folder in parsed.values(.output) where isFolder(folder) { made += try Folder.create(folder) }
      for output in outputs { try OutputFile.checkWritable(output.path) }
    } catch {
      Folder.remove(made)
      throw error
    }
  }

  /// The table that a value names before a colon, nil if it names none.
  private static func table(
    _ value: String, _ forms: OutputForms, in command: CommandSpec
  ) throws(UsageError) -> ReportOutput? {
    guard !forms.tables.isEmpty, let colon = value.firstIndex(of: ":"),
      value[..<colon].utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
    else { return nil }
    let name = String(value[..<colon])
    guard let table = forms.tables.first(where: { $0.name == name }) else {
      let near = Spelling.nearest(to: name, among: forms.tables.map(\.name))
      let hint = near.map { "Did you mean '\($0)'?" } ?? "There are \(list(forms.tables.map(\.name), "and"))."
      throw .invalid(value, for: .output, because: "There is no table '\(name)'. \(hint)", in: command)
    }
    let path = String(value[value.index(after: colon)...])
    guard path.hasSuffix(".csv") || path.hasPrefix("/dev/") else {
      throw .invalid(value, for: .output, because: "The path of a table must end with .csv.", in: command)
    }
    return ReportOutput(kind: table.kind, path: path)
  }

  /// Words in a row, such as "a, b and c".
  private static func list(_ words: [String], _ last: String) -> String {
    words.count < 2 ? words.joined() : "\(words.dropLast().joined(separator: ", ")) \(last) \(words[words.count - 1])"
  }
}
