import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The session key shows up nowhere but in the request: not in arguments, environments, files or output, whatever
/// happens, with a hostile ~/.curlrc and with proxies.
@Suite(.enabled(if: Command.exists("curl"), "there is no curl"))
struct CanaryTests {
  private let folder = TemporaryFolder()

  init() throws {
    Interruptions.ignoreWriteSignals()
    mkdir(folder("home"), 0o700)
    mkdir(folder("work"), 0o700)
    mkdir(folder("temporary"), 0o700)
    try folder.write(LiveCase.canary.utf8, to: "key")
    chmod(folder("key"), 0o600)
  }

  /// What somebody who wants the key could have put where curl looks for its configuration.
  private func plantTraps(_ thief: MisbehavingServer) throws {
    let traps = """
      location
      location-trusted
      insecure
      verbose
      trace-ascii = "\(folder("trace"))"
      dump-header = "\(folder("dump"))"
      stderr = "\(folder("stderr"))"
      cookie-jar = "\(folder("jar"))"
      proxy = "127.0.0.1:\(thief.port)"

      """
    for name in ["home/.curlrc", "home/_curlrc"] { try folder.write(traps.utf8, to: name) }
    try folder.write("machine 127.0.0.1 login thief password thief\n".utf8, to: "home/.netrc")
  }

