import Analysis
import Testing

@testable import TokAudit

/// The manual page, as the programs that format it see it.
struct ManualPageTests {
  private let folder = TemporaryFolder()

  init() throws { try folder.write(ManualPage.text.utf8, to: "tokaudit.1") }

  /// The page as a program formats it, on one row.
  private func formatted(_ program: String, _ arguments: [String]) throws -> String {
    let result = try Command.run(
      program, arguments + [folder("tokaudit.1")], environment: ["MANWIDTH=120", "LC_ALL=C.UTF-8"])
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(result.errors == "")
    return result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func expectEverything(in page: String) {
    func has(_ text: String) -> Bool {
      // A break may stand in a long word behind a hyphen or a slash.
      page.filter { $0 != " " }.contains(text.filter { $0 != " " })
    }
    for command in CommandTable.all {
      #expect(has(command.usage))
      #expect(has(command.summary))
      for option in command.allOptions { #expect(has(option.signature + option.fullHelp), "\(option.name)") }
      for ending in command.endings { #expect(has("\(ending.code.rawValue): \(ending.meaning)")) }
      for example in command.examples { #expect(has("tokaudit \(example.command)")) }
    }
    for code in CommandTable.exitCodes { #expect(has("\(code.rawValue)\(code.meaning)")) }
  }

  @Test(.enabled(if: Command.exists("groff"), "there is no groff"))
  func `groff has no objection, and shows every option of every command`() throws {
    #expect(try formatted("groff", ["-man", "-ww", "-z"]) == "")
    expectEverything(in: try formatted("groff", ["-man", "-Tutf8", "-P-cbou", "-rLL=110n", "-rHY=0"]))
  }

  @Test(.enabled(if: Command.exists("mandoc"), "there is no mandoc"))
  func `mandoc has no objection`() throws {
    let lint = try Command.run("mandoc", ["-T", "lint", "-W", "warning", folder("tokaudit.1")])
    #expect(lint.output == "")
    let page = try formatted("sh", ["-c", #"mandoc -T utf8 -O width=120 "$0" | col -b"#])
    expectEverything(in: page)
  }

  @Test(.enabled(if: Command.exists("man"), "there is no man"))
  func `man shows it`() throws {
    let page = try formatted("man", ["--warnings", "-l"])
    #expect(page.contains("--what tokens|alphabets|data"))
  }

  @Test func `its day is that of the version, once that is released`() throws {
    let heading = try #require(
      Repository.text("CHANGELOG.md").split(separator: "\n").first { $0.hasPrefix("## \(Version.current) ") })
    #expect(heading.hasSuffix(" – not released yet") || heading.hasSuffix(" – \(Version.day)"), "\(heading)")
    #expect(ManualPage.text.contains("\n.TH TOKAUDIT 1 \"\(Version.day)\" "))
  }

  @Test func `no row begins with what would be a request of troff by accident`() {
    let requests = [".\\\"", ".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".PP", ".RS", ".RE", ".EX", ".EE"]
    for row in ManualPage.text.split(separator: "\n") where row.hasPrefix(".") || row.hasPrefix("'") {
      #expect(requests.contains { row == $0 || row.hasPrefix("\($0) ") }, "\(row)")
    }
    #expect(ManualPage.text.utf8.allSatisfy { $0 < 0x80 })
  }
}
