import Testing

@testable import TokAudit

/// Finished production lines that no list has any more.
struct MissingLinesTests {
  private let folder = TemporaryFolder()

  private static func id(_ number: Int) -> String { "00000000-0000-4000-8000-00000000000\(number)" }

  /// A production line that was requested at an hour of the first day.
  private func line(_ number: Int, hour: Int? = nil, _ status: String = "finished", payment: Int? = nil) -> String {
    let steps = ["requested", "started", "ended", "finished", "analyzed", "deleted"]
    let last = steps.firstIndex(of: status) ?? 0
    let stamps = steps[...last].enumerated().map {
      #""\#($1)":"2026-11-19T\#(10 + (hour ?? number)):0\#($0):00.000Z""#
    }
    return #"{"type":"tokens","id":"\#(Self.id(number))","attributes":{"status":"\#(status)","timestamps":{"#
      + #"\#(stamps.joined(separator: ","))}},"relationships":{"payment":{"data":{"type":"transaction","#
      + #""ident":"pi_00000000000000000000000\#(payment ?? number)"}}}}"#
  }

  /// Runs the job as of a day with a list; returns the first two rows of what it tells.
  private func run(
    _ day: Int, _ lines: [String], sources: String = #""list.json""#, says: String = ""
  ) throws -> [Substring] {
    try folder.write("{\"data\":[\(lines.joined(separator: ","))]}".utf8, to: "list.json")
    let job =
      #"{"name": "n", "window": "all", "sources": [\#(sources)], "options": {"select": ["changed-after-finished", "line-id-unique"]}, "#
      + #""notify": {"command": ["sh", "-c", "cat >> \#(folder("told"))"]}}"#
    try folder.write(job.utf8, to: "job.json")
    let result = try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", "2026-11-\(day)T05:00:00Z"])
    let isWhole = sources == #""list.json""# && says.isEmpty
    #expect(result.ending == .exited(isWhole ? 0 : 2) && result.errors.contains(says), "\(result.errors)")
    return Array(result.output.split(separator: "\n").prefix(2))
  }

  private func comparison(_ day: Int) throws -> [Substring] {
    try folder.text("Reports/n/2026-11-\(day)/comparison.md").split(separator: "\n")
  }

  @Test func `what was finished and is in no list is told once, to whom changes are told`() throws {
    let whole = [line(1), line(2), line(3)]
    #expect(try run(20, whole)[1] == "nothing new")
    #expect(try run(21, whole)[1] == "nothing new")
    let rows = try run(22, [line(1), line(3)])
    #expect(rows[0].contains(" PASS (was PASS): 0 new findings, 1 production line missing, 0 resolved, "), "\(rows)")
    #expect(
      rows[1] == "a finished production line is in no list any more: \(Self.id(2)); who acts: you, then the service; "
        + "comparison.md says more")
    #expect(try folder.text("told").split(separator: "\n").prefix(2) == rows[...])
    let found = try comparison(22)
    #expect(found[0].hasSuffix(", 1 missing") && found.contains("## 1 production line missing"), "\(found)")
    #expect(found.contains { $0.hasPrefix("| `\(Self.id(2))` | ") && $0.hasSuffix(" | `finished` |") }, "\(found)")
    #expect(try run(23, [line(1), line(3)])[1] == "nothing new")
    #expect(try !comparison(23)[0].contains("missing"))
    // What came back can go again.
    #expect(try run(24, whole)[1] == "nothing new")
    #expect(try run(25, [line(1), line(3)])[1].contains(Self.id(2)))
    #expect(try folder.text("told").split(separator: "\n").count == 6)
  }

  @Test func `several are counted, and some named`() throws {
    _ = try run(20, (1...6).map { line($0) })
    let rows = try run(21, [line(1)])
    #expect(rows[0].contains(", 5 production lines missing, "), "\(rows)")
    #expect(rows[1].contains("\(Self.id(4)) and 2 more; "), "\(rows)")
  }

  @Test func `what was deleted, or is older than the lists, or has another part, is not missed`() throws {
    _ = try run(20, [line(1), line(2), line(3), line(4), line(5)])
    _ = try run(21, [line(1), line(2), line(3, "deleted"), line(4), line(5)])
    #expect(try run(22, [line(2), line(4, hour: 7, payment: 9), line(5)])[1] == "nothing new")
    #expect(try run(23, [line(4, hour: 7, payment: 9), line(5)])[1] == "nothing new")
    #expect(!FileIdentity.isThere(folder("Reports/n/2026-11-23/missing.json")))
  }

  @Test func `what a list lacks that is not whole is not missing`() throws {
    _ = try run(20, [line(1), line(2)])
    #expect(try run(21, [line(1)], sources: #""list.json", "none.json""#)[0].contains("missing") == false)
    #expect(try run(22, [line(1)])[1].contains(Self.id(2)))
  }

  @Test(arguments: [
    ("rm -f \"$0\"; mkdir \"$0\"", "it is no regular file"),
    ("printf '{' > \"$0\"", "Restore it from a backup; if there is none, remove it: what that run missed is told once"),
  ])
  func `what a run missed and can't be read is named, and nothing is told twice`(
    _ damage: String, _ says: String
  ) throws {
    _ = try run(20, [line(1), line(2)])
    #expect(try run(21, [line(1)])[1].contains(Self.id(2)))
    let file = folder("Reports/n/2026-11-21/missing.json")
    _ = try Command.run("sh", ["-c", damage, file])
    let rows = try run(22, [line(1)], says: "2026-11-21/missing.json: ")
    #expect(rows.allSatisfy { !$0.contains(Self.id(2)) }, "\(rows)")
    _ = try run(23, [line(1)], says: says)
    _ = try Command.run("rm", ["-rf", file])
    #expect(try run(24, [line(1)])[1].contains(Self.id(2)))
  }

  @Test func `a day that is run again doesn't miss what came later`() throws {
    _ = try run(20, [line(1)])
    _ = try run(22, [line(1), line(2), line(3)])
    #expect(try run(21, [line(1)])[1] == "nothing new")
  }
}
