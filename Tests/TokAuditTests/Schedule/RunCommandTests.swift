import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// `run` and `schedule` as a person meets them.
struct RunCommandTests {
  private static let faulty = "\(Repository.root)/SampleData/every-rule-fails.json"
  private static let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
  private let folder = TemporaryFolder()

  private func job(_ source: String, _ more: String = "") throws {
    try folder.write(#"{"name": "n", "window": "all", "sources": ["\#(source)"]\#(more)}"#.utf8, to: "job.json")
  }

  private func run(_ day: String, _ options: [String] = []) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", "\(day)T05:00:00Z"] + options)
  }

  private func record(_ name: String) throws -> JSONNode {
    try JSONNode.read(try folder.text("Reports/n/\(name)/run.json"))
  }

  private func link() throws -> String { try Command.run("readlink", [folder("Reports/n/latest")]).output }

  @Test(arguments: [
    "9999-12-31T23:59:59Z", "9999-01-01T00:00:00Z", "0001-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
  ])
  func `a moment whose days have no name is refused`(_ moment: String) throws {
    try job(Self.sample)
    let result = try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", moment])
    #expect(
      result.ending == .exited(64) && result.errors.contains("for '--as-of'. Its year must be"), "\(result.errors)")
    #expect(folder.names == ["job.json"])
  }

  @Test(arguments: ["yesterday", "last-month", "all"], ["0002-01-01T00:00:00Z", "9998-12-31T23:59:59Z"])
  func `every other moment has its days, in every zone`(_ window: String, _ moment: String) throws {
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"] {
      let text = #"{"name": "n", "window": "\#(window)", "zone": "\#(zone)", "sources": ["\#(Self.sample)"]}"#
      try folder.write(text.utf8, to: "job.json")
      let arguments = ["run", "--check", folder("job.json"), "--as-of", moment]
      let result = try Command.run(Command.tokaudit, arguments)
      #expect(result.ending == .exited(0), "\(result.errors)")
    }
  }

  @Test func `only what is new fails a run, and the index tells the story`() throws {
    try job(Self.faulty, #", "options": {"ignore": "timestamp-future"}"#)
    let first = try run("2026-11-20")
    #expect(first.ending == .exited(1), "\(first.errors)")
    #expect(first.output.hasPrefix("tokaudit n 2026-11-20 FAIL: "), "\(first.output)")
    #expect(first.output.split(separator: "\n").count == 3)
    let new = try #require(try record("2026-11-20")["newFindings"]?.integer)
    #expect(new > 0)
    let second = try run("2026-11-22")
    #expect(second.ending == .exited(0), "\(second.errors)")
    #expect(second.output.hasPrefix("tokaudit n 2026-11-22 FAIL (was FAIL): 0 new findings"))
    #expect(try record("2026-11-22")["knownFindings"]?.integer == new)
    #expect(try record("2026-11-22")["comparedWith"]?.text == "2026-11-20")
    #expect(try link() == "2026-11-22\n")
    // A repeat is compared with the day before, not with itself, and an earlier day doesn't become the latest.
    #expect(try run("2026-11-20").ending == .exited(1))
    #expect(try link() == "2026-11-22\n")
    try job(Self.sample)
    #expect(try run("2026-11-23").ending == .exited(0))
    #expect(try record("2026-11-23")["resolvedFindings"]?.integer ?? 0 > 0)
    let rows = try folder.text("Reports/n/index.md").split(separator: "\n").filter { $0.hasPrefix("| [") }
    #expect(rows.map { $0.prefix(14) } == ["| [2026-11-23]", "| [2026-11-22]", "| [2026-11-20-", "| [2026-11-20]"])
    #expect(rows.last?.contains("replaced by a later run") == true)
    let files = [
      "comparison.md", "findings.csv", "lines.csv", "rates.csv", "report.html", "report.json", "report.md", "rules.csv",
      "run.json",
    ]
    #expect(try Command.run("ls", [folder("Reports/n/2026-11-23")]).output == files.map { "\($0)\n" }.joined())
    let input = try #require(try record("2026-11-23")["inputs"]?["0"])
    let sum = try Command.run("sha256sum", [Self.sample]).output.prefix(64)
    #expect(input["sha256"]?.text == String(sum))
  }

  @Test func `a window that stays the same is compared with the day before`() throws {
    try folder.write(
      #"{"name": "n", "window": {"from": "2020-01-01"}, "sources": ["\#(Self.faulty)"]}"#.utf8, to: "job.json")
    #expect(try run("2026-11-20").ending == .exited(1))
    #expect(try run("2026-11-21").ending == .exited(0))
    #expect(try record("2026-11-21")["comparedWith"]?.text == "2026-11-20")
  }

  @Test func `known findings say since which night they are open, also when that run is gone`() throws {
    let options = #", "keep": 1, "options": {"ignore": "timestamp-future"}"#
    try job(Self.faulty, options)
    for (day, code) in [("2026-11-20", Int32(1)), ("2026-11-21", 0), ("2026-11-22", 0)] {
      #expect(try run(day).ending == .exited(code))
      #expect(try record(day)["openSince"]?.text == "2026-11-20")
    }
    #expect(try !Command.run("ls", [folder("Reports/n")]).output.contains("2026-11-20"))
    let report = try JSONNode.read(try folder.text("Reports/n/2026-11-22/report.json"))
    let findings = try #require(report["findings"]?.list)
    #expect(!findings.isEmpty && findings.allSatisfy { $0["openSince"]?.text == "2026-11-20" })
    for name in ["report.md", "report.html"] {
      #expect(try folder.text("Reports/n/2026-11-22/\(name)").contains("known, open since 2026-11-20"))
    }
    #expect(try folder.text("Reports/n/index.md").hasSuffix("| 0 | 2026-11-20 |\n"))
    #expect(try folder.text("Reports/n/index.html").contains("<td class=\"n\">2026-11-20</td></tr>"))
    // Resolved in between, they are open anew.
    try job("\(Repository.root)/SampleData/week-of-nights/2026-11-16.json", options)
    #expect(try run("2026-11-23").ending == .exited(0))
    #expect(try record("2026-11-23")["knownFindings"]?.integer == 0)
    try job(Self.faulty, options)
    #expect(try run("2026-11-24").ending == .exited(1))
    #expect(try run("2026-11-25").ending == .exited(0))
    #expect(try record("2026-11-25")["openSince"]?.text == "2026-11-24")
  }

  @Test func `a change of rules is told from a change of data`() throws {
    try job(Self.faulty, #", "options": {"ignore": ["timestamp-future", "data-file-size"]}"#)
    _ = try run("2026-11-20")
    try job(Self.faulty, #", "options": {"ignore": "timestamp-future"}"#)
    let result = try run("2026-11-21")
    let record = try record("2026-11-21")
    let new = try #require(record["newFindings"]?.integer)
    #expect(result.ending == .exited(1) && new > 0 && record["newFromRules"]?.integer == new, "\(result)")
    #expect(result.output.contains("of these \(new) by "), "\(result.output)")
    let difference = "data-file-size was off, is error"
    for name in ["comparison.md", "report.md", "report.html", "report.json"] {
      #expect(try folder.text("Reports/n/2026-11-21/\(name)").contains(difference), "\(name)")
    }
    #expect(try folder.text("Reports/n/2026-11-21/comparison.md").contains("\n## Rules\n"))
    // The same rules again: nothing to say.
    #expect(try !run("2026-11-22").output.contains("of these"))
    #expect(try !folder.text("Reports/n/2026-11-22/comparison.md").contains("## Rules"))
  }

  @Test func `what is missing makes the run incomplete, and is kept`() throws {
    try job("missing-*.json")
    let result = try run("2026-11-20")
    #expect(result.ending == .exited(2))
    #expect(result.output.hasPrefix("tokaudit n 2026-11-20 INCOMPLETE: "), "\(result.output)")
    #expect(try record("2026-11-20")["verdict"]?.text == "incomplete")
    // 2026-11-20 is a Friday. What is incomplete is nothing to compare with.
    try job(Self.sample, #", "expectLines": {"min": 1000000, "days": "Sat"}"#)
    #expect(try run("2026-11-27").ending == .exited(0))
    let short = try run("2026-11-28")
    #expect(short.ending == .exited(2) && short.output.contains("at least 1000000 were expected"))
    #expect(try record("2026-11-28")["comparedWith"]?.text == "2026-11-27")
  }

  @Test func `what has not ended is none of those that are expected`() throws {
    let waiting = """
      {"data": [{"type": "tokens", "id": "6f0c0d7e-0b1c-4a52-9f5e-000000000001", "attributes": {"status": "requested",
      "timestamps": {"requested": "2026-11-26T20:00:00.000Z"}}}]}
      """
    try folder.write(waiting.utf8, to: "waiting.json")
    try folder.write(
      #"{"name": "n", "sources": ["waiting.json"], "expectLines": {"min": 1}, "options": {"allow-empty": true}}"#.utf8,
      to: "job.json")
    let result = try run("2026-11-27")
    #expect(result.ending == .exited(2) && result.errors.contains("0 production lines, at least 1 were expected"))
    #expect(try record("2026-11-26")["productionLines"] == .integer(1))
  }

  @Test(.enabled(if: TemporaryFolder().makeNameless(), "this file system refuses such names"))
  func `a list whose name is not UTF-8 is missing, not left out`() throws {
    try folder.write(try Command.contents(of: Self.sample), to: "list.json")
    try #require(folder.makeNameless())
    try job(folder("[!j]*.json"))
    let result = try run("2026-11-20")
    #expect(result.ending == .exited(2), "\(result.output)")
    #expect(result.output.contains("\u{FFFD}.json: can't be read"), "\(result.output)")
  }

  @Test func `two runs at once are one run and 75`() throws {
    try job(Self.sample)
    _ = try run("2026-11-20")
    let lock = try FileDescriptor.open(folder("Reports/n/.lock"), .updating)
    #expect(try lock.lock())
    let result = try run("2026-11-21")
    #expect(result.ending == .exited(75) && result.errors.contains("another run of this job"))
    #expect(flock(lock.number, LOCK_UN) == 0)
    #expect(try run("2026-11-21").ending == .exited(0))
  }

  @Test func `what an interrupted run has left is cleaned up and made good`() throws {
    try job(Self.sample)
    _ = try run("2026-11-20")
    _ = try Command.run(
      "sh",
      [
        "-c",
        "cd '\(folder("Reports/n"))' && mkdir -p .run/a/b && echo x > .run/a/report.md && echo x > .tokaudit-x.tmp && rm index.md latest && ln -s gone latest",
      ])
    #expect(try run("2026-11-21").ending == .exited(0))
    let names = try Command.run("ls", ["-A", folder("Reports/n")]).output
    #expect(names == ".lock\n2026-11-20\n2026-11-21\nindex.html\nindex.md\nlatest\n")
    #expect(try link() == "2026-11-21\n")
    #expect(try folder.text("Reports/n/index.md").contains("[2026-11-20](2026-11-20/report.md)"))
    #expect(try folder.text("Reports/n/index.html").contains("<a href=\"2026-11-20/report.html\">2026-11-20</a>"))
  }

  @Test func `the oldest runs go, but never the last good one`() throws {
    try job(Self.sample, #", "keep": 1"#)
    _ = try run("2026-11-20")
    _ = try run("2026-11-21")
    try job(Self.faulty, #", "keep": 1"#)
    for day in ["2026-11-22", "2026-11-23"] { _ = try run(day) }
    let names = try Command.run("ls", [folder("Reports/n")]).output
    // The last run has nothing new, but its verdict is FAIL.
    #expect(names == "2026-11-21\n2026-11-23\nindex.html\nindex.md\nlatest\nstates\n", "\(names)")
  }

  @Test func `the command is told, and its failure is not fatal`() throws {
    let told = folder("told")
    try job(
      Self.sample,
      #", "notify": {"on": "always", "command": ["sh", "-c", "cat > \#(told); echo $TOKAUDIT_VERDICT >> \#(told)"]}"#)
    let result = try run("2026-11-20")
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(try folder.text("told") == result.output + "pass\n")
    try job(Self.sample, #", "notify": {"on": "always", "command": ["sleep", "60"], "timeout": "1s"}"#)
    let slow = try run("2026-11-21")
    #expect(slow.ending == .exited(0) && slow.errors.contains("notify: the command did not end within 1s"))
    // What a shell has started ends with it, so that nobody who reads a pipe waits for that.
    try job(Self.sample, #", "notify": {"on": "always", "command": ["sh", "-c", "sleep 60; true"], "timeout": "1s"}"#)
    let start = ContinuousClock.now
    let piped = "'\(Command.tokaudit)' run '\(folder("job.json"))' --as-of 2026-11-21T05:00:00Z 2>&1 | cat"
    let held = try Command.run("sh", ["-c", piped]).output
    #expect(held.contains("notify: the command did not end within 1s"), "\(held)")
    #expect(ContinuousClock.now - start < .seconds(45))
    try job(Self.sample, #", "notify": {"on": "change", "command": ["false"]}"#)
    #expect(try run("2026-11-22").errors == "")
  }

  @Test func `the command is a program of PATH, or a path from the job file on, and one that is missing is named`()
    throws
  {
    try folder.write("#!/bin/sh\ncat > '\(folder("told"))'\n".utf8, to: "tell")
    chmod(folder("tell"), 0o700)
    try job(Self.sample, #", "notify": {"on": "always", "command": ["./tell"]}"#)
    let result = try run("2026-11-20")
    #expect(try folder.text("told") == result.output, "\(result.errors)")
    try job(Self.sample, #", "notify": {"on": "always", "command": ["no-such-program", "x"]}"#)
    let errors = try run("2026-11-21").errors
    #expect(errors.contains("notify: no-such-program: "), "\(errors)")
  }

  @Test func `metrics keep the last success of a run that failed`() throws {
    try job(Self.sample)
    let path = ["-o", folder("n.prom")]
    #expect(try run("2026-11-20", path).ending == .exited(0))
    let name = "tokaudit_last_success_timestamp_seconds{job_name=\"n\"} "
    func success() throws -> Substring? {
      try folder.text("n.prom").split(separator: "\n").first { $0.hasPrefix(name) }
    }
    let first = try #require(try success())
    try job(Self.faulty)
    #expect(try run("2026-11-21", path).ending == .exited(1))
    #expect(try success() == first)
    let text = try folder.text("n.prom")
    #expect(text.contains("tokaudit_production_lines{job_name=\"n\"} 60\n"))
    #expect(text.contains("tokaudit_exit_code{job_name=\"n\"} 1\n"))
    #expect(text.contains("{job_name=\"n\",rule=\"data-file-size\",severity=\"error\"} "))
    try job("missing.json")
    #expect(try run("2026-11-22", path).ending == .exited(2))
    #expect(try folder.text("n.prom").contains("tokaudit_complete{job_name=\"n\"} 0\n"))
    #expect(try success() == first)
    #expect(try run("2026-11-23", ["-o", folder("n.txt")]).ending == .exited(64))
  }

  @Test func `a bad job ends with 78 and leaves nothing`() throws {
    try folder.write(#"{"name": "n", "sources": ["a"], "options": {"ignore": "nothing"}}"#.utf8, to: "job.json")
    for options in [["--check"], []] {
      let result = try run("2026-11-20", options)
      #expect(result.ending == .exited(78), "\(result.errors)")
      #expect(
        result.errors.contains("row 1, column 55: options.ignore: the value 'nothing' is invalid. "), "\(result.errors)"
      )
    }
    #expect(folder.names == ["job.json"])
    #expect(try Command.run(Command.tokaudit, ["run", folder("none.json")]).ending == .exited(78))
    #expect(try Command.run(Command.tokaudit, ["run"]).ending == .exited(64))
  }

  @Test func `the example passes its check, and its units are valid`() throws {
    let example = try Command.run(Command.tokaudit, ["run", "--print-example"])
    try folder.write(example.output.utf8, to: "job.json")
    let check = try run("2026-11-20", ["--check"])
    #expect(check.ending == .exited(0) && check.output.contains("/Reports/nightly/2026-11-19\n"), "\(check)")
    #expect(folder.names == ["job.json"])
    let program = ["--program", Command.tokaudit]
    let units = try Command.run(Command.tokaudit, ["schedule", folder("job.json"), "--systemd"] + program)
    #expect(units.ending == .exited(0))
    #expect(try Command.run(Command.tokaudit, ["schedule", folder("job.json")]).ending == .exited(64))
    for quoted in ["/a\"b", "/a'b", "/a\\b"] {
      let schedule = ["schedule", folder("job.json"), "--program", quoted]
      #expect(try Command.run(Command.tokaudit, schedule + ["--systemd"]).ending == .exited(64))
      #expect(try Command.run(Command.tokaudit, schedule + ["--cron"]).ending == .exited(0))
    }
    guard Command.exists("systemd-analyze") else { return print("skipped, as there is no systemd-analyze: units") }
    let files = units.output.split(separator: "# tokaudit-").map { part -> (name: String, text: Substring) in
      ("tokaudit-\(part.prefix { $0 != "\n" })", part)
    }
    #expect(
      files.map(\.name) == ["tokaudit-nightly.service", "tokaudit-nightly-failed.service", "tokaudit-nightly.timer"])
    let paths = try files.map { name, text in
      try folder.write("# tokaudit-\(text)".utf8, to: name)
      return folder(name)
    }
    let verified = try Command.run("systemd-analyze", ["verify"] + paths)
    #expect(!verified.errors.contains("tokaudit-nightly") && verified.ending == .exited(0), "\(verified.errors)")
  }

  @Test func `a window that ends before it begins is named with its place`() throws {
    let window = #"{"from": "2026-11-03", "to": "2026-11-01"}"#
    try folder.write(#"{"name": "n", "sources": ["a"], "window": \#(window)}"#.utf8, to: "job.json")
    let result = try run("2026-11-20", ["--check"])
    #expect(result.ending == .exited(78) && result.errors.contains("row 1, column 72: window.to: "), "\(result.errors)")
    let payments = #""payments": {"files": ["p"], "price": "x"}"#
    try folder.write(#"{"name": "n", "sources": ["a"], \#(payments)}"#.utf8, to: "job.json")
    let price = try run("2026-11-20", ["--check"])
    #expect(price.ending == .exited(78) && price.errors.contains(": payments.price: the value 'x'"), "\(price.errors)")
  }

  @Test func `on days without an expectation the window may be empty, but not the list`() throws {
    func job(_ source: String, _ days: String) throws {
      try folder.write(
        #"{"name": "n", "sources": ["\#(source)"], "expectLines": {"min": 1, "days": "\#(days)"}}"#.utf8,
        to: "job.json")
    }
    // 2026-11-22 is a Sunday.
    try job(Self.sample, "Mon-Fri")
    let sunday = try run("2026-11-23")
    #expect(sunday.ending == .exited(0) && sunday.output.contains(" PASS"), "\(sunday)")
    let monday = try run("2026-11-24")
    #expect(monday.ending == .exited(2), "\(monday)")
    for text in [monday.errors, monday.output] {
      #expect(text.contains(#"say so with "options": {"allow-empty": true}."#) && !text.contains("--"), "\(text)")
    }
    #expect(try record("2026-11-23")["reason"]?.text?.contains("--") == false)
    try folder.write(#"{"data": []}"#.utf8, to: "empty.json")
    try job("empty.json", "Mon-Fri")
    #expect(try run("2026-11-30").ending == .exited(2))
  }

  @Test func `small bars go from nothing to the largest value`() {
    #expect(RunHistory.bars([0, nil, 1, 50, 100]) == "▁·▂▅█")
    #expect(RunHistory.bars([0, 0]) == "▁▁" && RunHistory.bars([nil]) == "·" && RunHistory.bars([.max]) == "█")
  }

  @Test func `the index has a row of nights for each number, also for those without a run`() throws {
    let list = "\(Repository.root)/SampleData/week-of-nights/2026-11-22.json"
    try folder.write(#"{"name": "n", "sources": ["\#(list)"], "options": {"allow-empty": true}}"#.utf8, to: "job.json")
    for day in ["2026-11-20", "2026-11-21", "2026-11-23"] { _ = try run(day) }
    let index = try folder.text("Reports/n/index.md")
    #expect(index.contains("From 2026-11-19 to 2026-11-22; P is pass"), "\(index)")
    let verdict = index.split(separator: "\n").first { $0.hasPrefix("verdict ") }?.suffix(4)
    #expect(verdict?.count == 4 && Array(verdict ?? "")[2] == "·", "\(index)")
  }
}
