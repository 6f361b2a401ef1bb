import Analysis
import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Sessions, payments and hung runs: what a job file may say of them, and what its runs do.
@Suite(.enabled(if: Command.exists("curl"), "there is no curl"))
struct JobSessionsTests {
  private let folder = TemporaryFolder()

  init() throws {
    Interruptions.ignoreWriteSignals()
  }

  private static func job(_ text: String) throws -> ScheduledJob {
    try JobFile.job(JSONTree.read(MemorySource(#"{"name": "a", \#(text)}"#)), in: "/jobs")
  }

  static let mistakes: [(text: String, message: String)] = [
    (#""sessions": []"#, "sessions must be a list with at least one object."),
    (#""sessions": [{"url": "https://localhost/"}]"#, "sessions[0].name is missing."),
    (#""sessions": [{"name": "a/b"}]"#, "sessions[0].name must consist of"),
    (#""sessions": [{"name": "a"}]"#, "sessions[0].url is missing."),
    (#""sessions": [{"name": "a", "url": "file.json"}]"#, "sessions[0].url is no address"),
    (#""sessions": [{"name": "a", "ended": 1}]"#, "sessions[0].ended must be true or false."),
    (
      #""sessions": [{"name": "a", "url": "https://localhost/", "saved": "x"}]"#,
      "sessions[0].saved is for a session that has ended."
    ),
    (
      #""sessions": [{"name": "a", "url": "https://localhost/", "keyFile": "x", "credential": "y"}]"#,
      "sessions[0].credential and keyFile exclude each other."
    ),
    (
      #""sessions": [{"name": "a", "url": "https://localhost/", "key": "secret"}]"#,
      "\"key\" in sessions[0] is not known."
    ),
    (
      #""sessions": [{"name": "a", "ended": true}, {"name": "a", "ended": true}]"#,
      "sessions[1].name is that of another session."
    ),
    (
      #""sessions": [{"name": "a", "ended": true}, {"name": "A", "ended": true}]"#,
      "sessions[1].name is that of another session."
    ),
    (#""sources": ["a"], "zone": "Nowhere/Here""#, "zone is not known. "),
    (
      #""sessions": [{"name": "a", "url": "https://localhost/"}, {"name": "b", "url": "https://localhost/"}]"#,
      "sessions[0] needs a keyFile or a credential"
    ),
    (#""sources": ["a"], "payments": {}"#, "files is missing."),
    (#""sources": ["a"], "payments": {"files": ["a"], "gracee": "1d"}"#, "\"gracee\" in payments is not known. Did"),
    (#""sources": ["a"], "payments": {"files": ["a"], "grace": "soon"}"#, "payments.grace is invalid."),
    (#""sources": ["a"], "hungAfter": "long"}"#, "hungAfter must be a length of time"),
  ]

  @Test(arguments: mistakes) func `a mistake is named`(text: String, message: String) throws {
    let text = text.hasSuffix("}") && text.contains("hungAfter") ? String(text.dropLast()) : text
    let error = #expect(throws: JobProblem.self) { try Self.job(text) }
    #expect(error?.message.contains(message) == true && error?.message.hasPrefix("row 1, ") == true, "\(error as Any)")
  }

  @Test func `what stands in a job is what is read`() throws {
    let job = try Self.job(
      #"""
      "sessions": [{"name": "x", "url": "https://localhost/", "keyFile": "k"}, {"name": "y", "ended": true, "saved": "y.json"},
      {"name": "z", "url": "https://localhost/", "credential": "zk"}], "hungAfter": "2h",
      "payments": {"files": ["p/*.csv", "/q.csv"], "refunds": ["r.csv"], "grace": "1d", "amounts": "a.csv"}
      """#)
    #expect(job.sources == [] && job.hungAfter == TimeSpan(milliseconds: 7_200_000))
    #expect(job.sessions.map(\.key) == [.file("/jobs/k"), .standard, .credential("zk")])
    #expect(job.sessions[1].hasEnded && job.sessions[1].saved == "/jobs/y.json")
    #expect(
      job.payments.texts == [
        "--payments=/jobs/p/*.csv", "--payments=/q.csv", "--refunds=/jobs/r.csv", "--grace=1d",
        "--amounts=/jobs/a.csv",
      ])
  }

  private func run(_ day: String, _ options: [String] = []) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", "\(day)T05:00:00Z"] + options)
  }

  private func record(_ day: String) throws -> JSONNode {
    try JSONNode.read(try folder.text("Reports/n/\(day)/run.json"))
  }

  private func write(_ sessions: String) throws {
    try folder.write(
      #"{"name": "n", "window": "all", "sessions": [\#(sessions)], "options": {"retries": 1}}"#.utf8, to: "job.json")
  }

  @Test func `each session is asked with its key, whole and again, and one that ended is not`() throws {
    for name in ["one", "two"] {
      try folder.write("key-of-session-\(name)\n".utf8, to: name)
      chmod(folder(name), 0o600)
    }
    let half: [MisbehavingServer.Step] = [
      .send(Array("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.api+json\r\nContent-Length: 9999\r\n\r\n{".utf8)),
      .reset,
    ]
    let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT"
    let broken = MisbehavingServer([half, [.answer(LiveCase.text, header: date)]])
    let good = MisbehavingServer(.answer(LiveCase.text))
    let one = #"{"name": "one", "url": "\#(broken.url)", "keyFile": "one"}"#
    try write(#"\#(one), {"name": "two", "url": "\#(good.url)", "keyFile": "two"}"#)
    let first = try run("2026-11-20")
    #expect(first.ending == .exited(0), "\(first.errors)")
    let record = try record("2026-11-20")
    #expect(record["productionLines"]?.integer == 4 && record["answers"]?["0"]?["httpStatus"]?.integer == 200)
    #expect(record["answers"]?["0"]?["httpDate"]?.text == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(record["inputs"]?["0"]?["name"]?.text == "one (\(broken.url)/api/tokens)")
    #expect(broken.requests.count == 2 && broken.requests[1].contains("key-of-session-one"))
    #expect(good.requests.count == 1 && good.requests[0].contains("key-of-session-two"))
    broken.stop()
    good.stop()
    // The server of the second is gone, but nobody asks it.
    let live = MisbehavingServer(.answer(LiveCase.text))
    try write(
      #"{"name": "one", "url": "\#(live.url)", "keyFile": "one"}, {"name": "two", "ended": true}"#)
    let second = try run("2026-11-21")
    #expect(second.ending == .exited(0), "\(second.errors)")
    #expect(try self.record("2026-11-21")["productionLines"]?.integer == 4)
    // One that can't be reached is missing, and its last answer doesn't stand for it.
    try write(#"\#(one), {"name": "two", "ended": true}, {"name": "three", "ended": true}"#)
    let third = try run("2026-11-22")
    #expect(third.ending == .exited(2), "\(third.errors)")
    #expect(third.errors.contains("three: "))
    #expect(third.errors.contains("the session has ended, and neither") && third.errors.contains("one (http"))
    live.stop()
  }

  @Test func `an answer that is not whole leaves the last one as it was`() throws {
    try folder.write("key-of-session-one\n".utf8, to: "key")
    chmod(folder("key"), 0o600)
    let text = String(LiveCase.text.dropLast(20))
    let server = MisbehavingServer([[.answer(LiveCase.text)], [.answer(text)]])
    try folder.write(
      #"""
      {"name": "n", "window": "all", "sources": ["\#(server.url)"], "options": {"retries": 0, "session-key-file": "key"}}
      """#.utf8, to: "job.json")
    #expect(try run("2026-11-20").ending == .exited(0))
    let kept = try folder.read("Reports/n/answers/source.1.json")
    #expect(kept == LiveCase.list)
    #expect(try run("2026-11-21").ending == .exited(2))
    #expect(try folder.read("Reports/n/answers/source.1.json") == kept)
    server.stop()
    // Nothing was read, so nothing is written.
    let result = try run("2026-11-22")
    #expect(result.ending == .exited(75), "\(result.errors)")
    #expect(!FileNames.isReadable(folder("Reports/n/2026-11-22")))
  }

  @Test func `an address and a session of any name keep their answers apart, and drafts of them go`() throws {
    try folder.write("key-of-session-one\n".utf8, to: "key")
    chmod(folder("key"), 0o600)
    let (one, two) = (MisbehavingServer(.answer(LiveCase.text)), MisbehavingServer(.answer(LiveCase.text)))
    try folder.write(
      #"""
      {"name": "n", "window": "all", "sources": ["\#(one.url)"], "options": {"session-key-file": "key"},
      "sessions": [{"name": "source-1", "url": "\#(two.url)"}]}
      """#.utf8, to: "job.json")
    _ = try Command.run("mkdir", ["-p", folder("Reports/n/answers")])
    try folder.write("half".utf8, to: "Reports/n/answers/.tokaudit-x.tmp")
    let result = try run("2026-11-20")
    one.stop()
    two.stop()
    #expect(try record("2026-11-20")["inputs"]?.list.count == 2, "\(result.errors)")
    #expect(
      try Command.run("ls", ["-A", folder("Reports/n/answers")]).output == "source-1.json\nsource.1.json\n")
    #expect(throws: JobProblem.self) { try Self.job(#""sessions": [{"name": "source.1", "ended": true}]"#) }
  }

  @Test func `payments are reconciled in the run, and only new exceptions fail it`() throws {
    let month = "\(Repository.root)/SampleData/billing-month"
    func write(_ ledger: String, _ more: String = "") throws {
      try folder.write(
        #"""
        {"name": "n", "window": {"from": "2024-03-01", "to": "2024-03-31"}, "zone": "Europe/Berlin",
        "sources": ["\#(month)/list.json"], "payments": {"files": ["\#(ledger)"]\#(more)}}
        """#.utf8, to: "job.json")
    }
    try write("\(month)/unified_payments.csv", #", "allow-incomplete": true"#)
    let first = try run("2026-11-20")
    #expect(first.ending == .exited(1), "\(first.errors)")
    #expect(try record("2026-11-20")["payments"]?.text == "exceptions")
    let names = try Command.run("ls", [folder("Reports/n/2026-11-20")]).output
    #expect(names.contains("exceptions.csv\n") && names.contains("reconciliation.md\n"))
    #expect(try run("2026-11-21").ending == .exited(0))
    try write("\(month)/none.csv")
    let missing = try run("2026-11-22")
    #expect(missing.ending == .exited(2) && missing.output.contains("could not be reconciled"), "\(missing.errors)")
  }

  @Test func `a new exception of the payments is news, and leads to its report`() throws {
    let month = "\(Repository.root)/SampleData/billing-month"
    let ledger = try String(decoding: Command.contents(of: "\(month)/ledger.csv"), as: UTF8.self)
    try folder.write(ledger.utf8, to: "ledger.csv")
    func job(failOn: String) throws {
      try folder.write(
        #"""
        {"name": "n", "window": "all", "zone": "Europe/Berlin", "sources": ["\#(month)/list.json"],
        "options": {"fail-on": "\#(failOn)"}, "payments": {"files": ["ledger.csv"]},
        "notify": {"on": "findings", "command": ["/bin/sh", "-c", "cat >> '\#(folder("told"))'"]}}
        """#.utf8, to: "job.json")
    }
    try job(failOn: "error")
    _ = try run("2024-05-20")
    try folder.write("".utf8, to: "told")
    let same = try run("2024-05-21")
    #expect(!same.output.contains("payment exception"), "\(same.output)")
    #expect(try folder.text("told").isEmpty)
    let extra = "pi_3OxYzA2eZvKY000000000999,99.00,EUR,2024-03-10T10:00:00Z,,,paid\r\n"
    try folder.write((ledger + extra).utf8, to: "ledger.csv")
    let more = try run("2024-05-22", ["-o", folder("n.prom")])
    #expect(more.ending == .exited(1), "\(more.errors)\(more.output)")
    let rows = more.output.split(separator: "\n")
    #expect(rows.count == 3 && rows[0].contains("1 new payment exception, "), "\(more.output)")
    #expect(
      rows[1].hasPrefix("paid-no-production: payment pi_3OxYzA2eZvKY000000000999; ")
        && rows[1].contains("; who acts: you, then the service; It was paid, "))
    #expect(rows[2].hasSuffix("payments: \(folder("Reports/n/2024-05-22/reconciliation.md"))"))
    #expect(try folder.text("told") == more.output)
    #expect(try folder.text("Reports/n/index.md").contains("](2024-05-22/reconciliation.md): "))
    #expect(try folder.text("n.prom").contains("tokaudit_new_payment_exceptions{job_name=\"n\"} 1\n"))
    try folder.write((ledger + extra.replacing(",paid", with: ",failed")).utf8, to: "ledger.csv")
    let less = try run("2024-05-23")
    #expect(less.output.contains(" resolved, 1 payment exception resolved, "), "\(less.output)")
    #expect(try record("2024-05-23")["resolvedExceptions"]?.integer == 1)
    #expect(try folder.text("Reports/n/index.md").contains(" open, 0 new, 1 resolved |"))
    #expect(try folder.text("Reports/n/index.html").contains(" open, 0 new, 1 resolved</td>"))
    // `fail-on` holds for the payments too: the verdict is that of the report, the exit code is not.
    try job(failOn: "never")
    try folder.write((ledger + extra).utf8, to: "ledger.csv")
    let never = try run("2024-05-24")
    #expect(never.ending == .exited(0) && never.output.contains(" FAIL (was "), "\(never)")
    #expect(never.output.contains("1 new payment exception, "))
    // Two jobs of one payment are a warning.
    try job(failOn: "warning")
    let warned = try run("2024-05-25")
    #expect(
      try record("2024-05-25")["openExceptions"]?.integer ?? 0 > record("2024-05-24")["openExceptions"]?.integer ?? 0)
    #expect(warned.ending == .exited(0), "\(warned.output)")
  }

  @Test func `a payment without production is found when it is due, though its day has passed`() throws {
    let month = "\(Repository.root)/SampleData/billing-month"
    let ledger = "payment_id,amount,currency,paid_at\npi_3OxYzA2eZvKY000000000999,9.00,EUR,2024-03-10T10:00:00Z\n"
    try folder.write(ledger.utf8, to: "ledger.csv")
    try folder.write(
      #"""
      {"name": "n", "sources": ["\#(month)/list.json"], "payments": {"files": ["ledger.csv"], "grace": "2d"},
      "options": {"fail-on": "never", "allow-empty": true}}
      """#.utf8, to: "job.json")
    func isFound(_ day: String, on run: String) throws -> Bool {
      _ = try self.run(run)
      let report = try JSONNode.read(try folder.text("Reports/n/\(day)/reconciliation.json"))
      #expect(report["options"]?.list.contains { $0.text?.hasPrefix("--carry-over ") == true } == true)
      return try #require(report["exceptions"]).list.contains { $0["category"]?.text == "paid-no-production" }
    }
    #expect(try !isFound("2024-03-10", on: "2024-03-11"))
    #expect(try !isFound("2024-03-11", on: "2024-03-12"))
    #expect(try isFound("2024-03-12", on: "2024-03-13"))
    #expect(try !isFound("2024-03-13", on: "2024-03-14"))
    // The nights in which it would have been due were missed.
    _ = try Command.run("rm", ["-r", folder("Reports")])
    #expect(try !isFound("2024-03-10", on: "2024-03-11"))
    #expect(try isFound("2024-03-20", on: "2024-03-21"))
  }

  /// A list with one job, which was requested the day before it ended, its ledger with more rows, and a job file.
  private func writeNight(_ rows: String = "", _ options: String = "") throws {
    try folder.write(
      #"""
      {"links": {"self": "/api/tokens"}, "data": [{"type": "tokens", "id": "b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7",
      "attributes": {"status": "finished", "analysis": "none", "alphabet": "LOWER_HEX", "digits": "4", "size": "100",
      "available": "65436", "reachable": "65436", "rate": 13, "partial": true,
      "checksum": "1011111000101000001100001101", "filesizes": {"data": 499, "snapshot": 1234},
      "timestamps": {"requested": "2024-03-19T23:59:40.000Z", "started": "2024-03-19T23:59:41.000Z",
      "ended": "2024-03-20T00:00:11.000Z", "finished": "2024-03-20T00:00:12.000Z"}},
      "relationships": {"payment": {"data": {"id": "e9679cd3-e730-4dd8-9e86-f7957993ac51", "type": "transaction",
      "ident": "pi_E6TIl40CUT36R7Syv2l1HLmg"}}}}]}
      """#.utf8, to: "list.json")
    try folder.write(
      "payment_id,amount,currency,paid_at\npi_E6TIl40CUT36R7Syv2l1HLmg,5.00,EUR,2024-03-19T23:59:20Z\n\(rows)".utf8,
      to: "ledger.csv")
    try folder.write(
      #"{"name": "n", "sources": ["list.json"], "payments": {"files": ["ledger.csv"]\#(options)}}"#.utf8, to: "job.json"
    )
  }

  @Test func `what is missing of the payments doesn't fail a job that allows it, and is told`() throws {
    try writeNight("pi_2,x,EUR,2024-03-20\n", #", "allow-incomplete": true"#)
    let result = try run("2024-03-21")
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(try record("2024-03-20")["payments"]?.text == "incomplete")
    let page = try folder.text("Reports/n/2024-03-20/reconciliation.md")
    #expect(page.hasPrefix("# Reconciliation: INCOMPLETE — ") && page.contains("; 1 row of `ledger.csv` rejected\n"))
  }

  @Test func `a night whose only job was requested and paid the day before is complete`() throws {
    try writeNight()
    let night = try run("2024-03-21")
    #expect(try record("2024-03-20")["productionLines"]?.integer == 1)
    #expect(night.ending == .exited(0), "\(night.errors)")
    #expect(try record("2024-03-20")["payments"]?.text == "reconciled")
    let empty = try run("2024-03-22")
    #expect(empty.ending == .exited(2))
    #expect(try record("2024-03-21")["payments"]?.text == "incomplete")
  }

  @Test(arguments: ["accept", "amounts", "history"])
  func `a bad file of the payments is named by its key, and the audit is kept`(_ key: String) throws {
    let month = "\(Repository.root)/SampleData/billing-month"
    try folder.write("a,b\n".utf8, to: "bad.csv")
    try folder.write(
      #"""
      {"name": "n", "window": "all", "sources": ["\#(month)/list.json"],
      "payments": {"files": ["\#(month)/unified_payments.csv"], "\#(key)": "bad.csv"}}
      """#.utf8, to: "job.json")
    let result = try run("2026-11-20")
    let reason = "payments.\(key): cannot read bad.csv: "
    #expect(result.ending == .exited(2) && result.errors.contains("error: \(reason)"), "\(result.errors)")
    #expect(result.output.contains("\nthe payments could not be reconciled: \(reason)"), "\(result.output)")
    #expect(try record("2026-11-20")["payments"]?.text == "incomplete")
    #expect(FileIdentity(folder("Reports/n/2026-11-20/report.md")) != nil)
  }

  @Test func `a lock that is held too long is no busy run but a hung one`() throws {
    try folder.write(
      #"{"name": "n", "window": "all", "hungAfter": "2h", "sources": ["\#(Repository.root)/SampleData/get-all-tokens.json"]}"#
        .utf8, to: "job.json")
    #expect(try run("2026-11-20").ending == .exited(0))
    let lock = try FileDescriptor.open(folder("Reports/n/.lock"), .updating)
    #expect(try lock.lock())
    #expect(try run("2026-11-21").ending == .exited(75))
    _ = try Command.run("touch", ["-d", "3 hours ago", folder("Reports/n/.lock")])
    let hung = try run("2026-11-21")
    #expect(hung.ending == .exited(2) && hung.errors.contains("longer than hungAfter (2h)"), "\(hung.errors)")
    // A clock that was ahead: the time counts from when that is seen.
    let now = WallClock.now.milliseconds
    try systemSetTime(folder("Reports/n/.lock"), milliseconds: now + 86_400_000)
    #expect(try run("2026-11-21").ending == .exited(75))
    #expect((now...(now + 60_000)).contains(try FileStatus(folder("Reports/n/.lock")).changed))
    #expect(flock(lock.number, LOCK_UN) == 0)
    #expect(try run("2026-11-21").ending == .exited(0))
  }
}
