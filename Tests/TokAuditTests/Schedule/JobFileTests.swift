import Analysis
import Testing

@testable import TokAudit

/// Job files: what is read, and what is refused with its place.
struct JobFileTests {
  private static func job(_ text: String) throws -> ScheduledJob {
    try JobFile.job(JSONTree.read(MemorySource(text)), in: "/jobs")
  }

  static let mistakes: [(text: String, message: String)] = [
    (#"[]"#, "row 1, column 1: the job must be an object."),
    (#"{"sources": ["a"]}"#, "row 1, column 1: name is missing."),
    (#"{"name": "a/b", "sources": ["a"]}"#, "row 1, column 10: name must consist of"),
    (#"{"name": "-x", "sources": ["a"]}"#, "row 1, column 10: name must not begin with -"),
    (#"{"name": "a"}"#, "row 1, column 1: sources or sessions is missing."),
    (#"{"name": "a", "sources": []}"#, "row 1, column 26: sources must be a list"),
    (#"{"name": "a", "sources": ["ftp://h/x"]}"#, "sources has ftp://, by which nobody can be asked"),
    (#"{"name": "a", "sources": ["a", 1]}"#, "row 1, column 32: every element of sources"),
    (#"{"name": "a", "sources": "a"}"#, "sources must be a list"),
    (
      "{\"name\": \"a\",\n \"windwo\": 1}",
      "row 2, column 12: \"windwo\" in the job is not known. Did you mean \"window\"?"
    ),
    (#"{"name": "a", "name": "b"}"#, "row 1, column 23: \"name\" in the job stands twice."),
    (#"{"name": "a", "sources": ["a"], "window": "today"}"#, "window must be yesterday"),
    (#"{"name": "a", "sources": ["a"], "window": {"from": "2026-02-30"}}"#, "window.from must be a date"),
    (#"{"name": "a", "sources": ["a"], "window": {}}"#, "window has neither from nor to."),
    (#"{"name": "a", "sources": ["a"], "zone": "Mars"}"#, "zone "),
    (#"{"name": "a", "sources": ["a"], "at": "25:00"}"#, "at must be a time of the day"),
    (#"{"name": "a", "sources": ["a"], "keep": 0}"#, "keep must be a whole number of 1 or more."),
    (#"{"name": "a", "sources": ["a"], "options": {"previous": "a"}}"#, "\"previous\" in options is not known."),
    (#"{"name": "a", "sources": ["a"], "options": {"fail-on": "eror"}}"#, "options.fail-on is invalid. Did you mean"),
    (#"{"name": "a", "sources": ["a"], "options": {"allow-empty": "yes"}}"#, "options.allow-empty must be true or"),
    (
      #"{"name": "a", "sources": ["a"], "options": {"max-rows": -1}}"#,
      "options.max-rows is invalid. Please provide a whole number of 0 or more."
    ),
    (#"{"name": "a", "sources": ["a"], "options": {"expect-count": 1.5}}"#, "is invalid. Please provide a whole"),
    (#"{"name": "a", "sources": ["a"], "options": {"stuck-after": 1.5}}"#, "Please write whole numbers with"),
    (#"{"name": "a", "sources": ["a"], "options": {"accept": 1.5}}"#, "accept must be a text or a whole number."),
    (#"{"name": "a", "sources": ["a"], "options": {"ignore": 1.5}}"#, "ignore must be a text or a list of texts."),
    (#"{"name": "a", "sources": ["a"], "expectLines": {"days": "Fri-Mon"}}"#, "expectLines.days must be days"),
    (#"{"name": "a", "sources": ["a"], "expectLines": {"min": 1.5}}"#, "expectLines.min must be a whole number"),
    (#"{"name": "a", "sources": ["a"], "notify": {"on": "change"}}"#, "notify.command is missing."),
    (#"{"name": "a", "sources": ["a"], "notify": {"on": "x", "command": ["a"]}}"#, "notify.on must be one of change"),
    (#"{"name": "a", "sources": ["a"], "notify": {"command": ["a"], "timeout": "soon"}}"#, "notify.timeout must be"),
  ]

  @Test(arguments: mistakes) func `a mistake is named with its place`(text: String, message: String) throws {
    let error = #expect(throws: JobProblem.self) { try Self.job(text) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: ["", "{", #"{"name": "a",}"#, "{} {}", "{\"name\": 01}"])
  func `what is no JSON is refused`(_ text: String) {
    #expect(throws: SourceProblem.self) { try JSONTree.read(MemorySource(text, piece: 1)) }
  }

  @Test func `a byte order mark is skipped`() throws {
    #expect(try Self.job("\u{FEFF}{\"name\": \"a\", \"sources\": [\"a\"]}").name == "a")
  }

  @Test func `what stands in a job is what is read`() throws {
    let job = try Self.job(
      #"""
      {"$comment": 1, "name": "a", "sources": ["x/*.json", "/y.json", "https://localhost/"], "window": "last-month",
       "zone": "Europe/Berlin", "options": {"$comment": [], "fail-on": "never", "accept": "signed.csv",
       "ignore": ["a", "b"], "max-rows": 3, "allow-empty": true}, "expectLines": {"min": 2, "days": "Tue-Wed"},
       "keep": 5, "notify": {"on": "always", "command": ["p", "q"], "timeout": "1s"}, "reports": "../R", "at": "23:59"}
      """#)
    #expect(job.sources == ["/jobs/x/*.json", "/y.json", "https://localhost/"])
    #expect(job.window == .lastMonth && job.zone == "Europe/Berlin" && job.keep == 5 && job.time == "23:59")
    #expect(
      job.options.texts == [
        "--fail-on=never", "--accept=/jobs/signed.csv", "--ignore=a", "--ignore=b", "--max-rows=3", "--allow-empty",
      ])
    #expect(job.expectation == .init(least: 2, days: [1, 2]))
    #expect(job.notice == .init(occasion: .always, command: ["p", "q"], timeout: TimeSpan(milliseconds: 1000)))
    #expect(job.folder == "/jobs/../R/a")
  }

  @Test func `the example and the schema fit together`() throws {
    _ = try Self.job(JobExample.text)
    let schema = try JSONNode.read(Repository.text("Schemas/job.schema.json"))
    let validator = SchemaValidator(schema: schema)
    #expect(validator.problems(try JSONNode.read(JobExample.text)) == [])
    let known = Set(schema["properties"]?.object.keys.map { $0 } ?? [])
    #expect(known == Set(JobFile.keys + ["$comment"]))
    let session = schema["properties"]?["sessions"]?["items"]?["properties"]?.object.keys.map { $0 } ?? []
    #expect(Set(session) == Set(JobFile.sessionKeys + ["$comment"]))
    let payments = schema["properties"]?["payments"]?["properties"]?.object.keys.map { $0 } ?? []
    #expect(Set(payments) == Set(JobFile.paymentFiles + JobFile.paymentOptions.map(\.long) + ["$comment"]))
    let options = Set(schema["properties"]?["options"]?["properties"]?.object.keys.map { $0 } ?? [])
    #expect(options == Set(JobFile.options.map(\.long) + ["$comment"]))
    for text in [
      #"{"name": "a"}"#, #"{"name": "a", "sources": ["a"], "kep": 1}"#, #"{"name": "a/b", "sources": ["a"]}"#,
      #"{"name": "\#(String(repeating: "a", count: 65))", "sources": ["a"]}"#, #"{"name": "a", "sources": []}"#,
      #"{"name": "a", "sources": ["a"], "zone": ""}"#, #"{"name": "a", "sources": ["a"], "window": {}}"#,
      #"{"name": "a", "sources": ["a"], "expectLines": {"days": "Fri-Mon"}}"#,
      #"{"name": "a", "sources": ["a"], "at": "24:00"}"#, #"{"name": "a", "sessions": [{"name": "b"}]}"#,
      #"{"name": "a", "sessions": [{"name": "b", "url": "https://localhost/", "keyFile": "k", "credential": "c"}]}"#,
      #"{"name": "a", "sessions": [{"name": "b", "url": "https://localhost/", "saved": "s"}]}"#,
    ] {
      #expect(!validator.problems(try JSONNode.read(text)).isEmpty, "\(text)")
      #expect(throws: JobProblem.self, "\(text)") { try Self.job(text) }
    }
    for text in [
      #"{"name": "a", "sources": ["a"], "expectLines": {"days": "Mon-Fri"}, "at": "23:59", "window": {"to": "2026-01-31"}}"#,
      #"{"name": "a", "sessions": [{"name": "b", "ended": true, "saved": "s"}]}"#,
    ] {
      #expect(validator.problems(try JSONNode.read(text)) == [], "\(text)")
      _ = try Self.job(text)
    }
  }

  static let days: [(asOf: String, window: String, zone: String, first: String, arguments: [String])] = [
    ("2026-03-01T00:30:00.000Z", "yesterday", "UTC", "2026-02-28", ["--from=2026-02-28", "--to=2026-02-28"]),
    // 23:30 of the day before in Berlin's summer is 21:30 of UTC.
    ("2026-06-30T22:30:00.000Z", "yesterday", "Europe/Berlin", "2026-06-30", ["--from=2026-06-30", "--to=2026-06-30"]),
    ("2026-03-29T01:30:00.000Z", "yesterday", "Europe/Berlin", "2026-03-28", ["--from=2026-03-28", "--to=2026-03-28"]),
    ("2026-01-01T05:00:00.000Z", "last-month", "UTC", "2025-12-01", ["--from=2025-12-01", "--to=2025-12-31"]),
    ("2028-03-01T05:00:00.000Z", "last-month", "UTC", "2028-02-01", ["--from=2028-02-01", "--to=2028-02-29"]),
    ("2028-03-01T05:00:00.000Z", "yesterday", "UTC", "2028-02-29", ["--from=2028-02-29", "--to=2028-02-29"]),
    ("2100-03-01T05:00:00.000Z", "yesterday", "UTC", "2100-02-28", ["--from=2100-02-28", "--to=2100-02-28"]),
    ("2026-01-01T05:00:00.000Z", "yesterday", "UTC", "2025-12-31", ["--from=2025-12-31", "--to=2025-12-31"]),
    // The day after a change of the clocks, and the hour that Berlin has twice.
    ("2026-10-26T04:00:00.000Z", "yesterday", "Europe/Berlin", "2026-10-25", ["--from=2026-10-25", "--to=2026-10-25"]),
    ("2026-10-25T00:30:00.000Z", "yesterday", "Europe/Berlin", "2026-10-24", ["--from=2026-10-24", "--to=2026-10-24"]),
    ("2026-10-25T01:30:00.000Z", "yesterday", "Europe/Berlin", "2026-10-24", ["--from=2026-10-24", "--to=2026-10-24"]),
    // One second after what 32 bits can count.
    ("2038-01-19T03:14:08.000Z", "yesterday", "Europe/Berlin", "2038-01-18", ["--from=2038-01-18", "--to=2038-01-18"]),
    (
      "2038-01-20T05:00:00.000Z", "yesterday", "America/New_York", "2038-01-19",
      ["--from=2038-01-19", "--to=2038-01-19"]
    ),
    ("2026-01-01T05:00:00.000Z", "all", "UTC", "2026-01-01", []),
  ]

  // One after another, since a zone is asked through the environment of the whole process.
  @Test(.serialized, arguments: days) func `the window is resolved in the zone of the job`(
    asOf: String, window: String, zone: String, name: String, arguments: [String]
  ) throws {
    let job = try Self.job(#"{"name": "a", "sources": ["a"], "window": "\#(window)", "zone": "\#(zone)"}"#)
    let days = try RunDays(job, asOf: try #require(Timestamp(asOf)))
    #expect(days.name == name && days.arguments == arguments, "\(days)")
    #expect(days.paymentArguments == (window == "all" ? ["--to=\(asOf)"] : arguments))
  }

  @Test func `a window that stays the same names its runs after the day on which they run`() throws {
    for (window, arguments) in [
      (#"{"from": "2026-11-01"}"#, ["--from=2026-11-01"]),
      (#"{"from": "2026-11-01T00:00:00Z", "to": "2026-11-30"}"#, ["--from=2026-11-01T00:00:00Z", "--to=2026-11-30"]),
      (#"{"to": "2026-11-30"}"#, ["--to=2026-11-30"]),
    ] {
      let job = try Self.job(#"{"name": "a", "sources": ["a"], "window": \#(window)}"#)
      let days = try RunDays(job, asOf: try #require(Timestamp("2026-11-21T05:00:00.000Z")))
      #expect(days.name == "2026-11-21" && days.arguments == arguments, "\(days)")
    }
  }

  @Test func `payments are reconciled up to the run, if the window has no end before it`() throws {
    let run = "2026-11-21T05:00:00.000Z"
    for (window, arguments) in [
      (#"{"from": "2026-11-01"}"#, ["--from=2026-11-01", "--to=\(run)"]),
      (#"{"from": "2026-11-01", "to": "2026-11-21"}"#, ["--from=2026-11-01", "--to=\(run)"]),
      (#"{"to": "2026-11-21T05:00:01Z"}"#, ["--to=\(run)"]),
      (#"{"to": "2026-11-21T05:00:00Z"}"#, ["--to=2026-11-21T05:00:00Z"]),
      (#"{"to": "2026-11-20"}"#, ["--to=2026-11-20"]), (#"{"from": "2026-11-22"}"#, ["--from=2026-11-22"]),
    ] {
      let job = try Self.job(#"{"name": "a", "sources": ["a"], "window": \#(window)}"#)
      #expect(try RunDays(job, asOf: try #require(Timestamp(run))).paymentArguments == arguments)
    }
  }

  @Test func `units and rows quote what they hold`() throws {
    #expect(UnitFiles.systemd("/a b/50%$.json") == #""/a b/50%%$$.json""#)
    #expect(UnitFiles.cron("/a b/50%'.json") == #"'/a b/50\%'\''.json'"#)
    // A mark that combines with a quote leaves it one.
    #expect(Array(UnitFiles.systemd("/a\"\u{301}%\u{301}").utf8) == Array("\"/a\\\"\u{301}%%\u{301}\"".utf8))
    #expect(Array(UnitFiles.cron("/a'\u{301}; b").utf8) == Array("'/a'\\''\u{301}; b'".utf8))
    let job = try Self.job(#"{"name": "a", "sources": ["https://localhost/"], "window": "last-month", "at": "04:07"}"#)
    let units = UnitFiles(job: job, path: "/jobs/a.json", program: "/bin/tokaudit")
    #expect(units.cron.hasSuffix("\n7 4 1 * * /bin/tokaudit run /jobs/a.json\n"))
    #expect(units.timer.contains("[Timer]\nOnCalendar=*-*-01 04:07:00 UTC\n"))
    #expect(units.timer.contains("\nPersistent=true\nRandomizedDelaySec=5min\n\n[Install]\n"))
    for (time, isNear) in [("23:54", false), ("23:55", true)] {
      let late = try Self.job(#"{"name": "a", "sources": ["a"], "at": "\#(time)"}"#)
      let timer = UnitFiles(job: late, path: "/a", program: "/b").timer
      #expect(timer.contains("[Timer]\n# Mind the time: a run that "))
      #expect(
        timer.contains("\nPersistent=true\n\(isNear ? "" : "RandomizedDelaySec=5min\n")\n[Install]\n"), "\(timer)")
    }
    let directives = [
      "Type=oneshot", "SuccessExitStatus=1", "OnFailure=tokaudit-a-failed.service", "Restart=on-failure",
      "RestartPreventExitStatus=2 64 77 78", "RestartSec=15min", "StartLimitBurst=9", "TimeoutStartSec=1h",
    ]
    for directive in directives { #expect(units.service.contains("\n\(directive)\n"), "\(directive)") }
    for directive in ["Persistent=true", "RandomizedDelaySec=5min", "WantedBy=timers.target"] {
      #expect(units.timer.contains("\n\(directive)\n"), "\(directive)")
    }
    #expect(units.failure.hasPrefix("# tokaudit-a-failed.service\n"))
    #expect(units.service.contains("LoadCredential=session-key:/etc/tokaudit/a.key\n"))
    let sessions = try Self.job(
      #"""
      {"name": "a", "sessions": [
        {"name": "one", "url": "https://localhost/", "credential": "first"},
        {"name": "two", "url": "https://localhost/", "keyFile": "two.key"},
        {"name": "old", "url": "https://localhost/", "credential": "old", "ended": true}]}
      """#)
    let rows = UnitFiles(job: sessions, path: "/jobs/a.json", program: "/bin/tokaudit").service.split(separator: "\n")
    #expect(rows.filter { $0.hasPrefix("LoadCredential=") } == ["LoadCredential=first:/etc/tokaudit/first.key"])
  }
}
