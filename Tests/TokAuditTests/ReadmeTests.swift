import Analysis
import Testing

@testable import TokAudit

/// The tables of the README come from the code. TOKAUDIT_RECORD=1 writes them anew.
struct ReadmeTests {
  static let parts = [
    ("rules", MarkdownTables.rules()), ("options", MarkdownTables.options(of: CommandTable.audit)),
    ("fetch options", MarkdownTables.options(of: CommandTable.fetch)),
    ("reconcile options", MarkdownTables.options(of: CommandTable.reconcile)),
    ("run options", MarkdownTables.options(of: CommandTable.run)),
    ("schedule options", MarkdownTables.options(of: CommandTable.schedule)),
    ("compare options", MarkdownTables.options(of: CommandTable.compare)),
    ("commands", MarkdownTables.commands()), ("exit codes", MarkdownTables.exitCodes()),
    ("report excerpt", excerpt), ("library example", example),
  ]

  /// The example of the library, which the tests compile and run.
  private static var example: String {
    let file = Repository.text("Tests/AnalysisTests/LibraryExample.swift")
    let rows = file.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = rows.firstIndex { $0.hasSuffix("// begin library example") } ?? rows.endIndex
    let shown = rows[begin...].dropFirst().prefix { !$0.hasSuffix("// end library example") }
    return "```swift\nimport Analysis\n\n\(shown.joined(separator: "\n"))\n```\n"
  }

  /// The beginning of a real report: all before its findings, which is its first page.
  private static var excerpt: String {
    let report = Repository.text("Reports/week-of-nights/report.md")
    let head = report.split(separator: "\n## Findings\n", maxSplits: 1).first ?? ""
    return "~~~markdown\n\(head)\n~~~\n"
  }

  @Test(.serialized, arguments: parts.map(\.0))
  func `a table of the README is the one in the code`(_ name: String) throws {
    let readme = Repository.text("README.md")
    let made = try #require(Self.parts.first { $0.0 == name }?.1)
    let begin = try #require(readme.range(of: "<!-- begin \(name) -->\n"), "the README has no place for it")
    let end = try #require(readme.range(of: "<!-- end \(name) -->"))
    if Repository.isRecording {
      try Repository.write(readme.replacingCharacters(begin.upperBound, end.lowerBound, made), to: "README.md")
    } else {
      #expect(String(readme[begin.upperBound..<end.lowerBound]) == made)
    }
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    firstRange(of: text)
  }

  fileprivate func replacingCharacters(_ from: String.Index, _ to: String.Index, _ text: String) -> String {
    String(self[..<from]) + text + String(self[to...])
  }
}
