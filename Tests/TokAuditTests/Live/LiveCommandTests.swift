import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// `audit URL` and `fetch URL` against a server that does as it is told.
@Suite(.enabled(if: Command.exists("curl"), "there is no curl"))
struct LiveCommandTests {
  private let folder = TemporaryFolder()

  init() throws {
    Interruptions.ignoreWriteSignals()
    try folder.write("\(LiveCase.canary)\n".utf8, to: "key")
    chmod(folder("key"), 0o600)
  }

  private func run(
    _ arguments: [String], _ server: MisbehavingServer? = nil
  ) throws -> Command.Result {
    defer { server?.stop() }
    return try Command.run(Command.tokaudit, arguments + ["--session-key-file", folder("key")])
  }

  @Test(arguments: LiveCase.failures)
  func `no failure passes, and each says what it is`(_ live: LiveCase) throws {
    let quick = ["--retries", "1"]
    let server = MisbehavingServer(live.scripts)
    let audit = try run(
      ["audit", server.url, "--allow-empty", "--save", folder("a.json"), "-o", folder("report.md")] + quick
        + live.options,
      server)
    #expect(audit.ending == .exited(live.code), "\(audit.errors)")
    #expect(audit.errors.contains(live.says), "\(audit.errors)")
    #expect(!audit.errors.contains(LiveCase.canary))
    // Only an incomplete audit has a report, and that says so.
    #expect(folder.names == (live.code == 2 ? ["key", "report.md"] : ["key"]))
    if live.code == 2 { #expect(try folder.text("report.md").hasPrefix("# Token audit: INCOMPLETE")) }
    let other = MisbehavingServer(live.scripts)
    let fetch = try run(["fetch", other.url, "-o", folder("b.json")] + quick + live.options, other)
    #expect(fetch.ending == .exited(live.code), "\(fetch.errors)")
    #expect(fetch.errors.contains(live.says), "\(fetch.errors)")
    #expect(!fetch.errors.contains(LiveCase.canary))
    #expect(!folder.names.contains("b.json"))
  }

  @Test(arguments: LiveCase.successes)
  func `a whole answer is audited and saved, byte for byte`(_ live: LiveCase) throws {
    let server = MisbehavingServer(live.scripts)
    let audit = try run(["audit", server.url, "--save", folder("a.json"), "-o", folder("report.md")], server)
    #expect(audit.ending == .exited(0), "\(audit.errors)")
    #expect(try folder.read("a.json") == LiveCase.list)
    let report = try folder.text("report.md")
    #expect(report.contains("| `\(server.url)/api/tokens` | 2,582 | 1 | 2 | yes | 200 |"), "\(report)")
    let other = MisbehavingServer(live.scripts)
    let fetch = try run(["fetch", "\(other.url)/", "-o", folder("b.json")], other)
    #expect(fetch.ending == .exited(0), "\(fetch.errors)")
    #expect(try folder.read("b.json") == LiveCase.list)
  }

  @Test func `the request is the one that the service documents`() throws {
    let server = MisbehavingServer(.answer(LiveCase.text))
    _ = try run(["audit", server.url], server)
    let rows = server.requests.first?.split(separator: "\r\n").map(String.init) ?? []
    #expect(rows.first == "GET /api/tokens HTTP/1.1")
    let type = MisbehavingServer.Step.mediaType
    for row in ["Accept: \(type)", "Content-Type: \(type)", "Session-Key: \(LiveCase.canary)"] {
      #expect(rows.contains(row), "\(rows)")
    }
  }

  @Test func `fetch asks again for a body that broke off, audit doesn't`() throws {
    let scripts: [[MisbehavingServer.Step]] = [
      [.goodHead(LiveCase.list.count), .send(Array(LiveCase.list.prefix(900)))],
      [.head("200 OK", "Content-Type: application/vnd.api+json"), .send(Array(LiveCase.list.prefix(900)))],
      [.goodHead(LiveCase.list.count), .send(LiveCase.list)],
    ]
    let server = MisbehavingServer(scripts)
    let fetch = try run(["fetch", server.url, "-o", folder("a.json")], server)
    #expect(fetch.ending == .exited(0), "\(fetch.errors)")
    #expect(try folder.read("a.json") == LiveCase.list)
    #expect(server.requests.count == 3)
    let other = MisbehavingServer(scripts)
    #expect(try run(["audit", other.url], other).ending == .exited(2))
    #expect(other.requests.count == 1)
  }

  @Test func `what could not be had is not asked for again when lists are read twice`() throws {
    let nights = ["2026-11-16", "2026-11-17"].map { "\(Repository.root)/SampleData/week-of-nights/\($0).json" }
    let server = MisbehavingServer([
      [.head("503 Service Unavailable", "Content-Length: 0")], [.goodHead(LiveCase.list.count), .send(LiveCase.list)],
    ])
    let audit = try run(["audit"] + nights + [server.url, "--retries", "0"], server)
    #expect(audit.ending == .exited(2))
    #expect(server.requests.count == 1)
    #expect(audit.errors.contains("HTTP status 503"), "\(audit.errors)")
    #expect(!audit.errors.contains("changed while it was audited"))
  }

  @Test(arguments: [
    ("https_proxy=http://u:s%2Fc@127.0.0.1:1", 75, "; https_proxy names the proxy http://127.0.0.1:1)"),
    ("all_proxy=u:p/@127.0.0.1:1", 75, "; all_proxy names the proxy 127.0.0.1:1)"),
    (
      "HTTPS_PROXY=http://nowhere.invalid", 75, "(curl exit code 5; HTTPS_PROXY names the proxy http://nowhere.invalid)"
    ),
    ("https_proxy=garbage://u:p@x", 2, "; https_proxy names the proxy garbage://x). Correct https_proxy."),
    ("https_proxy=", 75, "no connection to https://127.0.0.1:1 (curl exit code 7). Try again later."),
  ])
  func `a proxy of the environment is named`(_ variable: String, _ code: Int32, _ says: String) throws {
    let result = try Command.run(
      Command.tokaudit,
      ["fetch", "https://127.0.0.1:1/", "-o", folder("a.json"), "--retries", "0", "--session-key-file", folder("key")],
      environment: [variable])
    #expect(result.ending == .exited(code), "\(result.errors)")
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(!result.errors.contains("u:"))
  }

  @Test func `a status that passes is asked again, though the document came with 200`() throws {
    let busy: [MisbehavingServer.Step] = [.answer(#"{"errors":[{"status":503,"title":"Busy"}]}"#)]
    let server = MisbehavingServer([busy, [.answer(LiveCase.text)]])
    let fetch = try run(["fetch", server.url, "-o", folder("a.json")], server)
    #expect(fetch.ending == .exited(0), "\(fetch.errors)")
    #expect(try folder.read("a.json") == LiveCase.list)
    try folder.write(#"{"errors":[{"status":503,"title":"Busy"}]}"#.utf8, to: "saved.json")
    #expect(try run(["audit", folder("saved.json")]).ending == .exited(2))
  }

  @Test func `what is not whole is kept only if that is wanted`() throws {
    let steps: [MisbehavingServer.Step] = [.goodHead(LiveCase.list.count), .send(Array(LiveCase.list.prefix(900)))]
    for command in [["audit", "--save"], ["fetch", "--retries", "0", "-o"]] {
      let server = MisbehavingServer([steps])
      let result = try run(command + [folder("a.json"), server.url, "--keep-partial"], server)
      #expect(result.ending == .exited(2))
      #expect(folder.names == ["a.json.partial", "key"], "\(result.errors)")
      #expect(try folder.read("a.json.partial") == Array(LiveCase.list.prefix(900)))
      unlink(folder("a.json.partial"))
      let refusing = MisbehavingServer(.answer("", "404 Not Found"))
      #expect(try run(command + [folder("a.json"), refusing.url, "--keep-partial"], refusing).ending == .exited(2))
      #expect(folder.names == ["key"])
    }
  }

  @Test(arguments: [[], ["--timeout", "1s"]])
  func `the deadline is kept to within two seconds, whatever else is set`(_ options: [String]) throws {
    let server = MisbehavingServer(.goodHead(9), .drip([UInt8](repeating: 32, count: 200), milliseconds: 100))
    let start = ContinuousClock.now
    let result = try run(["fetch", server.url, "-o", folder("a"), "--deadline", "3s"] + options, server)
    #expect(result.ending == .exited(2) || result.ending == .exited(75), "\(result.errors)")
    #expect(ContinuousClock.now - start < .seconds(5))
    let unanswered = MisbehavingServer(.hang)
    let again = ContinuousClock.now
    let late = try run(["audit", unanswered.url, "--deadline", "3s"] + options, unanswered)
    #expect(late.ending == .exited(75), "\(late.errors)")
    #expect(ContinuousClock.now - again < .seconds(5))
  }

  @Test func `a server that accepts and says nothing is given up in time`() throws {
    let server = MisbehavingServer(.hang)
    let start = ContinuousClock.now
    let secure = "https://127.0.0.1:\(server.port)"
    let result = try run(["audit", secure, "--connect-timeout", "1s", "--retries", "0"], server)
    #expect(result.ending == .exited(75))
    #expect(result.errors.contains("in time (curl exit code 28)"), "\(result.errors)")
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `plain http to another computer must be insisted on`() throws {
    let server = MisbehavingServer(.answer(LiveCase.text))
    defer { server.stop() }
    // It leads to this computer, but it is not known to.
    let url = "http://0.0.0.0:\(server.port)/"
    #expect(try run(["audit", url]).ending == .exited(64))
    #expect(server.requests.isEmpty)
    #expect(try run(["audit", url, "--insecure-http"]).ending == .exited(0))
    #expect(server.requests.count == 1)
  }

  @Test(arguments: ["", "no certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n", "-----BEGIN PRIVATE KEY-----\nMIIB"])
  func `a file without certificates to trust is named before anybody is asked`(_ text: String) throws {
    let server = MisbehavingServer(.answer(LiveCase.text))
    defer { server.stop() }
    try folder.write(text.utf8, to: "ca.pem")
    for path in [folder("ca.pem"), folder("none.pem"), folder(".")] {
      let result = try run(["audit", server.url, "--cacert", path, "-o", folder("report.md")])
      #expect(result.ending == .exited(78))
      #expect(result.errors.contains(path), "\(result.errors)")
    }
    #expect(server.requests.isEmpty)
    #expect(folder.names == ["ca.pem", "key"])
    let whole = "Ours\r\n-----BEGIN CERTIFICATE-----\r\nMIIB\r\n-----END CERTIFICATE-----\r\n"
    try folder.write(whole.utf8, to: "ca.pem")
    #expect(try run(["audit", server.url, "--cacert", folder("ca.pem")]).ending == .exited(0))
  }

  @Test func `user, password and query are in the request only`() throws {
    let server = MisbehavingServer(.answer(LiveCase.text))
    let url = "http://me:hidden@127.0.0.1:\(server.port)/api/tokens?code=hidden"
    let result = try run(["audit", url, "-o", folder("report.md"), "-o", folder("report.json")], server)
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(server.requests.first?.hasPrefix("GET /api/tokens?code=hidden ") == true)
    #expect(server.requests.first?.contains("Authorization: Basic") == true)
    for text in [try folder.text("report.md"), try folder.text("report.json"), result.errors, result.output] {
      #expect(!text.contains("hidden"))
    }
    #expect(try folder.text("report.md").contains("`\(server.url)/api/tokens?…`"))
  }

  @Test func `an answer that can't be saved makes the audit incomplete`() throws {
    let server = MisbehavingServer(.answer(LiveCase.text))
    #expect(try run(["audit", server.url, "--save", "/nowhere/a.json"], server).ending == .exited(2))
    let other = MisbehavingServer(.answer(LiveCase.text))
    #expect(try run(["audit", other.url, "--save", "/dev/null"], other).ending == .exited(2))
    #expect(other.requests.isEmpty)
    let third = MisbehavingServer(.answer(LiveCase.text))
    let arguments = ["audit", third.url, "--alphabets", "/nowhere.json", "--save", folder("a.json")]
    #expect(try run(arguments, third).ending == .exited(78))
    #expect(folder.names == ["key"])
  }

  @Test func `Retry-After is obeyed`() throws {
    let server = MisbehavingServer([
      [.answer("", "503 Unavailable", header: "Retry-After: 2")], [.answer(LiveCase.text)],
    ])
    let start = ContinuousClock.now
    #expect(try run(["fetch", server.url, "-o", folder("a")], server).ending == .exited(0))
    #expect(ContinuousClock.now - start >= .seconds(2))
  }

  @Test func `alphabets are read from a URL too`() throws {
    let alphabets = Repository.text("SampleData/custom-alphabets.catalogue.json")
    let server = MisbehavingServer(.answer(alphabets))
    let fetch = try run(["fetch", server.url, "--what", "alphabets", "-o", folder("a.json")], server)
    #expect(fetch.ending == .exited(0), "\(fetch.errors)")
    #expect(server.requests.first?.hasPrefix("GET /api/alphabets ") == true)
    #expect(try folder.text("a.json") == alphabets)
    let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
    for (status, code): (String, Int32) in [
      ("200 OK", 0), ("401 Unauthorized", 77), ("404 Not Found", 78), ("503 Unavailable", 75),
    ] {
      let server = MisbehavingServer(.answer(alphabets, status))
      let audit = try run(["audit", sample, "--alphabets", server.url, "--retries", "0"], server)
      #expect(audit.ending == .exited(code), "\(audit.errors)")
    }
  }

  @Test func `fetch says how to ask for what came instead`() throws {
    let alphabets = MisbehavingServer(.answer(#"{"data":[{"type":"alphabet","id":"a"}]}"#))
    let list = try run(["fetch", "\(alphabets.url)/list", "-o", folder("a.json")], alphabets)
    #expect(list.ending == .exited(2) && list.errors.contains("--what alphabets"), "\(list.errors)")
    let tokens = MisbehavingServer(.answer(LiveCase.text))
    let catalogue = try run(
      ["fetch", "\(tokens.url)/list", "--what", "alphabets", "-o", folder("a.json")], tokens)
    #expect(catalogue.ending == .exited(2) && catalogue.errors.contains("--what tokens"), "\(catalogue.errors)")
  }

  @Test func `one source that was not reached makes the whole incomplete, not temporary`() throws {
    let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
    let server = MisbehavingServer(.reset)
    let result = try run(["audit", sample, server.url, "--retries", "0"], server)
    #expect(result.ending == .exited(2))
    #expect(result.output.hasPrefix("# Token audit: INCOMPLETE"))
  }

  @Test func `without curl the pipe is shown`() throws {
    // The first of two variables of a name counts, so another program sets it.
    let result = try Command.run(
      "env", ["PATH=/nowhere", Command.tokaudit, "audit", "http://127.0.0.1:1", "--session-key-file", folder("key")])
    #expect(result.ending == .exited(2))
    #expect(result.errors.contains("http get http://127.0.0.1:1/api/tokens"), "\(result.errors)")
    #expect(result.errors.contains("| tokaudit audit -"))
  }

  @Test func `wrong ways to ask are wrong usage`() throws {
    let key = folder("key")
    for arguments in [
      ["audit", "https://h/", "--session-key-file", key, "--save", key],
      ["audit", "https://h/", "--orders", key, "--save", key], ["audit", "https://h/", "--cacert", key, "-o", key],
      ["fetch", "https://h/", "--session-key-file", key, "-o", key],
      ["fetch", "https://h/", "--what", "data", "-o", "d", "--session-key-file", key, "--save", key],
      ["audit", "http://example.com"], ["audit", "https://"], ["audit", "https://a@b@c/"],
      ["audit", "https://localhost\\@evil"], ["audit", "http://localhost%2eevil/"], ["audit", "https://h:0/"],
      ["fetch", "https://h/"], ["fetch", "-o", "x"], ["fetch", "x.json", "-o", "x"],
      ["audit", "a.json", "--save", "x"], ["audit", "https://h/", "--keep-partial"],
      ["fetch", "https://h/api/tokens", "--what", "alphabets", "-o", "x"],
      ["audit", "https://h/", "--save", folder("x.md"), "-o", folder("./x.md")],
    ] {
      let result = try run(arguments)
      #expect(result.ending == .exited(64), "\(arguments): \(result.errors)")
    }
  }
}
