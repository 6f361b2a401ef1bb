import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

struct OutputGuardTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [
    ("findings:dangling.csv", "rules:real.csv"), ("rules:real.csv", "findings:chain.csv"),
    ("d/", "rules:d/findings.csv"),
    ("d/", "rules:./d//findings.csv"), ("d/e/", "rules:d/e/../e/findings.csv"),
    ("there/d/", "rules:link/d/findings.csv"),
    ("missing/", "rules:todir/findings.csv"),
  ])
  func `two paths of one file that is not there yet are refused`(_ first: String, _ second: String) throws {
    symlink("real.csv", folder("dangling.csv"))
    symlink(folder("dangling.csv"), folder("chain.csv"))
    mkdir(folder("there"), 0o755)
    symlink("there", folder("link"))
    symlink("missing", folder("todir"))
    let before = folder.names
    let result = try audit(["-o", first, "-o", second])
    #expect(result.ending == .exited(64), "\(result.errors)")
    #expect(result.errors.contains("Another report goes to that file too."), "\(result.errors)")
    #expect(folder.names == before)
  }

  @Test(arguments: ["/", "//", "", ".", "..", "loop", "file/a"])
  func `what can be no file has no identity`(_ path: String) throws {
    symlink("loop", folder("loop"))
    try folder.write([], to: "file")
    #expect(FileIdentity(new: path.hasPrefix("/") || path.count < 3 ? path : folder(path)) == nil)
  }

  @Test func `two files that are not there yet are two`() throws {
    symlink("real.csv", folder("dangling.csv"))
    let result = try audit(["-o", "d/", "-o", "rules:e.csv", "-o", "findings:d/more.csv", "-o", "lines:dangling.csv"])
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(folder.names == ["d", "dangling.csv", "e.csv", "real.csv"])
  }

  @Test func `where one report can't be written, no folder is made`() throws {
    let result = try audit(["-o", "d/e/", "-o", "missing/a.md"])
    #expect(result.ending == .exited(2) && result.errors.contains("cannot write missing/a.md"), "\(result.errors)")
    #expect(folder.names == [])
  }

  private func audit(_ options: [String]) throws -> Command.Result {
    let arguments = ["audit", "\(Repository.root)/SampleData/get-all-tokens.json"] + options
    return try Command.run(
      "sh", ["-c", #"cd "$1"; shift; exec "$@""#, "sh", folder.path, Command.tokaudit] + arguments)
  }
}
