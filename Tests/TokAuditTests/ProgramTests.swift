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

struct ProgramTests {
  @Test(arguments: [
    [], ["--help"], ["help"], ["help", "audit"], ["audit", "--help"], ["--version"],
    ["help", "exit-codes"], ["help", "formats"], ["help", "privacy"], ["help", "--man"], ["completions", "bash"],
    ["completions", "zsh"], ["completions", "fish"],
  ])
  func `help and version end with 0 and say nothing on standard error`(_ arguments: [String]) throws {
    let result = try Command.run(Command.tokaudit, arguments)
    #expect(result.ending == .exited(0))
    #expect(!result.output.isEmpty)
    #expect(result.errors == "")
  }

  @Test(arguments: [
    ["nonsense"], ["audit", "--nonsense"], ["help", "nonsense"], ["--"], ["audit", "--max-rows", "x", "a.json"],
    ["help", "privaci"], ["help", "--man", "audit"], ["completions"], ["completions", "tcsh"],
  ])
  func `a wrong command line ends with 64 and says nothing on standard output`(_ arguments: [String]) throws {
    let result = try Command.run(Command.tokaudit, arguments)
    #expect(result.ending == .exited(64))
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("Error: "))
  }

  @Test func `an argument that is not UTF-8 is refused`() throws {
    let folder = TemporaryFolder()
    let script = #"cd "$1"; "$2" audit "$3" -q -o "$(printf 'b\303\244d\377\001.md')"; echo $?; ls"#
    let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
    let result = try Command.run("sh", ["-c", script, "sh", folder.path, Command.tokaudit, sample])
    #expect(result.output == "64\n")
    #expect(result.errors.hasPrefix(#"Error: Argument 5, 'b\xC3\xA4d\xFF\x01.md', is not UTF-8."#), "\(result.errors)")
  }

  @Test func `the version stands on a line`() throws {
    #expect(try Command.run(Command.tokaudit, ["--version"]).output == "tokaudit \(Version.current)\n")
  }

  @Test func `the help keeps to COLUMNS`() throws {
    let result = try Command.run(Command.tokaudit, ["audit", "-h"], environment: ["COLUMNS=60"])
    #expect(result.output == HelpText.command(CommandTable.audit, width: 60))
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "there is no full device"))
  func `standard output that cannot be written is an error`() throws {
    let result = try Command.run(Command.tokaudit, ["--help"], output: "/dev/full")
    #expect(result.ending == .exited(2))
    #expect(result.errors == "tokaudit: error: cannot write standard output: No space left on device\n")
    let closed = try Command.run("sh", ["-c", "exec '\(Command.tokaudit)' --help >&-"])
    #expect(closed.ending == .exited(2))
    #expect(closed.errors == "tokaudit: error: cannot write standard output: Bad file descriptor\n")
  }

  @Test func `a limit for the size of files is an error, not the end`() throws {
    let folder = TemporaryFolder()
    let script = "ulimit -f 1; exec '\(Command.tokaudit)' audit --help > '\(folder("help"))'"
    let result = try Command.run("sh", ["-c", script])
    #expect(result.ending == .exited(2))
    #expect(result.errors == "tokaudit: error: cannot write standard output: File too large\n")
  }

  @Test func `a reader that has gone away is no error`() throws {
    let result = try Command.run("sh", ["-c", "'\(Command.tokaudit)' audit --help | true"])
    #expect(result.ending == .exited(0))
    #expect(result.errors == "")
  }
}
