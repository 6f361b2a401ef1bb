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
    #expect(worse.output.hasPrefix("# Comparison: PASS, then FAIL: \(count) new, 0 known, 0 resolved\n"))
    #expect(worse.output.split(separator: "\n").count { $0.hasPrefix("| new | ") } == count)
    let better = try compare("faulty.json", "good.json")
    #expect(better.ending == .exited(0))
    #expect(better.output.hasPrefix("# Comparison: FAIL, then PASS: 0 new, 0 known, \(count) resolved\n"))
    #expect(better.output.split(separator: "\n").count { $0.hasPrefix("| resolved | ") } == count)
    let same = try compare("faulty.json", "faulty.json")
    #expect(
      same.ending == .exited(0) && same.output == "# Comparison: FAIL, then FAIL: 0 new, \(count) known, 0 resolved\n")
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
    #expect(result.output.hasPrefix("# Comparison: FAIL, then FAIL: 1 new, 2 known, 1 resolved\n"))
    #expect(
      result.output.contains(
        "| new | `r` | n/a | n/a | `\(b)` | `\(b)` |\n| resolved | `r` | n/a | n/a | `\(a)` | `\(a)` |\n"),
      "\(result.output)")
    try folder.write(report("incomplete", [a]).utf8, to: "cut.json")
    let cut = try compare("old.json", "cut.json")
    #expect(cut.ending == .exited(2))
    #expect(
      cut.output.hasPrefix("# Comparison: FAIL, then INCOMPLETE: 0 new, 1 known, 0 resolved, 2 gone but not resolved\n")
    )
    #expect(cut.output.contains("| gone, perhaps not read | `r` |"), "\(cut.output)")
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
      result.output.hasPrefix("# Comparison: FAIL, then FAIL: 1 new, 0 known, 0 resolved, 1 gone but not resolved\n"))
    for row in [
      "| `written by version 1, then by version 2` |", "| `x was error, is off` |", "| `y is a new rule` |",
      "| new, not tested before | `y` | n/a | n/a | n/a | `\(b)` |",
      "| gone, no longer tested | `x` | n/a | n/a | n/a | `\(a)` |",
    ] { #expect(result.output.split(separator: "\n").contains { $0 == row }, "\(result.output)") }
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
    let cut = try Command.run(Command.tokaudit, ["compare", old, folder("cut.json")])
    // What was not read has not vanished.
    #expect(cut.ending == .exited(2) && cut.output.contains("not met again in what was read\n"), "\(cut.output)")
    #expect(!cut.output.contains("vanished") && !cut.output.contains("no longer listed"), "\(cut.output)")
    let back = try Command.run(Command.tokaudit, ["compare", folder("cut.json"), old])
    #expect(back.ending == .exited(2) && back.output.contains("not met before in what was read\n"), "\(back.output)")
    try folder.write(report("pass", []).utf8, to: "report.json")
    #expect(try Command.run(Command.tokaudit, ["compare", old, folder("report.json")]).ending == .exited(64))
  }

  @Test func `a report is known by what is in it, whatever it is called and whoever has sorted it`() throws {
    let print = "00000000000000aa"
    try folder.write(report("pass", []).utf8, to: "old.json")
    let finding = #"{"fingerprint": "\#(print)", "rule": "r", "message": "\#(String(repeating: "x", count: 300))"}"#
    let sorted =
      #"{"findings": [\#(finding)], "schemaVersion": 1, "tool": {"name": "tokaudit"}, "verdict": "fail"}"#
    try folder.write(sorted.utf8, to: "new.txt")
    let result = try compare("old.json", "new.txt")
    #expect(result.ending == .exited(1), "\(result.errors)")
    #expect(result.output.hasPrefix("# Comparison: PASS, then FAIL: 1 new, 0 known, 0 resolved\n"))
    // Gzip that is damaged is no list either.
    try folder.write([0x1F, 0x8B, 0x08, 0x00], to: "cut.gz")
    let cut = try compare("old.json", "cut.gz")
    #expect(cut.ending == .exited(2) && cut.errors.contains("cannot read cut.gz: "), "\(cut.errors)")
    let nobody = try Command.run(Command.tokaudit, ["compare", folder("old.json"), "ftp://x"])
    #expect(nobody.ending == .exited(64) && nobody.errors.contains("ftp://"), "\(nobody.errors)")
  }

  @Test func `a URL is to be saved first`() throws {
    let list = "\(Self.nights)/2026-11-16.json"
    let url = "https://user:secret@localhost:1/"
    for (arguments, advice) in [
      ([list, url], "tokaudit fetch URL -o FILE"), ([url, list], "tokaudit fetch URL -o FILE"),
      ([list, list, "--alphabets", url], "tokaudit fetch URL --what alphabets -o FILE"),
    ] {
      let result = try Command.run(Command.tokaudit, ["compare"] + arguments)
      #expect(result.ending == .exited(64) && result.errors.contains(advice), "\(result.errors)")
      #expect(!result.errors.contains("secret"))
    }
  }

  @Test func `lists that come through pipes are compared`() throws {
    let list = "\(Self.nights)/2026-11-16.json"
    let script = "'\(Command.tokaudit)' compare <(cat '\(list)') <(cat '\(list)')"
    let result = try Command.run("bash", ["-c", script])
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(result.output.hasPrefix("# Comparison: 0 changed after finished, "), "\(result.output)")
  }

  @Test func `a comparison goes to files, for people and for programs`() throws {
    let (old, new) = ("\(Self.nights)/2026-11-16.json", "\(Self.nights)/2026-11-20.json")
    let printed = try Command.run(Command.tokaudit, ["compare", old, new])
    let written = try Command.run(Command.tokaudit, ["compare", old, new, "-o", folder("out/")])
    #expect(written.ending == printed.ending && written.output.isEmpty)
    #expect(try folder.text("out/comparison.md") == printed.output)
    #expect(try folder.text("out/comparison.html").contains("<h1>Comparison: "))
    let json = try JSONNode.read(try folder.text("out/comparison.json"))
    let title = json["title"]?.text ?? ""
    #expect(!title.isEmpty && printed.output.hasPrefix("# Comparison: \(title)\n"))
    #expect(written.errors == "tokaudit: \(title)\n")
    let few = try Command.run(Command.tokaudit, ["compare", old, new, "--max-rows", "1", "--format", "json"])
    let changes = try JSONNode.read(few.output)["changes"]?.list ?? []
    #expect(Set(changes.map { $0["kind"]?.text }).count == changes.count && !changes.isEmpty)
    #expect(try JSONNode.read(few.output)["productionLines"] == json["productionLines"])
  }

  @Test func `a list without production lines is incomplete, unless that is said to be right`() throws {
    try folder.write(#"{"data": []}"#.utf8, to: "empty.json")
    let arguments = ["compare", "\(Repository.root)/SampleData/get-all-tokens.json", folder("empty.json")]
    let result = try Command.run(Command.tokaudit, arguments)
    #expect(result.ending == .exited(2) && result.errors.contains("--allow-empty"), "\(result.errors)")
    let allowed = try Command.run(Command.tokaudit, arguments + ["--allow-empty"])
    #expect(allowed.ending == .exited(0) && allowed.errors == "", "\(allowed.errors)")
  }

  @Test func `no input is replaced, and no option is passed over`() throws {
    try folder.write(report("pass", []).utf8, to: "old.json")
    try folder.write(report("pass", []).utf8, to: "new.json")
    let reports = ["compare", folder("old.json"), folder("new.json")]
    for options in [["-o", folder("new.json")], ["-o", "x.csv"], ["--max-rows", "3"], ["--format", "csv"]] {
      let result = try Command.run(Command.tokaudit, reports + options)
      #expect(result.ending == .exited(64) && result.output.isEmpty, "\(options): \(result.errors)")
    }
    let nowhere = try Command.run(Command.tokaudit, reports + ["-o", folder("none/x.md")])
    #expect(nowhere.ending == .exited(2) && nowhere.errors.contains("none/x.md"), "\(nowhere.errors)")
  }
}
