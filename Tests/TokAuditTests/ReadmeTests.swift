import Analysis
import Testing

@testable import TokAudit

/// The tables of the README and of the guide come from the code. TOKAUDIT_RECORD=1 writes them anew.
struct ReadmeTests {
  static let parts: [(file: String, name: String, text: String)] = [
    ("README.md", "commands", MarkdownTables.commands()), ("README.md", "exit codes", MarkdownTables.exitCodes()),
    ("README.md", "report excerpt", excerpt), ("Guide/rules.md", "rules", MarkdownTables.rules()),
    ("Guide/audits.md", "options", MarkdownTables.options(of: CommandTable.audit)),
    ("Guide/live.md", "fetch options", MarkdownTables.options(of: CommandTable.fetch)),
    ("Guide/payments.md", "reconcile options", MarkdownTables.options(of: CommandTable.reconcile)),
    ("Guide/nightly.md", "run options", MarkdownTables.options(of: CommandTable.run)),
    ("Guide/nightly.md", "schedule options", MarkdownTables.options(of: CommandTable.schedule)),
    ("Guide/nightly.md", "compare options", MarkdownTables.options(of: CommandTable.compare)),
    ("Guide/library.md", "library example", example),
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

  @Test(.serialized, arguments: parts.map(\.name))
  func `a table of the README or the guide is the one in the code`(_ name: String) throws {
    let (file, _, made) = try #require(Self.parts.first { $0.name == name })
    let page = Repository.text(file)
    let begin = try #require(page.range(of: "<!-- begin \(name) -->\n"), "\(file) has no place for it")
    let end = try #require(page.range(of: "<!-- end \(name) -->"))
    if Repository.isRecording {
      try Repository.write(page.replacingCharacters(begin.upperBound, end.lowerBound, made), to: file)
    } else {
      #expect(String(page[begin.upperBound..<end.lowerBound]) == made)
    }
  }

  @Test func `every link to a page or a heading leads somewhere`() throws {
    let pages =
      try ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
      + Folder.entries(of: "\(Repository.root)/Guide") { $0.reversed().starts(with: ".md".utf8.reversed()) }
      .names.map { "Guide/\($0)" }
    #expect(pages.count > 10)
    for page in pages {
      let folder = page.contains("/") ? "Guide/" : ""
      for link in Repository.text(page).matches(of: /\]\(([^)]+)\)/).map(\.1) where !link.hasPrefix("http") {
        let parts = link.split(separator: "#", omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? page : Self.resolved("\(folder)\(parts[0])")
        #expect(FileNames.isReadable("\(Repository.root)/\(target)"), "\(page): \(link)")
        guard parts.count > 1 else { continue }
        #expect(Self.anchors(of: Repository.text(target)).contains(String(parts[1])), "\(page): \(link)")
      }
    }
  }

  /// A path without steps up.
  private static func resolved(_ path: String) -> String {
    path.split(separator: "/").reduce(into: [Substring]()) { steps, step in
      if step == ".." { steps.removeLast() } else { steps.append(step) }
    }.joined(separator: "/")
  }

  /// The anchors of the headings of a page, as GitHub makes them.
  private static func anchors(of text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
      heading.drop { $0 == "#" || $0 == " " }.lowercased().filter {
        $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
      }
      .replacing(" ", with: "-")
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
