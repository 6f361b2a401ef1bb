import Testing

@testable import TokAudit

/// `tokaudit audit` as a person meets it: exit codes, messages, files.
struct AuditCommandTests {
  private static let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
  private static let faulty = "\(Repository.root)/SampleData/every-rule-fails.json"

  private func run(_ arguments: [String], input: String = "/dev/null") throws -> Command.Result {
    try Command.run(Command.tokaudit, ["audit"] + arguments, input: input)
  }

  static let endings: [(arguments: [String], code: Int32)] = [
    ([sample], 0), ([sample, "--fail-on", "warning"], 1), ([faulty], 1), ([faulty, "--fail-on", "never"], 0),
    ([sample, "--severity", "line-id-shape=error"], 1), ([sample, "--select", "data-file-size"], 0),
    ([faulty, "--select", "data-file-size,partial-flag"], 1), ([sample, "--ignore", "line-id-shape", "-q"], 0),
    ([sample, "/nowhere.json"], 2), (["/"], 2), ([sample, "--select", "progress-range"], 2),
    ([sample, "--select", "no-such-rule"], 64), ([sample, "--as-of", "soon"], 64), ([sample, "-o", "x.txt"], 64),
    ([sample, "-o", sample], 64), (["-", "-"], 64), (["http://example.com/api/tokens"], 64),
    ([sample, "--alphabets", sample], 78), ([sample, "--alphabets", "/nowhere.json"], 78),
    ([sample, "-o", "/nowhere/report.md"], 2),
    ([sample, "-o", "\(Repository.root)/./SampleData/get-all-tokens.json"], 64),
    ([sample, "--format", "json"], 0), ([sample, "--format", "html"], 0), ([sample, "--accept", "/nowhere.csv"], 78),
    ([sample, "--previous", "/nowhere.json"], 78), ([sample, "-o", "x.htm"], 64),
    ([sample, "-o", "findngs:x.csv"], 64), ([sample, "-o", "rats:x.csv"], 64), ([sample, "-o", "lines:x.md"], 64),
  ]

