import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

struct ChildProcessTests {
  @Test func `a child ends with its owner and is reaped`() throws {
    let identifier = try startAndForget()
    #expect(kill(identifier, 0) == -1 && errno == ESRCH)
  }

  @Test func `the ending tells a code from a signal`() throws {
    #expect(try Command.run("sh", ["-c", "exit 7"]).ending == .exited(7))
    #expect(try Command.run("sh", ["-c", "kill -TERM $$"]).ending == .killed(SIGTERM))
  }

  @Test func `a child treats a closed pipe as usual, though this process ignores it`() throws {
    Interruptions.ignoreWriteSignals()
    #expect(try Command.run("sh", ["-c", "kill -PIPE $$"]).ending == .killed(SIGPIPE))
  }

  @Test func `a program that is not there cannot be started`() throws {
    #expect(throws: SystemError(ENOENT)) { try Command.run("no-such-program-anywhere", []) }
  }

  private func startAndForget() throws -> pid_t {
    let null = try FileDescriptor.open("/dev/null", .updating)
    let child = try ChildProcess(
      "sleep", ["100"], environment: ["PATH=/usr/bin:/bin"], input: null.number, output: null.number,
      error: null.number)
    return child.identifier
  }
}
