import Testing

@testable import TokAudit

/// `compare` as a person meets it.
struct CompareCommandTests {
  private static let faulty = "\(Repository.root)/SampleData/every-rule-fails.json"
  private let folder = TemporaryFolder()

  private func compare(_ old: String, _ new: String) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["compare", folder(old), folder(new)])
  }

  @Test func `findings are new, known or resolved`() throws {
    _ = try Command.run(Command.tokaudit, ["audit", Self.faulty, "-o", folder("faulty.json")])
    try folder.write(report("pass", []).utf8, to: "good.json")
    let report = try JSONNode.read(try folder.text("faulty.json"))
    let count = report["findings"]?.list.count ?? 0
    #expect(count > 0)
    let worse = try compare("good.json", "faulty.json")
    #expect(worse.ending == .exited(1), "\(worse.errors)")
    #expect(worse.output.hasPrefix("PASS -> FAIL: \(count) new, 0 known, 0 resolved\nnew  "))
    #expect(worse.output.split(separator: "\n").count == count + 1)
    let better = try compare("faulty.json", "good.json")
    #expect(better.ending == .exited(0))
    #expect(better.output.hasPrefix("FAIL -> PASS: 0 new, 0 known, \(count) resolved\nresolved  "))
    let same = try compare("faulty.json", "faulty.json")
    #expect(same.ending == .exited(0) && same.output == "FAIL -> FAIL: 0 new, \(count) known, 0 resolved\n")
  }

  private func report(_ verdict: String, _ prints: [String]) -> String {
    let findings = prints.map { #"{"fingerprint": "\#($0)", "rule": "r", "message": "\#($0)"}"# }
    return #"{"schemaVersion": 1, "tool": {"name": "tokaudit"}, "verdict": "\#(verdict)", "findings": ["#
      + findings.joined(separator: ",") + "]}"
  }

  @Test func `equal findings are counted, and an incomplete audit proves nothing`() throws {
    let (a, b) = ("00000000000000aa", "00000000000000bb")
    try folder.write(report("fail", [a, a, b]).utf8, to: "old.json")
    try folder.write(report("fail", [b, b, a]).utf8, to: "new.json")
    let result = try compare("old.json", "new.json")
    #expect(result.ending == .exited(1))
    #expect(
      result.output == "FAIL -> FAIL: 1 new, 2 known, 1 resolved\nnew  \(b)  r  \(b)\nresolved  \(a)  r  \(a)\n")
    try folder.write(report("incomplete", [a]).utf8, to: "cut.json")
    #expect(try compare("old.json", "cut.json").ending == .exited(2))
    let missing = try compare("old.json", "none.json")
    #expect(missing.ending == .exited(2) && missing.errors.contains("cannot read none.json"), "\(missing.errors)")
    #expect(try Command.run(Command.tokaudit, ["compare", folder("old.json")]).ending == .exited(64))
  }

  @Test func `what comes from other rules is told apart`() throws {
    let (a, b) = ("00000000000000aa", "00000000000000bb")
    func report(_ print: String, _ version: String, _ rules: String) -> String {
      #"{"schemaVersion": 1, "tool": {"name": "tokaudit", "version": "\#(version)"}, "verdict": "fail","#
        + #""rules": [\#(rules)], "findings": [{"fingerprint": "\#(print)", "rule": "\#(print == a ? "x" : "y")"}]}"#
    }
    let (x, y) = (
      #"{"rule": "x", "severity": "error", "tested": 3}"#, #"{"rule": "y", "severity": "note", "tested": 1}"#
    )
    try folder.write(report(a, "1", x).utf8, to: "old.json")
    try folder.write(
      report(b, "2", #"{"rule": "x", "severity": "off", "tested": 0}, \#(y)"#).utf8, to: "new.json")
    let result = try compare("old.json", "new.json")
    #expect(result.ending == .exited(1), "\(result.errors)")
    #expect(
      result.output.split(separator: "\n").dropFirst() == [
        "rules  written by version 1, then by version 2", "rules  x was error, is off", "rules  y is a new rule",
        "new, not tested before  \(b)  y", "gone, no longer tested  \(a)  x",
      ], "\(result.output)")
  }

  private static let nights = "\(Repository.root)/SampleData/week-of-nights"

  @Test func `two lists are compared production line by production line`() throws {
    let old = "\(Self.nights)/2026-11-16.json"
    let text = String(decoding: try Command.contents(of: old), as: UTF8.self)
    let same = try Command.run(Command.tokaudit, ["compare", old, old])
    #expect(same.ending == .exited(0), "\(same.errors)")
    #expect(
      same.output.hasPrefix(
        "# Comparison: 0 changed after finished, 0 progressed, 0 added, 0 vanished\n"), "\(same.output)")
    let night = try Command.run(Command.tokaudit, ["compare", old, "\(Self.nights)/2026-11-17.json"])
    #expect(night.output.contains(" added") && night.output.contains("## Rates in characters per second"))
    let parts = text.split(separator: "24692", maxSplits: 1, omittingEmptySubsequences: false)
    try folder.write("\(parts[0])1\(parts[1])".utf8, to: "changed.json")
    let changed = try Command.run(Command.tokaudit, ["compare", old, folder("changed.json")])
    #expect(changed.ending == .exited(1), "\(changed.errors)")
    #expect(changed.output.contains("## 1 production line changed after finished"))
    #expect(changed.output.contains("| `attributes.rate` | `24692` | `1` |"), "\(changed.output)")
    try folder.write("\(parts[0])".utf8, to: "cut.json")
    #expect(try Command.run(Command.tokaudit, ["compare", old, folder("cut.json")]).ending == .exited(2))
    try folder.write(report("pass", []).utf8, to: "report.json")
    #expect(try Command.run(Command.tokaudit, ["compare", old, folder("report.json")]).ending == .exited(64))
  }
}
