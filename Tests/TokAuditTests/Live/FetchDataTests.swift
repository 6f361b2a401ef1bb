internal import Synchronization
import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// `fetch --what data` from a service that does as it is told.
@Suite(.enabled(if: Command.exists("curl"), "there is no curl"))
struct FetchDataTests {
  typealias Line = TokenService.Line
  typealias Step = MisbehavingServer.Step

  private let folder = TemporaryFolder()
  private static let ids = (0..<9).map { "0cab1aa8-c8fc-3a4f-a777-dd69ff128fb\($0)" }

  init() throws {
    Interruptions.ignoreWriteSignals()
    try folder.write("\(LiveCase.canary)\n".utf8, to: "key")
    chmod(folder("key"), 0o600)
  }

  private func fetch(_ service: TokenService, _ options: [String] = []) throws -> Command.Result {
    try Command.run(
      Command.tokaudit,
      ["fetch", service.url, "--what", "data", "-o", folder("tokens"), "--session-key-file", folder("key")] + options)
  }

  private func names() -> [String] {
    ((try? Folder.entries(of: folder("tokens"), hidden: true) { $0 != [0x2E] && $0 != [0x2E, 0x2E] })?.names) ?? []
  }

  @Test func `the files of all ended, finished and analyzed production lines are fetched, once`() throws {
    let statuses = ["ended", "finished", "analyzed", "requested", "started", "deleted", "finished"]
    let lines = zip(Self.ids, statuses).map { Line(id: $0, status: $1) }
    let service = TokenService(lines)
    let result = try fetch(service, ["--save", folder("list.json")])
    #expect(result.ending == .exited(0), "\(result.errors)")
    let wanted = [0, 1, 2, 6].map { "\(Self.ids[$0]).csv" }
    #expect(names() == wanted)
    for name in wanted { #expect(try folder.read("tokens/\(name)") == lines[0].file) }
    #expect(try folder.text("list.json") == TokenService.document(lines))
    #expect(folder.mode(of: "tokens") == 0o700)
    for name in wanted { #expect(folder.mode(of: "tokens/\(name)") == 0o600) }
    #expect(result.errors.contains("fetched 4 token files with 44 bytes into"), "\(result.errors)")
    #expect(result.errors.contains("production lines without a file to fetch: 3"), "\(result.errors)")
    #expect(Set(service.paths) == Set(["/api/tokens"] + [0, 1, 2, 6].map { "/api/tokens/\(Self.ids[$0])/data" }))
    #expect(service.requests.allSatisfy { $0.contains("Session-Key: \(LiveCase.canary)") })
    let again = try fetch(service)
    #expect(again.ending == .exited(0))
    #expect(again.errors.contains("fetched 0 token files with 0 bytes"), "\(again.errors)")
    #expect(again.errors.contains("there already: 4"), "\(again.errors)")
    #expect(service.paths.suffix(1) == ["/api/tokens"] && service.paths.count == 6)
    #expect(try fetch(service, ["-q"]).errors == "")
  }

  @Test func `what was fetched is what an audit reads`() throws {
    let sample = "\(Repository.root)/SampleData/token-files"
    let list = Repository.text("SampleData/token-files/list.json")
    let id = "d4c6d722-b609-7046-bafe-3f0e994f82af"
    let tokens = try Command.contents(of: "\(sample)/tokens/\(id).csv")
    let server = MisbehavingServer(script: { _, head in
      if head.hasPrefix("GET /api/tokens ") { return [.answer(list)] }
      return head.hasPrefix("GET /api/tokens/\(id)/data ")
        ? [.answer(bytes: tokens, type: "text/csv")] : [.answer("", "404 None")]
    })
    defer { server.stop() }
    let result = try Command.run(
      Command.tokaudit,
      [
        "fetch", server.url, "--what", "data", "-o", folder("tokens"), "--session-key-file", folder("key"), "--save",
        folder("list.json"), "--retries", "0",
      ])
    #expect(result.ending == .exited(2), "\(result.errors)")
    #expect(try folder.read("tokens/\(id).csv") == tokens)
    #expect(try folder.text("list.json") == list)
    let audit = try Command.run(
      Command.tokaudit,
      ["audit", folder("list.json"), "--data", folder("tokens"), "--alphabets", "\(sample)/catalogue.json"])
    #expect(audit.output.contains("tokens of 1 production line"), "\(audit.output)")
    #expect(audit.output.contains("| `token-file-size` | error | 1 | 1 | 0 |"), "\(audit.output)")
  }

  /// A file that never comes right, the options, the exit code when it alone is wanted, and what is said.
  struct Broken: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [Step]
    var options: [String] = []
    let code: Int32
    let says: String

    var testDescription: String { name }

    init(_ name: String, _ steps: Step..., options: [String] = [], exits code: Int32, says: String) {
      self.name = name
      self.steps = steps
      self.options = options
      self.code = code
      self.says = says
    }
  }

  private static let text = "Content-Type: text/csv"

  static let broken = [
    Broken(
      "cut, with its length", .head("200 OK", text, "Content-Length: 11"), .send(Array("abc\nbc".utf8)), exits: 2,
      says: "ended before all of it had come"),
    Broken(
      "cut, without a length", .head("200 OK", text, "Connection: close"), .send(Array("abc\nbc".utf8)), exits: 2,
      says: "6 bytes came, and the list states 11"),
    Broken("less, as announced", .answer("abc", type: "text/csv"), exits: 2, says: "3 bytes came"),
    Broken("nothing", .answer("", type: "text/csv"), exits: 2, says: "the answer is empty"),
    Broken("too much", .answer("abc\nbcd\ncde\n", type: "text/csv"), exits: 2, says: "more came than the 11 bytes"),
    Broken(
      "far too much", .head("200 OK", text, "Connection: close"), .flood([65, 10], times: .max), exits: 2,
      says: "more came than the 11 bytes"),
    Broken("401", .answer("", "401 Unauthorized"), exits: 77, says: "HTTP status 401"),
    Broken("403", .answer("", "403 Forbidden"), exits: 77, says: "HTTP status 403"),
    Broken("404", .answer(#"{"errors":[{"title":"Gone"}]}"#, "404 Not Found"), exits: 2, says: "Gone"),
    Broken("500", .answer("", "500 Oops", header: "Retry-After: 0"), exits: 75, says: "HTTP status 500"),
    Broken("204", .head("204 No Content"), exits: 2, says: "no content"),
    Broken(
      "206", .answer("abc\nbcd\ncde", "206 Partial", type: "text/csv"), exits: 2, says: "expected HTTP status 200"),
    Broken(
      "200 with errors", .answer(#"{"errors":[{"status":401,"title":"Who?"}]}"#), exits: 77, says: "Who?"),
    Broken("a document", .answer(#"{"data":[]}"#), exits: 2, says: "expected a token file, found a document"),
    Broken("a web page", .answer("<html>Log in</html>", type: "text/html"), exits: 2, says: "a web page"),
    Broken(
      "a redirect", .answer("", "302 Found", header: "Location: http://127.0.0.1:1/x?k=\(LiveCase.canary)"), exits: 2,
      says: "points to http://127.0.0.1:1/x;"),
    Broken("a hang", .hang, options: ["--timeout", "1s"], exits: 75, says: "nothing came for 1s"),
    Broken(
      "a hang in the middle", .head("200 OK", text, "Content-Length: 11"), .send([65]), .hang,
      options: ["--timeout", "1s"], exits: 2, says: "in the middle of the answer"),
    Broken(
      "a drip", .head("200 OK", text, "Content-Length: 11"),
      .drip([UInt8](repeating: 65, count: 11), milliseconds: 900),
      options: ["--deadline", "3s"], exits: 2, says: "before the whole answer came"),
    Broken("a reset", .reset, exits: 75, says: "before the answer"),
    Broken(
      "an encoding that was not asked for", .answer("abc", type: "text/csv", header: "Content-Encoding: br"), exits: 2,
      says: "encoded as br"),
  ]

  @Test(arguments: broken)
  func `a file that is not right gets no name, and the others are fetched`(_ broken: Broken) throws {
    let bad = Line(id: Self.ids[1], steps: { _ in broken.steps })
    let alone = TokenService([bad])
    let result = try fetch(alone, ["--retries", "1"] + broken.options)
    #expect(result.ending == .exited(broken.code), "\(result.errors)")
    #expect(result.errors.contains(broken.says), "\(result.errors)")
    #expect(!result.errors.contains(LiveCase.canary))
    #expect(names() == [])
    // One after another, so that the others come before a refusal.
    let service = TokenService([Line(id: Self.ids[0]), Line(id: Self.ids[2]), bad])
    let mixed = try fetch(service, ["--retries", "0", "--parallel", "1"] + broken.options)
    #expect(mixed.ending == .exited(broken.code == 75 ? 2 : broken.code), "\(mixed.errors)")
    #expect(names() == ["\(Self.ids[0]).csv", "\(Self.ids[2]).csv"])
    #expect(mixed.errors.contains("fetched 2 token files"), "\(mixed.errors)")
    #expect(mixed.errors.contains("; failed: 1"), "\(mixed.errors)")
  }

  @Test func `what breaks off is asked for again from its beginning`() throws {
    let line = Line(id: Self.ids[0])
    let steps: @Sendable (Int) -> [Step]? = { count in
      switch count {
      case 0: [.answer("", "503 Down", header: "Retry-After: 0")]
      case 1: [.head("200 OK", Self.text, "Content-Length: 11"), .send(Array("xxxxx".utf8))]
      case 2: [.head("200 OK", Self.text, "Connection: close"), .send(Array("yyy".utf8))]
      default: nil
      }
    }
    let service = TokenService([Line(id: Self.ids[0], steps: steps)])
    let result = try fetch(service)
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(try folder.read("tokens/\(Self.ids[0]).csv") == line.file)
    #expect(service.paths.count == 5)
  }

  @Test func `an interrupted fetch leaves nothing half, and the next one does only what is missing`() throws {
    let hanging: @Sendable (Int) -> [Step]? = { count in
      count == 0 ? [.head("200 OK", Self.text, "Content-Length: 11"), .send(Array("abc\n".utf8)), .hang] : nil
    }
    for signal in [SIGKILL, SIGTERM] {
      let service = TokenService([Line(id: Self.ids[0]), Line(id: Self.ids[1], steps: hanging), Line(id: Self.ids[2])])
      let null = try FileDescriptor.open("/dev/null", .updating)
      var child = try ChildProcess(
        Command.tokaudit,
        [
          "fetch", service.url, "--what", "data", "-o", folder("tokens"), "--session-key-file", folder("key"),
          "--parallel", "2",
        ], environment: ["PATH=/usr/local/bin:/usr/bin:/bin"], input: null.number, output: null.number,
        error: null.number)
      let whole = [0, 2].map { "\(Self.ids[$0]).csv" }
      while service.paths.count < 4 || names().filter({ !$0.hasPrefix(".") }) != whole { systemSleep(milliseconds: 20) }
      // A second one has to wait.
      let second = try fetch(service)
      #expect(second.ending == .exited(75))
      #expect(second.errors.contains("another fetch into"), "\(second.errors)")
      kill(child.identifier, signal)
      #expect(child.wait() == .killed(signal))
      let left = names()
      #expect(left.filter { !$0.hasPrefix(".") } == whole)
      #expect(left.count == (signal == SIGKILL ? 3 : 2))
      let before = service.paths.count
      let result = try fetch(service)
      #expect(result.ending == .exited(0), "\(result.errors)")
      #expect(result.errors.contains("fetched 1 token file with 11 bytes"), "\(result.errors)")
      #expect(names() == Self.ids.prefix(3).map { "\($0).csv" })
      #expect(service.paths.count == before + 2)
      _ = try Command.run("rm", ["-rf", folder("tokens")])
    }
  }

  @Test func `no file is replaced by other bytes, and one with the same gets its time`() throws {
    let id = Self.ids[0]
    let name = "tokens/\(id).csv"
    let service = TokenService([Line(id: id)])
    #expect(try fetch(service).ending == .exited(0))
    func isLeft(_ text: String) throws {
      let result = try fetch(service)
      #expect(result.ending == .exited(2) && result.errors.contains("with other bytes"), "\(result.errors)")
      #expect(try folder.text(name) == text)
      #expect(names() == ["\(id).csv"])
    }
    for spoiled in ["abc", "abc\nbcd\nxyz"] {
      try folder.write(spoiled.utf8, to: name)
      try isLeft(spoiled)
    }
    // A copy: its bytes are those of the list, its time is not.
    try folder.write("abc\nbcd\ncde".utf8, to: name)
    #expect(try fetch(service).errors.contains("fetched 1 token file"))
    #expect(try fetch(service).errors.contains("there already: 1"))
    // A copy of a part that the service no longer has.
    service.set([Line(id: id, tokens: ["xyz", "yza", "zab"], day: 2)])
    try folder.write("abc\nbcd\ncde".utf8, to: name)
    try isLeft("abc\nbcd\ncde")
    #expect(rename(folder(name), folder("kept.csv")) == 0)
    #expect(try fetch(service).ending == .exited(0))
    // A list that is older than the file.
    service.set([Line(id: id)])
    try isLeft("xyz\nyza\nzab")
  }

  @Test func `the file of an earlier part is kept under its number, even if it has as many bytes`() throws {
    let id = Self.ids[0]
    let service = TokenService([Line(id: id)])
    #expect(try fetch(service).ending == .exited(0))
    service.set([Line(id: id, tokens: ["xyz", "yza", "zab"], day: 2)])
    #expect(try fetch(service).ending == .exited(0))
    service.set([Line(id: id, tokens: ["mno"], day: 3)])
    #expect(try fetch(service).ending == .exited(0))
    #expect(names() == ["\(id).csv", "\(id).part1.csv", "\(id).part2.csv"])
    #expect(try folder.text("tokens/\(id).part1.csv") == "abc\nbcd\ncde")
    #expect(try folder.text("tokens/\(id).part2.csv") == "xyz\nyza\nzab")
    #expect(try folder.text("tokens/\(id).csv") == "mno")
    #expect(try fetch(service).errors.contains("there already: 1"))
    // As an interruption between the two leaves it: the part has its name, and the new one has not come.
    service.set([Line(id: id, tokens: ["pqr", "qrs"], day: 4)])
    #expect(link(folder("tokens/\(id).csv"), folder("tokens/\(id).part3.csv")) == 0)
    #expect(try fetch(service).ending == .exited(0))
    #expect(names() == ["\(id).csv", "\(id).part1.csv", "\(id).part2.csv", "\(id).part3.csv"])
    #expect(try folder.text("tokens/\(id).part3.csv") == "mno")
  }

  @Test func `what can't be named or verified is said, and the rest is fetched`() throws {
    let folderOfFiles = folder("tokens")
    mkdir(folderOfFiles, 0o755)
    try folder.write("x".utf8, to: "tokens/\(Self.ids[3]).csv.gz")
    try folder.write("x".utf8, to: "tokens/\(Self.ids[4].uppercased()).txt")
    try folder.write("x".utf8, to: "tokens/\(Self.ids[4])")
    #expect(symlink("nowhere", folder("tokens/\(Self.ids[5]).csv")) == 0)
    let list = [
      Line(id: "../../escape"), Line(id: Self.ids[1]), Line(id: Self.ids[1].uppercased()), Line(id: Self.ids[2]),
      Line(id: Self.ids[3]), Line(id: Self.ids[4]), Line(id: Self.ids[5]), Line(id: String(repeating: "x", count: 255)),
    ]
    let unsized = TokenService.document([Line(id: Self.ids[6])]).split(separator: #""filesizes":{"data":11},"#)
    let service = TokenService(list) { lines in
      let text = TokenService.document(lines).dropLast(2) + "," + unsized.joined().dropFirst(9)
      return [.answer(String(text))]
    }
    let result = try fetch(service)
    #expect(result.ending == .exited(2))
    for word in [
      "production line ../../escape: the id of the production line has other characters", "the id stands twice",
      "the id of the production line has more than 200 characters",
      ".csv.gz stands for it, and is compressed", "both stand for the latest part", "is no regular file",
      "doesn't state the bytes", "others can get at", "failed: 8",
    ] {
      #expect(result.errors.contains(word), "\(word) in \(result.errors)")
    }
    #expect(names().contains("\(Self.ids[2]).csv"))
    #expect(service.paths.count == 2)
  }

  @Test func `no more are fetched at once than wanted`() throws {
    let most = Most()
    let lines = Self.ids.map { id in
      Line(
        id: id,
        steps: { _ in
          most.begin()
          systemSleep(milliseconds: 200)
          most.end()
          return nil
        })
    }
    let service = TokenService(lines)
    #expect(try fetch(service, ["--parallel", "3"]).ending == .exited(0))
    #expect(names().count == 9)
    #expect((2...3).contains(most.value))
  }

  @Test func `a list that is not whole, or not there, fetches nothing`() throws {
    for (steps, code): ([Step], Int32) in [
      ([.answer(#"{"data":[],"links":{"next":"/2"}}"#)], 2), ([.answer("", "401 Unauthorized")], 77),
      ([.answer("", "503 Down", header: "Retry-After: 0")], 75), ([.answer(#"{"data":[{"type":"alphabet"}]}"#)], 2),
      ([.goodHead(999), .send(Array(#"{"data":["#.utf8))], 2),
    ] {
      let service = TokenService([Line(id: Self.ids[0])]) { _ in steps }
      let result = try fetch(service, ["--retries", "0", "--save", folder("list.json")])
      #expect(result.ending == .exited(code), "\(result.errors)")
      #expect(service.paths == ["/api/tokens"])
      #expect(names() == [])
      #expect(!folder.names.contains("list.json"))
    }
    let empty = TokenService([])
    #expect(try fetch(empty).ending == .exited(0))
  }

  @Test func `a service that is down is left alone after three files`() throws {
    let down: @Sendable (Int) -> [Step]? = { _ in [.answer("", "503 Down", header: "Retry-After: 0")] }
    let service = TokenService(Self.ids.map { Line(id: $0, steps: down) })
    let result = try fetch(service, ["--retries", "0", "--parallel", "1"])
    #expect(result.ending == .exited(75), "\(result.errors)")
    #expect(service.paths.count == 4)
    #expect(result.errors.contains("failed: 3; not tried: 6"), "\(result.errors)")
    let refusing = TokenService(Self.ids.map { Line(id: $0, steps: { _ in [.answer("", "403 No")] }) })
    #expect(try fetch(refusing, ["--parallel", "1"]).ending == .exited(77))
    #expect(refusing.paths.count == 2)
  }

  @Test func `the key is in no file, message or argument`() throws {
    try folder.write(
      """
      #!/bin/sh
      cat /proc/$$/cmdline /proc/$$/environ /proc/$PPID/cmdline /proc/$PPID/environ >> '\(folder("seen"))' 2> /dev/null
      PATH=/usr/local/bin:/usr/bin:/bin
      exec curl "$@"

      """.utf8, to: "curl")
    chmod(folder("curl"), 0o700)
    let service = TokenService([
      Line(id: Self.ids[0]), Line(id: Self.ids[1], steps: { _ in [.answer(LiveCase.canary, "403 No")] }),
    ])
    let result = try Command.run(
      "env",
      [
        "PATH=\(folder.path):/usr/local/bin:/usr/bin:/bin", Command.tokaudit, "fetch", service.url, "--what", "data",
        "-o", folder("tokens"), "--session-key-file", folder("key"),
      ])
    #expect(result.ending == .exited(77))
    #expect(!result.errors.contains(LiveCase.canary))
    #expect(service.requests.allSatisfy { $0.contains(LiveCase.canary) })
    #expect(try Command.run("grep", ["-rl", LiveCase.canary, folder.path]).output == "\(folder("key"))\n")
  }

  @Test func `wrong ways to ask are wrong usage`() throws {
    for arguments in [
      ["fetch", "https://h/", "--what", "data"], ["fetch", "https://h/", "-o", "x", "--parallel", "2"],
      ["fetch", "https://h/", "-o", "x", "--save", "y"],
      ["fetch", "https://h/", "--what", "data", "-o", "x", "--keep-partial"],
      ["fetch", "https://h/api/alphabets", "--what", "data", "-o", "x"],
      ["fetch", "https://h/", "--what", "data", "-o", "x", "--parallel", "0"],
    ] {
      #expect(try Command.run(Command.tokaudit, arguments).ending == .exited(64), "\(arguments)")
    }
  }
}

/// How many were at it at once.
private final class Most: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  func begin() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
  func end() { counts.withLock { $0.now -= 1 } }
  var value: Int { counts.withLock { $0.most } }
}
