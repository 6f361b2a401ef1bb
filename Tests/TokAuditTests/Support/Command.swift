@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Runs programs for tests, the built tokaudit among them.
enum Command {
  struct Result {
    let ending: ChildProcess.Ending
    let output: String
    let errors: String
  }

  /// The tokaudit that was built beside the tests.
  static var tokaudit: String {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ".build/debug/tests.xctest"
    let parts = bundle.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.prefix { !$0.hasSuffix(".xctest") }
    return (folder + ["tokaudit"]).joined(separator: "/")
  }

  /// Runs a program to its end; without paths for its output and errors they are caught.
  static func run(
    _ program: String, _ arguments: [String], environment: [String] = [], input: String = "/dev/null",
    output: String? = nil
  ) throws(SystemError) -> Result {
    let caught = try scratch()
    let errors = try scratch()
    let input = try FileDescriptor.open(input)
    let named = output.map { systemOpen($0, O_WRONLY | O_CLOEXEC, 0) } ?? -1
    defer { if named >= 0 { _ = systemClose(named) } }
    var child = try ChildProcess(
      program, arguments, environment: ["PATH=/usr/local/bin:/usr/bin:/bin"] + environment, input: input.number,
      output: named >= 0 ? named : caught.number, error: errors.number)
    let ending = child.wait()
    return Result(
      ending: ending, output: String(decoding: try all(of: caught.number), as: UTF8.self),
      errors: String(decoding: try all(of: errors.number), as: UTF8.self))
  }

  /// Whether a program can be run, for tests that need one.
  static func exists(_ program: String) -> Bool {
    (try? run("sh", ["-c", "command -v '\(program)'"]).ending) == .exited(0)
  }

  /// The bytes of a file.
  static func contents(of path: String) throws(SystemError) -> [UInt8] {
    let file = try FileDescriptor.open(path)
    return try all(of: file.number)
  }

  private static func all(of number: Int32) throws(SystemError) -> [UInt8] {
    lseek(number, 0, SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var result: [UInt8] = []
    while true {
      let count = try systemRead(number, into: &buffer)
      if count == 0 { return result }
      result += buffer.prefix(count)
    }
  }

  /// A file that has no name any more.
  private static func scratch() throws(SystemError) -> FileDescriptor {
    let path = "/tmp/tokaudit-tests-\(UInt64.random(in: .min ... .max))"
    let file = try FileDescriptor.open(path, [.updating, .new], mode: 0o600)
    unlink(path)
    return file
  }
}
