import Testing

@testable import TokAudit

/// `run --check`: what a run would read, and what is missing.
struct JobCheckTests {
  private let folder = TemporaryFolder()

  private func check(_ job: String) throws -> Command.Result {
    try folder.write(#"{"name": "n", "window": "all", \#(job)}"#.utf8, to: "job.json")
    return try Command.run(
      Command.tokaudit, ["run", "--check", folder("job.json"), "--as-of", "2026-11-20T05:00:00Z"])
  }

  @Test func `only what is there is found`() throws {
    for name in ["a.json", "b.json", "p.csv"] { try folder.write("".utf8, to: name) }
    let result = try check(
      #"""
      "sources": ["?.json", "none.json", "none-*.json"], "payments": {"files": ["p.csv", "none*.csv"]},
      "sessions": [{"name": "s", "ended": true, "saved": "none.json"}, {"name": "t", "ended": true}]
      """#)
    #expect(result.ending == .exited(0), "\(result.errors)")
    for row in [
      "Source \(folder("?.json")): 2 found", "Source \(folder("none.json")): 0 found",
      "Source \(folder("none-*.json")): 0 found", "Payments \(folder("p.csv")): 1 found",
      "Payments \(folder("none*.csv")): 0 found", "Session s: \(folder("none.json")): 0 found",
      "Session t: has ended; the last answer, \(folder("Reports/n/answers/t.json")), is not there",
    ] {
      #expect(result.output.contains("\(row)\n"), "\(row) in \(result.output)")
    }
  }

  @Test(arguments: [
    (#""options": {"accept": "none.csv"}"#, "options.accept"),
    (#""options": {"cacert": "none.pem"}"#, "options.cacert"), (#""alphabets": "none.json""#, "alphabets"),
    (#""orders": "none.csv""#, "orders"),
    (#""payments": {"files": ["p.csv"], "amounts": "none.csv"}"#, "payments.amounts"),
    (#""payments": {"files": ["p.csv"], "accept": "none.csv"}"#, "payments.accept"),
    (#""payments": {"files": ["p.csv"], "history": "none"}"#, "payments.history"),
  ])
  func `a file without which a run can't be whole is missed`(_ text: String, _ key: String) throws {
    let result = try check(#""sources": ["a.json"], \#(text)"#)
    #expect(result.ending == .exited(78) && result.errors.contains(": \(key): cannot read "), "\(result)")
  }

  @Test(arguments: [
    (#""sources": ["https://localhost/"], "options": {"session-key-file": "0c4n4ry"}"#, "options.session-key-file"),
    (#""alphabets": "https://h/", "options": {"session-key-file": "0c4n4ry"}, "sources": ["a"]"#, "session-key-file"),
    (#""sessions": [{"name": "s", "url": "https://h/", "keyFile": "0c4n4ry"}]"#, "sessions[0].keyFile"),
    (#""sessions": [{"name": "s", "url": "https://h/", "keyFile": "."}]"#, "sessions[0].keyFile"),
  ])
  func `a key without which nothing can be asked is missed, and never shown`(_ text: String, _ key: String) throws {
    let result = try check(text)
    #expect(result.ending == .exited(78) && result.errors.contains("\(key): "), "\(result)")
    #expect(result.errors.contains("session key file") && !result.errors.contains("0c4n4ry"), "\(result.errors)")
    try folder.write("key".utf8, to: "0c4n4ry")
    if !text.contains(#"".""#) { #expect(try check(text).ending == .exited(0)) }
  }

  @Test func `a key that nobody asks with is not missed`() throws {
    let result = try check(
      #"""
      "sources": ["a.json"], "options": {"session-key-file": "none"},
      "sessions": [{"name": "s", "ended": true, "keyFile": "none", "saved": "a.json"}]
      """#)
    #expect(result.ending == .exited(0), "\(result.errors)")
  }

  @Test func `a time from which a run may come to begin behind midnight is warned of`() throws {
    for (time, isLate) in [("21:54", false), ("21:55", true), ("23:57", true)] {
      try folder.write(#"{"name": "n", "sources": ["a.json"], "at": "\#(time)"}"#.utf8, to: "late.json")
      let warning = "warning: row 1, column 44: at: a run that systemd starts late"
      for arguments in [["run", "--check"], ["schedule", "--systemd"]] {
        let result = try Command.run(Command.tokaudit, arguments + [folder("late.json")])
        #expect(result.ending == .exited(0) && result.errors.contains(warning) == isLate, "\(result.errors)")
      }
      let cron = try Command.run(Command.tokaudit, ["schedule", "--cron", folder("late.json")])
      #expect(cron.errors == "")
    }
  }

  @Test func `no secret of an address is shown, and where answers and the run would go`() throws {
    try folder.write("".utf8, to: "2026-11-20")
    _ = try Command.run("mkdir", ["-p", folder("Reports/n/2026-11-20")])
    let result = try check(
      #"""
      "sources": ["https://me:secret@localhost/?q=secret"], "alphabets": "https://me:secret@localhost/",
      "sessions": [{"name": "source-1", "url": "https://me:secret@localhost/"}]
      """#)
    #expect(result.ending == .exited(0) && !result.output.contains("secret"), "\(result)")
    #expect(result.output.contains("a run now would be \(folder("Reports/n/2026-11-20-2"))\n"), "\(result.output)")
    #expect(result.output.contains("https://localhost/: asked; the answer is kept in"))
    for name in ["source.1", "source-1"] { #expect(result.output.contains("/answers/\(name).json\n")) }
  }
}
