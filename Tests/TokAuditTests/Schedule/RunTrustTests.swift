import Testing

@testable import TokAudit

/// What a run does when its folder, its history or its metrics are not as they should be.
struct RunTrustTests {
  private static let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
  private let folder = TemporaryFolder()

  private func job(_ more: String = "") throws {
    try folder.write(#"{"name": "n", "window": "all", "sources": ["\#(Self.sample)"]\#(more)}"#.utf8, to: "job.json")
  }

  private func run(_ day: String, _ options: [String] = []) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", "\(day)T05:00:00Z"] + options)
  }

  private func shell(_ script: String) throws -> String {
    try Command.run("sh", ["-c", "cd '\(folder(""))' && \(script)"]).output
  }

  @Test func `metrics are for everybody to read, whatever the umask, and a killed run's draft goes`() throws {
    try job()
    let command = "'\(Command.tokaudit)' run job.json --as-of 2026-11-20T05:00:00Z -o n.prom"
    _ = try shell("echo half > .tokaudit-n.prom.tmp; umask 077; \(command)")
    #expect(try shell("stat -c %a n.prom") == "644\n")
    #expect(try shell("ls -A") == "Reports\njob.json\nn.prom\n")
  }

  @Test func `metrics say why a run is incomplete`() throws {
    func reasons(_ path: String) throws -> [Substring] {
      try folder.text(path).split(separator: "\n").filter { $0.hasPrefix("tokaudit_incomplete{") && $0.hasSuffix(" 1") }
    }
    func label(_ reason: String) -> [Substring] { ["tokaudit_incomplete{job_name=\"n\",reason=\"\(reason)\"} 1"] }
    try job()
    let metrics = ["-o", folder("n.prom")]
    #expect(try run("2026-11-20", metrics).ending == .exited(0))
    #expect(try reasons("n.prom") == [])
    let count = try folder.text("n.prom").split(separator: "\n").count { $0.hasPrefix("tokaudit_incomplete{") }
    #expect(count == Gap.allCases.count)
    try job(#", "expectLines": {"min": 3}"#)
    #expect(try run("2026-11-21", metrics).ending == .exited(2))
    #expect(try reasons("n.prom") == label("count"))
    try job(#", "options": {"accept": "none.csv"}"#)
    #expect(try run("2026-11-21", metrics).ending == .exited(78))
    #expect(try reasons("n.prom") == label("configuration"))
    try folder.write(#"{"name": "n", "window": "all", "sources": ["none.json"]}"#.utf8, to: "job.json")
    #expect(try run("2026-11-22", metrics).ending == .exited(2))
    #expect(try reasons("n.prom") == label("sources"))
  }

  @Test func `a report that is gone or damaged is named, and the run before it is compared with`() throws {
    try job()
    for day in ["2026-11-20", "2026-11-21", "2026-11-22"] { #expect(try run(day).ending == .exited(0)) }
    _ = try shell("truncate -s 300 Reports/n/2026-11-21/report.json; rm Reports/n/2026-11-22/report.json")
    let result = try run("2026-11-23")
    #expect(result.ending == .exited(0), "\(result.errors)")
    for day in ["2026-11-21", "2026-11-22"] {
      #expect(result.errors.contains("n: \(day)/report.json can't be used"), "\(result.errors)")
    }
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-23/run.json"))
    #expect(record["comparedWith"]?.text == "2026-11-20" && result.errors.contains("compared with 2026-11-20: "))
    _ = try shell("for day in 20 23; do echo > Reports/n/2026-11-$day/report.json; done")
    let last = try run("2026-11-24")
    #expect(last.ending == .exited(0) && !last.errors.contains("compared with"))
    #expect(last.errors.contains("2026-11-23/report.json can't be used, so all findings count as new: "))
    #expect(try JSONNode.read(try folder.text("Reports/n/2026-11-24/run.json"))["comparedWith"] == nil)
  }

  @Test func `a key that would go over plain http is refused before a run`() throws {
    try folder.write(
      #"{"name": "n", "window": "all", "sessions": [{"name": "a", "url": "http://example.com/", "keyFile": "k"}]}"#
        .utf8,
      to: "job.json")
    for options in [["--check"], []] {
      let result = try run("2026-11-20", options)
      #expect(result.ending == .exited(78) && result.errors.contains("Use https"), "\(result.errors)")
      #expect(
        result.errors.contains("row 1, column 66: sessions[0].url: ")
          && result.errors.contains(#"insist with "options": {"insecure-http": true}."#), "\(result.errors)")
    }
    #expect(!FileNames.isReadable(folder("Reports")))
  }

  @Test func `a credential that the system has not given is named`() throws {
    try folder.write(
      #"{"name": "n", "sessions": [{"name": "web", "url": "https://localhost/", "credential": "shop"}]}"#.utf8,
      to: "job.json")
    let command = "'\(Command.tokaudit)' run job.json --as-of 2026-11-20T05:00:00Z 2>&1; echo $?"
    let unset = try shell("unset CREDENTIALS_DIRECTORY; \(command)")
    #expect(unset.contains("session web: its credential shop can't be read, since CREDENTIALS_DIRECTORY"), "\(unset)")
    #expect(unset.hasSuffix("\n78\n"))
    let missing = try shell("CREDENTIALS_DIRECTORY=/nowhere \(command)")
    #expect(missing.contains("its credential shop can't be read: /nowhere/shop: "), "\(missing)")
  }

  @Test func `what could not be written is the reason, whatever else is wrong`() throws {
    try folder.write(
      #"{"name": "n", "sources": ["\#(Repository.root)/SampleData/every-rule-fails.json"]}"#.utf8, to: "job.json")
    // The reports of an empty window fit into these blocks of 512 bytes, what is remembered of all jobs doesn't.
    let command = "'\(Command.tokaudit)' run job.json --as-of 2026-11-21T05:00:00Z"
    let output = try shell("ulimit -f 60; \(command)")
    #expect(output.contains("the reports could not be written: "), "\(output)")
    #expect(output.contains("File too large") && !output.contains("No production line"), "\(output)")
  }

  @Test func `a damaged run stands once in the index, where its day is`() throws {
    try folder.write(
      #"{"name": "n", "sources": ["\#(Self.sample)"], "options": {"allow-empty": true}}"#.utf8, to: "job.json")
    for day in 20...22 { _ = try run("2026-11-\(day)") }
    _ = try shell("echo '{' > Reports/n/2026-11-20/run.json")
    _ = try run("2026-11-24")
    let rows = try folder.text("Reports/n/index.md").split(separator: "\n").filter {
      $0.hasPrefix("| [20") || $0.hasPrefix("| 20")
    }
    let days = rows.map { row in String(row.drop { !$0.isNumber }.prefix(10)) }
    #expect(days == ["2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19"], "\(rows)")
    #expect(rows.count == 5 && rows[1].contains("no run") && rows[3].contains("can't be read"), "\(rows)")
  }

  @Test func `the page on monitoring has every metric and every reason`() throws {
    try job()
    _ = try run("2026-11-20", ["-o", folder("n.prom")])
    let page = Repository.text("Monitoring/README.md")
    let names = try folder.text("n.prom").split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
    #expect(names.count > 8)
    for name in names { #expect(page.contains("\n| `\(name.split(separator: " ")[2])` |"), "\(name)") }
    for gap in Gap.allCases { #expect(page.contains("\n| `\(gap.rawValue)` |"), "\(gap)") }
  }

  @Test func `when the runs can't be read, the metrics keep the last success`() throws {
    try job()
    let metrics = ["-o", folder("n.prom")]
    _ = try run("2026-11-20", metrics)
    let name = MetricsFile.lastSuccess
    let before = try shell("grep '^\(name)' n.prom")
    // A file where a folder should be: nothing can be made there.
    _ = try shell("mv Reports/n Reports/m && echo > Reports/n")
    let result = try run("2026-11-21", metrics)
    #expect(result.ending == .exited(2), "\(result.errors)")
    #expect(result.output.contains("INCOMPLETE") && result.output.contains("no report was written"), "\(result.output)")
    #expect(try !before.isEmpty && shell("grep '^\(name)' n.prom") == before)
    #expect(try folder.text("n.prom").contains("reason=\"reports\"} 1\n"))
  }

  @Test func `a report that can't be written leaves no run, and somebody is told`() throws {
    try job(#", "notify": {"on": "findings", "command": ["sh", "-c", "cat > \#(folder("told"))"]}"#)
    _ = try run("2026-11-20")
    // Files of at most 8 blocks of 512 bytes: run.json would fit, report.md doesn't.
    let command = "'\(Command.tokaudit)' run job.json --as-of 2026-11-21T05:00:00Z"
    #expect(try shell("(ulimit -f 8; \(command); echo $?) | tail -1") == "2\n")
    #expect(try shell("ls -A Reports/n") == ".lock\n2026-11-20\nindex.html\nindex.md\nlatest\n")
    #expect(try folder.text("told").contains("the reports could not be written"))
    #expect(try run("2026-11-21").ending == .exited(0))
  }

  @Test(arguments: [
    ("run.json", Int32(0), "2026-11-20/run.json can't be read"), ("report.json", 0, "it is no regular file"),
    ("lines.csv", 0, "2026-11-20/lines.csv can't be compared with"), ("first-seen.json", 2, "it is no regular file"),
  ])
  func `a FIFO among what a run has kept hangs nobody`(name: String, code: Int32, says: String) throws {
    try job()
    _ = try run("2026-11-20")
    _ = try shell("rm -f Reports/n/2026-11-20/\(name); mkfifo Reports/n/2026-11-20/\(name)")
    let result = try Command.run(
      "timeout", ["20", Command.tokaudit, "run", folder("job.json"), "--as-of", "2026-11-21T05:00:00Z"])
    #expect(result.ending == .exited(code) && result.errors.contains(says), "\(result)")
  }

  @Test func `a FIFO in the place of the index is refused`() throws {
    try job()
    _ = try shell("mkdir -p Reports/n; mkfifo Reports/n/index.md")
    let result = try Command.run(
      "timeout", ["20", Command.tokaudit, "run", folder("job.json"), "--as-of", "2026-11-21T05:00:00Z"])
    #expect(
      result.ending == .exited(2) && result.errors.contains("index.md: it is no regular file"), "\(result)")
  }

  @Test func `a file with the name of a day is no run`() throws {
    try job()
    _ = try shell("mkdir -p Reports/n; touch Reports/n/2026-11-19")
    let result = try run("2026-11-20")
    #expect(result.ending == .exited(0) && result.errors == "", "\(result.errors)")
  }

  @Test func `a lock that can't be opened is named`() throws {
    try job()
    _ = try shell("mkdir -p Reports/n; ln -s gone Reports/n/.lock")
    let result = try run("2026-11-20")
    #expect(result.ending == .exited(2) && result.errors.contains("/Reports/n/.lock: "), "\(result.errors)")
  }

  @Test func `somebody is told that another run has the lock`() throws {
    try job(#", "hungAfter": "2h", "notify": {"command": ["sh", "-c", "cat > \#(folder("told"))"]}"#)
    _ = try run("2026-11-20")
    let lock = try FileDescriptor.open(folder("Reports/n/.lock"), .updating)
    #expect(try lock.lock())
    for (since, code) in [("now", Int32(75)), ("3 hours ago", 2)] {
      _ = try Command.run("touch", ["-d", since, folder("Reports/n/.lock")])
      try folder.write("".utf8, to: "told")
      let result = try run("2026-11-21", ["-o", folder("n.prom")])
      #expect(result.ending == .exited(code))
      let rows = try folder.text("told").split(separator: "\n")
      #expect(rows.count == 3 && rows[0] == "tokaudit n 2026-11-21 INCOMPLETE", "\(rows)")
      #expect(rows[1].hasPrefix("another run of this job "))
    }
    // They are those of the run that has the lock.
    #expect(!folder.names.contains("n.prom"))
  }

  @Test(arguments: ["echo '{' >", "sed -i 's/\"schemaVersion\": 1/\"schemaVersion\": 2/'"])
  func `a record that can't be read is named, and shows in the index`(_ damage: String) throws {
    try job()
    _ = try run("2026-11-19")
    _ = try run("2026-11-20")
    _ = try shell("\(damage) Reports/n/2026-11-20/run.json")
    let result = try run("2026-11-21")
    #expect(result.ending == .exited(0) && result.errors.contains("2026-11-20/run.json can't be read"))
    let index = try folder.text("Reports/n/index.md")
    #expect(index.contains("| [2026-11-20](2026-11-20/report.md) | its run.json can't be read |"), "\(index)")
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-21/run.json"))
    #expect(record["comparedWith"]?.text == "2026-11-19")
  }

  @Test(arguments: ["rm", "rm -f run.json; mkdir", "ln -sf none"])
  func `a run that has lost its record is named too`(_ damage: String) throws {
    try job()
    for day in ["2026-11-19", "2026-11-20"] { _ = try run(day) }
    // A file of such a name is no run.
    _ = try shell("echo > Reports/n/2026-11-18; cd Reports/n/2026-11-20; \(damage) run.json")
    let result = try run("2026-11-21")
    #expect(result.ending == .exited(0) && result.errors.contains("2026-11-20/run.json can't be read"))
    #expect(!result.errors.contains("2026-11-18"), "\(result.errors)")
    #expect(try folder.text("Reports/n/index.md").contains("| [2026-11-20](2026-11-20/report.md) | its run.json"))
    #expect(
      try folder.text("Reports/n/index.html").contains(">2026-11-20</a></th><td>its run.json can&#39;t be read</td>"))
  }

  @Test func `what a run was the first to see is missed when it is gone`() throws {
    func job(_ night: Int, _ more: String = "") throws {
      let list = "\(Repository.root)/SampleData/week-of-nights/2026-11-\(night).json"
      try folder.write(#"{"name": "n", "window": "all", "sources": ["\#(list)"]\#(more)}"#.utf8, to: "job.json")
    }
    try job(16, #", "keep": 1"#)
    for day in ["2026-11-20", "2026-11-21"] { #expect(try !run(day).errors.contains("is gone")) }
    #expect(try shell("ls Reports/n/states") == "2026-11-20.json\n")
    try job(17)
    for day in ["2026-11-22", "2026-11-23"] { #expect(try !run(day).errors.contains("is gone")) }
    _ = try shell("rm Reports/n/2026-11-22/first-seen.json")
    let result = try run("2026-11-24")
    #expect(result.errors.contains("n: 2026-11-22/first-seen.json is gone"), "\(result.errors)")
    #expect(
      result.output.split(separator: "\n")[1].hasSuffix(
        "; not covered: changes of what only 2026-11-22 saw, first-seen.json is gone"), "\(result.output)")
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-24/run.json"))
    #expect(record["lostRuns"]?.list.map(\.text) == ["2026-11-22"])
    let notCovered = try folder.text("Reports/n/2026-11-24/report.md").split(separator: "\n").drop {
      $0 != "## Not covered by this verdict"
    }
    #expect(notCovered.contains { $0.contains("this run saw finished: `2026-11-22` | `first-seen.json` is gone") })
  }

  @Test func `a clock that was set back neither hides a run nor moves the link`() throws {
    try job()
    let metrics = ["-o", folder("n.prom")]
    _ = try run("2026-11-21", metrics)
    // A success that lies ahead of the clock is none to go by.
    let name = "\(MetricsFile.lastSuccess){job_name=\"n\"} "
    _ = try shell("sed -i 's/^\(MetricsFile.lastSuccess).*/\(name)99999999999.000/' n.prom")
    _ = try shell("sed -i 's/\"finishedAt\": \"20/\"finishedAt\": \"90/' Reports/n/2026-11-21/run.json")
    try job(#", "expectLines": {"min": 3}"#)
    #expect(try run("2026-11-20", metrics).ending == .exited(2))
    #expect(try shell("readlink Reports/n/latest") == "2026-11-21\n")
    #expect(try !folder.text("n.prom").contains(name))
  }

  @Test func `an incomplete run says which source is not whole, and where`() throws {
    try job()
    #expect(try run("2026-11-20").ending == .exited(0))
    try folder.write(
      #"{"name": "n", "window": "all", "sources": ["\#(Repository.root)/SampleData/every-rule-fails.json", "cut|.json"]}"#
        .utf8, to: "job.json")
    try folder.write(#"{"data": [}"#.utf8, to: "cut|.json")
    let result = try run("2026-11-21")
    let rows = result.output.split(separator: "\n")
    #expect(result.ending == .exited(2) && rows.count == 3, "\(result)")
    #expect(rows[0].hasPrefix("tokaudit n 2026-11-21 INCOMPLETE (was PASS): ") && rows[0].contains(" new error"))
    #expect(rows[1].hasPrefix("cut|.json: byte 10 (row 1, column 11): expected "), "\(result.output)")
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-21/run.json"))
    #expect(record["reason"]?.text?.hasPrefix("cut|.json: byte 10 ") == true)
    #expect(try folder.text("Reports/n/index.md").contains("/report.md) | INCOMPLETE: `cut\\|.json: byte 10 "))
  }

  @Test func `what a run can't begin with is named to whom it tells`() throws {
    try job(
      #", "options": {"accept": "acc.csv"}, "notify": {"on": "findings", "command": ["tee", "\#(folder("told"))"]}"#)
    try folder.write("a,b\n".utf8, to: "acc.csv")
    let result = try run("2026-11-21")
    #expect(result.ending == .exited(78))
    let rows = result.output.split(separator: "\n")
    #expect(rows.first == "tokaudit n 2026-11-21 INCOMPLETE" && rows.last == "no report was written")
    #expect(
      rows[1].hasPrefix("nothing was audited: cannot read acc.csv: ") && rows[1].contains("no column"),
      "\(result.output)")
    #expect(try folder.text("told") == result.output)
  }

  private func runs() throws -> [Substring] {
    try shell("ls Reports/n").split(separator: "\n").filter { $0.hasPrefix("2026-") }
  }

  @Test func `a run of an earlier day stays, however few are kept`() throws {
    try job(#", "keep": 2"#)
    for day in ["2026-12-29", "2026-12-30", "2026-12-31"] { _ = try run(day) }
    #expect(try run("2026-11-23").output.contains("\(folder("Reports/n/2026-11-23/report.md"))"))
    #expect(try runs() == ["2026-11-23", "2026-12-30", "2026-12-31"])
    // The next day is compared with it before it goes.
    _ = try run("2026-11-24")
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-24/run.json"))
    #expect(record["comparedWith"]?.text == "2026-11-23")
    #expect(try runs() == ["2026-11-24", "2026-12-30", "2026-12-31"])
  }

  @Test func `days before those that stay are not called days without a run`() throws {
    func job(_ more: String = "") throws {
      try folder.write(
        #"{"name": "n", "sources": ["\#(Self.sample)"], "options": {"allow-empty": true}\#(more)}"#.utf8, to: "job.json"
      )
    }
    func verdicts() throws -> [String] {
      try folder.text("Reports/n/index.md").split(separator: "\n").filter { $0.hasPrefix("| 20") }.map { row in
        row.split(separator: "|").prefix(2).map { $0.drop { $0 == " " }.dropLast() }.joined(separator: ": ")
      }
    }
    try job(#", "keep": 2"#)
    for day in ["2026-12-25", "2026-12-28", "2026-12-31"] { _ = try run(day) }
    _ = try run("2026-11-24")
    #expect(try runs() == ["2026-11-23", "2026-12-27", "2026-12-30"])
    #expect(try verdicts() == ["2026-12-28 to 2026-12-29: no run", "2026-11-24 to 2026-12-26: not kept"])
    #expect(try folder.text("Reports/n/index.md").contains("From 2026-12-27 to 2026-12-30;"))
    #expect(try folder.text("Reports/n/index.html").contains("4 nights, the newest to the right: 2 PASS"))
    // With room for one more, none of these days was ever too many.
    try job(#", "keep": 4"#)
    _ = try run("2026-11-24")
    #expect(try verdicts() == ["2026-12-28 to 2026-12-29: no run", "2026-11-24 to 2026-12-26: no run"])
  }

  @Test func `repeats of a day push out no other day`() throws {
    try job(#", "keep": 2"#)
    for day in ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-22", "2026-11-22"] { _ = try run(day) }
    #expect(try runs() == ["2026-11-21", "2026-11-22", "2026-11-22-2", "2026-11-22-3"])
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-22-3/run.json"))
    #expect(record["comparedWith"]?.text == "2026-11-21")
  }

  @Test func `incomplete runs go too, but not the one to compare with before them`() throws {
    try job(#", "keep": 1"#)
    _ = try run("2026-11-20")
    try job(#", "keep": 1, "options": {"expect-count": 3}"#)
    for day in 21...25 { #expect(try run("2026-11-\(day)").ending == .exited(2)) }
    #expect(try runs() == ["2026-11-20", "2026-11-25"])
    try job(#", "keep": 1"#)
    _ = try run("2026-11-26")
    let record = try JSONNode.read(try folder.text("Reports/n/2026-11-26/run.json"))
    #expect(record["comparedWith"]?.text == "2026-11-20")
    #expect(try runs() == ["2026-11-26"])
  }

  @Test func `what cron is told runs, whatever the names are`() throws {
    let name = "50% o'clock.json"
    try folder.write(#"{"name": "n", "sources": ["\#(Self.sample)"], "at": "04:07"}"#.utf8, to: name)
    let printed = try Command.run(
      Command.tokaudit, ["schedule", folder(name), "--cron", "--program", "/bin/echo"]
    ).output
    let row = try #require(printed.split(separator: "\n").last)
    #expect(row.hasPrefix("7 4 * * * /bin/echo run "), "\(printed)")
    // crontab(5): a percent sign with a backslash before it is one for the shell.
    let command = row.split(separator: " ", maxSplits: 5)[5].replacing("\\%", with: "%")
    #expect(try Command.run("sh", ["-c", String(command)]).output == "run \(folder(name))\n")
  }
}
