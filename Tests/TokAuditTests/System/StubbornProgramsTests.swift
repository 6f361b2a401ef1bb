import Testing

@testable import TokAudit

/// A gzip and a curl that do what real ones don't: the program neither waits for them for ever nor believes them.
struct StubbornProgramsTests {
  private let folder = TemporaryFolder()
  private static let list = "\(Repository.root)/SampleData/get-all-tokens.json"
  private static let head = "printf 'HTTP/1.1 200 OK\\r\\nContent-Type: application/vnd.api+json\\r\\n\\r\\n' >&2"
  private static let stay = "exec >&- 2>&-; exec sleep 100"

  init() throws {
    try folder.write("\(LiveCase.canary)\n".utf8, to: "key")
    _ = try Command.run("chmod", ["600", folder("key")])
  }

  /// Runs the program with another program in the place of a real one.
  private func run(_ program: String, _ script: String, _ arguments: [String]) throws -> Command.Result {
    try folder.write("#!/bin/sh\n\(script)\n".utf8, to: program)
    _ = try Command.run("chmod", ["755", folder(program)])
    let start = ContinuousClock.now
    let result = try Command.run(
      "env", ["PATH=\(folder.path):/usr/bin:/bin", Command.tokaudit] + arguments)
    #expect(ContinuousClock.now - start < .seconds(50))
    return result
  }

  private func ask(_ script: String, _ options: [String] = ["--deadline", "2s"]) throws -> Command.Result {
    let service = ["http://127.0.0.1:1", "--retries", "0", "--session-key-file", folder("key")]
    return try run("curl", script, ["audit"] + service + options)
  }

  @Test func `a curl that closes its output and stays is late`() throws {
    let audit = try ask(Self.stay)
    #expect(audit.ending == .exited(75))
    #expect(audit.errors.contains("--deadline of 2s was over before an answer came"), "\(audit.errors)")
  }

  @Test func `a whole answer of a curl that does not end is not believed`() throws {
    let answer = "cat > /dev/null; \(Self.head); cat '\(Self.list)'; \(Self.stay)"
    let late = try ask(answer)
    #expect(late.ending == .exited(2))
    #expect(late.errors.contains("--deadline of 2s was over before the whole answer came"), "\(late.errors)")
    let patient = try ask(answer, [])
    #expect(patient.ending == .exited(2))
    #expect(patient.errors.contains("curl closed its output, but did not end"), "\(patient.errors)")
  }

  @Test func `last words of a curl that don't end are cut off`() throws {
    let audit = try ask("cat > /dev/null; \(Self.head); exec cat /dev/zero >&2")
    #expect(audit.ending == .exited(75))
    #expect(audit.errors.contains("--deadline of 2s was over"), "\(audit.errors)")
  }

  @Test(arguments: [
    ("exec >&- 2>&-; exec sleep 100", "gzip closed its output, but did not end"),
    ("head -c 2000000 /dev/zero | tr '\\0' x >&2; exit 1", "xxxx"),
  ])
  func `a file is not whole if gzip is not well`(_ script: String, _ complaint: String) throws {
    try folder.write([0x1F, 0x8B, 8, 0], to: "a.gz")
    let audit = try run("gzip", script, ["audit", folder("a.gz")])
    #expect(audit.ending == .exited(2))
    #expect(audit.errors.contains(complaint), "\(audit.errors.prefix(999))")
  }
}
