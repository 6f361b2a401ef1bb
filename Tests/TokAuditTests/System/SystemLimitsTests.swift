import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The program where the system, or who calls it, gives it little.
struct SystemLimitsTests {
  private let folder = TemporaryFolder()
  private static let sample = "\(Repository.root)/SampleData/every-rule-fails.json"

  /// Words before a command that may start no thread and no child; root is not bound by such a limit.
  private static let alone =
    (geteuid() == 0 ? ["setpriv", "--reuid=64123", "--regid=64123", "--clear-groups"] : []) + ["prlimit", "--nproc=1"]

  /// Whether a program can be kept from starting threads, which needs tools of Linux and a folder open to all.
  private static var canBeAlone: Bool {
    let words = alone + [Command.tokaudit, "audit", sample, "--threads", "1"]
    return (try? Command.run(words[0], Array(words.dropFirst())).ending) == .exited(1)
  }

  /// Runs the program behind words of a shell.
  private func run(_ words: String, _ arguments: [String], shell: String = "sh") throws -> Command.Result {
    try Command.run(shell, ["-c", "\(words); exec \"$@\"", shell, Command.tokaudit] + arguments)
  }

  @Test(.enabled(if: canBeAlone, "threads can't be forbidden here"))
  func `without threads the report is the same, and signals end the program`() throws {
    let whole = try run("true", ["audit", Self.sample, "--threads", "3"])
    let words = Self.alone + [Command.tokaudit, "audit", Self.sample, "--threads", "3"]
    let audit = try Command.run("timeout", ["-k", "1", "60"] + words)
    #expect(audit.ending == .exited(1), "\(audit.errors)")
    #expect(audit.output == whole.output)
    let pipe = try Pipe()
    let null = try FileDescriptor.open("/dev/null", .updating)
    var child = try ChildProcess(
      Self.alone[0], Self.alone.dropFirst() + [Command.tokaudit, "audit", "-"],
      environment: ["PATH=/usr/local/bin:/usr/bin:/bin"], input: pipe.reading.number, output: null.number,
      error: null.number)
    systemSleep(milliseconds: 500)
    kill(child.identifier, SIGTERM)
    #expect(child.wait(until: Deadline(in: 10_000)) == .killed(SIGTERM))
    pipe.finish()
  }

  @Test(arguments: 8...14) func `few open files are a problem that is told, and nothing is left`(_ limit: Int) throws {
    _ = try Command.run("mkdir", [folder("o")])
    let audit = try run("ulimit -n \(limit)", ["audit", Self.sample, "--threads", "2", "-q", "-o", folder("o/")])
    #expect([.exited(1), .exited(2)].contains(audit.ending), "\(audit.errors)")
    #expect(audit.ending == .exited(1) || audit.errors.contains("Too many open files"), "\(audit.errors)")
    let left = try Command.run("ls", ["-A", folder("o")]).output
    #expect(!left.contains(".tokaudit-"), "\(left)")
  }

  @Test func `a curl that can't be started for now is asked for later`() throws {
    try folder.write("\(LiveCase.canary)\n".utf8, to: "key")
    _ = try Command.run("chmod", ["600", folder("key")])
    let audit = try run(
      "ulimit -n 7", ["audit", "http://127.0.0.1:1", "--retries", "0", "--session-key-file", folder("key")])
    #expect(audit.ending == .exited(75), "\(audit.errors)")
    #expect(audit.errors.contains("curl could not be started: Too many open files"), "\(audit.errors)")
    #expect(audit.errors.contains("ulimit -n"), "\(audit.errors)")
  }

  // Not every shell passes on that it ignores the end of children.
  @Test(.enabled(if: Command.exists("bash"), "there is no bash"))
  func `a caller that ignores the end of children changes nothing`() throws {
    _ = try Command.run("sh", ["-c", "gzip -c '\(Self.sample)' > '\(folder("a.gz"))'"])
    let whole = try run("true", ["audit", folder("a.gz")])
    let ignored = try run("trap '' CHLD", ["audit", folder("a.gz")], shell: "bash")
    #expect(whole.ending == .exited(1))
    #expect(ignored.ending == whole.ending, "\(ignored.errors)")
    #expect(ignored.output == whole.output)
  }
}