  @Test(arguments: endings)
  func `an audit ends with the code of its outcome`(arguments: [String], code: Int32) throws {
    let result = try run(arguments)
    #expect(result.ending == .exited(code), "\(arguments): \(result.errors)")
    if code != 0 { #expect(!result.errors.isEmpty) }
    if code == 64 || code == 78 { #expect(result.output == "") }
  }

  static let documents: [(text: String, code: Int32, message: String)] = [
    ("", 2, "the input is empty"), (#"{"data":[]}"#, 2, "not one production line"),
    (#"{"errors":[{"status":404,"title":"Not found"}]}"#, 2, "status 404, Not found"),
    (#"{"errors":[{"status":"401","title":"No session"}]}"#, 77, "Check the session key"),
    (#"{"errors":[{"status":403}]}"#, 77, "Check the session key"), ("<html>login</html>", 2, "looks like HTML"),
    ("\u{89}PNG", 2, "expected a JSON document"), (#"{"data":[{"type":"alphabet"}]}"#, 2, "--alphabets"),
    (#"{"data":[{}],"links":{"next":"/api/tokens?page=2"}}"#, 2, "not the whole list"),
    ("{\"data\":[\u{1B}[31m]}", 2, "byte 0x1B"),
    ("{\"errors\":[{\"title\":\"\\u001b[31m\\u202e\"}]}", 2, "\\u{001B}[31m\\u{202E}"),
  ]

  @Test(arguments: documents)
  func `a document that is no list of production lines is named for what it is`(
    text: String, code: Int32, message: String
  ) throws {
    let folder = TemporaryFolder()
    try folder.write(text.utf8, to: "input.json")
    let result = try run([folder("input.json"), "-o", folder("report.md")])
    #expect(result.ending == .exited(code))
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(!result.errors.unicodeScalars.contains("\u{1B}"))
    // A refused key gives no report, an incomplete audit does.
    #expect(folder.names == (code == 77 ? ["input.json"] : ["input.json", "report.md"]))
  }

  @Test func `an empty list is fine where that was said`() throws {
    let folder = TemporaryFolder()
    try folder.write(#"{"data":[]}"#.utf8, to: "empty.json")
    #expect(try run([folder("empty.json"), "--allow-empty"]).ending == .exited(0))
  }

  @Test func `the same bytes give the same report from a file, a pipe and gzip`() throws {
    let folder = TemporaryFolder()
    let file = try run([Self.sample]).output
    let name = "get-all-tokens.json"
    let named = try Command.run(
      "sh", ["-c", "cat '\(Self.sample)' | '\(Command.tokaudit)' audit - --source-name \(name)"])
    #expect(named.output == file)
    _ = try Command.run("sh", ["-c", "gzip -c '\(Self.sample)' > '\(folder(name))'"])
    #expect(try run([folder(name)]).output == file)
    #expect(try run(["-", "--source-name", name], input: folder(name)).output == file)
  }

  @Test func `a truncated gzip file is incomplete, with what could be read`() throws {
    let folder = TemporaryFolder()
    _ = try Command.run("sh", ["-c", "gzip -c '\(Self.faulty)' | head -c 5000 > '\(folder("cut.json.gz"))'"])
    let result = try run([folder("cut.json.gz")])
    #expect(result.ending == .exited(2))
    #expect(result.output.hasPrefix("# Token audit: INCOMPLETE"))
    #expect(result.errors.contains("unexpected end of file"))
  }

  @Test func `the table of rates alone, also next to the report on a device`() throws {
    let folder = TemporaryFolder()
    #expect(try run([Self.sample, "-o", "rates:\(folder("own.csv"))"]).ending == .exited(0))
    let made = String(decoding: try Command.contents(of: folder("own.csv")), as: UTF8.self)
    #expect(made == Repository.text("Reports/get-all-tokens/rates.csv"))
    #expect(try run([Self.sample, "-o", "rates:/dev/stdout"]).output == made)
  }

  @Test func `a report that can't be written is an error, and the others are written`() throws {
    let folder = TemporaryFolder()
    let result = try run([Self.sample, "-o", "findings:/dev/full", "-o", folder("report.md")])
    #expect(result.ending == .exited(2))
    #expect(result.errors.contains("cannot write /dev/full"))
    #expect(folder.names == ["report.md"])
  }

  @Test func `an input is never replaced by a report, whatever its path looks like`() throws {
    let folder = TemporaryFolder()
    let text = Repository.text("SampleData/get-all-tokens.json")
    for name in ["a.csv", "report.md"] { try folder.write(text.utf8, to: name) }
    _ = try Command.run("ln", ["-s", folder("a.csv"), folder("link.csv")])
    for arguments in [
      [folder("a.csv"), "-o", folder("./a.csv")], [folder("a.csv"), "-o", folder("link.csv")],
      [folder("link.csv"), "-o", folder("a.csv")], [folder("report.md"), "-o", folder("")],
      [Self.sample, "--alphabets", folder("a.csv"), "-o", folder("a.csv")],
    ] {
      #expect(try run(arguments).ending == .exited(64), "\(arguments)")
    }
    #expect(try run(["-", "-o", folder("a.csv")], input: folder("a.csv")).ending == .exited(64))
    for name in ["a.csv", "report.md"] {
      #expect(String(decoding: try Command.contents(of: folder(name)), as: UTF8.self) == text)
    }
  }

  @Test func `one file is not written twice`() throws {
    let folder = TemporaryFolder()
    #expect(try run([Self.sample, "-o", folder("a.md"), "-o", folder("./a.md")]).ending == .exited(64))
    #expect(folder.names == [])
  }

  @Test func `a digest is that of the file as it is stored`() throws {
    let folder = TemporaryFolder()
    _ = try Command.run("sh", ["-c", "gzip -c '\(Self.sample)' > '\(folder("a.json.gz"))'"])
    try folder.write("{\"data\":[] x".utf8, to: "broken.json")
    for path in [Self.sample, folder("a.json.gz"), folder("broken.json")] {
      let sum = try Command.run("sh", ["-c", "sha256sum '\(path)' || shasum -a 256 '\(path)'"])
      #expect(try run([path, "--digest"]).output.contains(sum.output.prefix(64)))
    }
  }

  @Test func `a long string that nobody needs takes no memory and no time, also from a pipe`() throws {
    let start = "{\"meta\":{\"x\":\""
    let end = "\"},\"data\":[]}"
    let result = try Command.run(
      "sh",
      [
        "-c",
        "{ printf '%s' '\(start)'; head -c 80000000 /dev/zero | tr '\\0' a; printf '%s' '\(end)'; } | "
          + "'\(Command.tokaudit)' audit - --allow-empty",
      ])
    #expect(result.ending == .exited(0), "\(result.errors)")
  }

  @Test func `an interrupted audit leaves nothing behind and ends by the signal`() throws {
    let folder = TemporaryFolder()
    // The audit waits for the writer of a FIFO, with its reports already open.
    let script = """
      mkfifo '\(folder("input.json"))' && { sleep 5 > '\(folder("input.json"))' & }
      '\(Command.tokaudit)' audit '\(folder("input.json"))' -o '\(folder("report.md"))' & audit=$!
      for _ in 1 2 3 4 5 6 7 8 9 10; do ls -A '\(folder.path)' | grep -q tmp && break; sleep 0.2; done
      ls -A '\(folder.path)' | grep -c tmp; kill -TERM $audit; wait $audit; echo $?
      """
    let result = try Command.run("sh", ["-c", script])
    #expect(result.output == "1\n143\n")
    #expect(folder.names == ["input.json"])
  }

  @Test func `an alphabet that can't be used is named in the first line`() throws {
    let catalogue = "\(Repository.root)/SampleData/every-rule-fails.catalogue.json"
    let result = try run([Self.sample, "--alphabets", catalogue])
    #expect(result.ending == .exited(1))
    #expect(result.errors.contains("1 of 2 supplied alphabets can't be used"))
    #expect(result.output.contains("Do not rely on alphabet `LOWER_VOWELS`"))
  }

  @Test func `a report that can't be written makes the closing line say so`() throws {
    let result = try Command.run(Command.tokaudit, ["audit", Self.sample], output: "/dev/full")
    #expect(result.ending == .exited(2))
    #expect(result.errors.contains("tokaudit: INCOMPLETE — not every report was written"))
  }

  @Test func `quiet says nothing of a clean audit`() throws {
    let clean = "\(Repository.root)/SampleData/every-alphabet-and-status.json"
    #expect(try run([clean, "-q"]).errors == "")
    #expect(
      try run([clean]).errors
        == "tokaudit: PASS — \(Self.count(try run([clean]).output)) production lines, nothing found\n")
  }

  private static func count(_ report: String) -> String {
    report.split(separator: " ").dropFirst(5).first.map(String.init) ?? ""
  }

  @Test func `every rule can be explained, and an unknown one is guessed at`() throws {
    let list = try Command.run(Command.tokaudit, ["rules"]).output
    for row in list.split(separator: "\n") {
      let code = String(row.prefix { $0 != " " })
      let entry = try Command.run(Command.tokaudit, ["rules", code])
      #expect(entry.ending == .exited(0))
      for part in ["Basis", "Why", "Example", "Meanwhile", "Ask"] { #expect(entry.output.contains("\n\(part)\n")) }
    }
    let unknown = try Command.run(Command.tokaudit, ["rules", "data-file-sise"])
    #expect(unknown.ending == .exited(64))
    #expect(unknown.errors.contains("Did you mean 'data-file-size'?"))
  }

  @Test func `without gzip one remedy is named, the one that helps`() throws {
    let folder = TemporaryFolder()
    try folder.write("{}".utf8, to: "a.json")
    _ = try Command.run("gzip", [folder("a.json")])
    let script = "PATH=/nowhere; exec '\(Command.tokaudit)' audit '\(folder("a.json.gz"))'"
    let result = try Command.run("sh", ["-c", script])
    #expect(
      result.errors.contains(
        "a.json.gz: can't be read: it is compressed, and the program gzip was not found. Install gzip, or decompress the "
          + "file first.\n"), "\(result.errors)")
    #expect(!result.errors.contains("Check that it is there"))
  }
}