  private func environment(_ thief: MisbehavingServer) -> [String] {
    let proxy = "http://127.0.0.1:\(thief.port)"
    return ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].map { "\($0)=\(proxy)" } + [
      "HOME=\(folder("home"))", "CURL_HOME=\(folder("home"))", "XDG_CONFIG_HOME=\(folder("home"))",
      "SSLKEYLOGFILE=\(folder("tls"))", "TOKAUDIT_SESSION_KEY_FILE=\(folder("key"))", "TMPDIR=\(folder("temporary"))",
    ]
  }

  /// A curl that first notes the arguments and variables of its process and of the one that started it.
  private func plantWitness() throws {
    mkdir(folder("bin"), 0o700)
    let script = """
      #!/bin/sh
      cat /proc/$$/cmdline /proc/$$/environ /proc/$PPID/cmdline /proc/$PPID/environ >> '\(folder("seen"))' 2> /dev/null
      PATH=/usr/local/bin:/usr/bin:/bin
      exec curl "$@"

      """
    try folder.write(script.utf8, to: "bin/curl")
    chmod(folder("bin/curl"), 0o700)
  }

  /// Every file below the folder that holds the key, the key's own left out.
  private func leaks() throws -> String {
    try Command.run("sh", ["-c", "grep -rl '\(LiveCase.canary)' '\(folder.path)' | grep -v '/key$'"]).output
  }

  @Test(arguments: LiveCase.failures + LiveCase.successes)
  func `the key is in no output and no file`(_ live: LiveCase) throws {
    let thief = MisbehavingServer(.answer("caught"))
    let server = MisbehavingServer(live.scripts)
    defer {
      thief.stop()
      server.stop()
    }
    try plantTraps(thief)
    try plantWitness()
    let save = live.code == 0 ? ["--save", folder("work/saved.json")] : []
    let result = try Command.run(
      "env",
      [
        "PATH=\(folder("bin")):/usr/local/bin:/usr/bin:/bin", Command.tokaudit, "audit", server.url, "--retries", "1",
        "--allow-empty", "-o", folder("work/"),
      ] + save + live.options,
      environment: environment(thief))
    #expect(result.ending == .exited(live.code), "\(result.errors)")
    #expect(!result.output.contains(LiveCase.canary))
    #expect(!result.errors.contains(LiveCase.canary))
    #expect(try leaks() == "")
    // Neither curl's configuration nor a proxy for http got between.
    #expect(thief.requests.isEmpty)
    #expect(folder.names == ["bin", "home", "key", "seen", "temporary", "work"])
    #if os(Linux)
    let seen = try folder.text("seen")
    #expect(seen.contains("-q\0--config\0-\0") && seen.contains("TOKAUDIT_SESSION_KEY_FILE="))
    #endif
  }

  @Test func `a proxy for https sees where the connection goes, and nothing else`() throws {
    let thief = MisbehavingServer(.answer("", "403 Forbidden"))
    defer { thief.stop() }
    try plantTraps(thief)
    let result = try Command.run(
      Command.tokaudit, ["audit", "https://tokens.example", "--retries", "0"], environment: environment(thief))
    #expect(result.ending == .exited(75), "\(result.errors)")
    #expect(thief.requests.count == 1)
    #expect(thief.requests.first?.hasPrefix("CONNECT tokens.example:443 ") == true)
    #expect(thief.requests.first?.contains(LiveCase.canary) == false)
    #expect(try leaks() == "")
  }

  #if os(Linux)
  @Test func `the key is in no argument and no environment of any process while it is used`() throws {
    let thief = MisbehavingServer(.answer("caught"))
    let server = MisbehavingServer(.goodHead(9), .drip([32, 32], milliseconds: 100), .hang)
    defer {
      thief.stop()
      server.stop()
    }
    try plantTraps(thief)
    let null = try FileDescriptor.open("/dev/null", .updating)
    var child = try ChildProcess(
      Command.tokaudit, ["audit", server.url, "--save", folder("work/saved.json"), "--deadline", "6s"],
      environment: ["PATH=/usr/local/bin:/usr/bin:/bin"] + environment(thief), input: null.number, output: null.number,
      error: null.number)
    while server.requests.isEmpty { systemSleep(milliseconds: 20) }
    #expect(server.requests.first?.contains(LiveCase.canary) == true)
    // The pattern is built within the shell, which would find itself otherwise; so would this test.
    let script = """
      for process in /proc/[0-9]*; do
        cat $process/cmdline $process/environ 2> /dev/null | tr '\\0' '\\n' | grep -F "$(cat '\(folder("key"))')"
      done
      grep -i "max core file size" /proc/\(child.identifier)/limits
      for curl in $(cat /proc/\(child.identifier)/task/*/children); do cat /proc/$curl/cmdline | tr '\\0' ' '; done
      """
    try folder.write(script.utf8, to: "script")
    let found = try Command.run("sh", [folder("script")])
    let words = found.output.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(!found.output.contains(LiveCase.canary), "\(found.output)")
    #expect(words.prefix(6).suffix(2) == ["0", "0"], "\(found.output)")
    #expect(found.output.contains("curl -q --config -"), "\(found.output)")
    unlink(folder("script"))
    child.terminate()
    _ = child.wait()
  }
  #endif

  @Test func `a crash shows nothing of the memory`() throws {
    let server = MisbehavingServer(.goodHead(9), .hang)
    defer { server.stop() }
    let null = try FileDescriptor.open("/dev/null", .updating)
    let said = try FileDescriptor.open(folder("work/said"), [.updating, .creating], mode: 0o600)
    var child = try ChildProcess(
      Command.tokaudit, ["audit", server.url],
      environment: [
        "PATH=/usr/local/bin:/usr/bin:/bin", "TOKAUDIT_SESSION_KEY_FILE=\(folder("key"))",
        "SWIFT_BACKTRACE=enable=yes,color=no,interactive=no,timeout=5s",
      ], input: null.number, output: null.number, error: said.number)
    while server.requests.isEmpty { systemSleep(milliseconds: 20) }
    systemSleep(milliseconds: 100)
    kill(child.identifier, SIGSEGV)
    #expect(child.wait() == .killed(SIGSEGV))
    #expect(try folder.text("work/said") == "")
    #expect(try Command.run("ls", ["-A", folder("work")]).output == "said\n")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU])
  func `a signal ends curl too and leaves nothing behind`(_ signal: Int32) throws {
    let server = MisbehavingServer(.goodHead(99_999), .send([UInt8](repeating: 32, count: 9_999)), .hang)
    defer { server.stop() }
    let null = try FileDescriptor.open("/dev/null", .updating)
    for command in [["fetch", "-o"], ["audit", "--save"]] {
      let before = server.requests.count
      var child = try ChildProcess(
        Command.tokaudit, command + [folder("work/a.json"), server.url, "--keep-partial"],
        environment: ["PATH=/usr/local/bin:/usr/bin:/bin", "TOKAUDIT_SESSION_KEY_FILE=\(folder("key"))"],
        input: null.number, output: null.number, error: null.number)
      while server.requests.count == before { systemSleep(milliseconds: 20) }
      systemSleep(milliseconds: 200)
      let curls = try children(of: child.identifier)
      #if os(Linux)
      #expect(curls.count == 1)
      #endif
      kill(child.identifier, signal)
      #expect(child.wait() == .killed(signal))
      for curl in curls { #expect(kill(curl, 0) == -1 && errno == ESRCH) }
      #expect(try Command.run("ls", ["-A", folder("work")]).output == "")
    }
  }

  private func children(of parent: pid_t) throws -> [pid_t] {
    let text = try Command.run("sh", ["-c", "cat /proc/\(parent)/task/*/children"]).output
    return text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
  }
}
