import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

struct InputsTests {
  private let folder = TemporaryFolder()

  @Test func `a folder stands for its exports in the order of their bytes`() throws {
    for name in ["b.json", "a.json.gz", "B.json", "é.json", ".hidden.json", "notes.txt", "c.json.bak", "json"] {
      try folder.write([], to: name)
    }
    mkdir(folder("folder.json"), 0o755)
    for path in [folder.path, folder.path + "/"] {
      let inputs = try Inputs([path], command: CommandTable.audit)
      #expect(inputs.items.map(\.name) == ["B.json", "a.json.gz", "b.json", "é.json"])
      #expect(inputs.storedByteCount == 0)
    }
  }

  @Test func `what is wrong with one input leaves the others alone`() throws {
    try folder.write("{}".utf8, to: "a.json")
    mkdir(folder("empty"), 0o755)
    symlink("nowhere", folder("z.json"))
    let operands = [folder("missing.json"), folder("empty"), folder.path, folder("a.json/b")]
    let inputs = try Inputs(operands, command: CommandTable.audit)
    #expect(
      inputs.items.map(describe) == [
        "cannot read missing.json: No such file or directory",
        "cannot read empty: the folder holds no *.json or *.json.gz",
        "a.json 2",
        "cannot read z.json: No such file or directory",
        "cannot read b: Not a directory",
      ])
  }

  @Test(.timeLimit(.minutes(1))) func `a FIFO in a folder is a problem, and is waited for only where it is named`()
    throws
  {
    mkfifo(folder("f.json"), 0o600)
    try folder.write("{}".utf8, to: "g.json")
    let inputs = try Inputs([folder.path, folder("f.json")], command: CommandTable.audit)
    #expect(inputs.items.map(describe) == ["cannot read f.json: it is no regular file", "g.json 2", "f.json -1"])
  }

  @Test(.enabled(if: TemporaryFolder().makeNameless(), "this file system refuses such names"))
  func `a file whose name is not UTF-8 is a problem, not left out`() throws {
    try #require(folder.makeNameless())
    let inputs = try Inputs([folder.path], command: CommandTable.audit)
    #expect(inputs.items.map(describe) == ["cannot read \u{FFFD}.json: the file's name is not UTF-8; rename it"])
  }

  @Test func `standard input has a name of its own`() throws {
    #expect(try Inputs([], command: CommandTable.audit).items.map(\.name) == ["standard input"])
    #expect(try Inputs(["-"], sourceName: "nightly", command: CommandTable.audit).items.map(\.name) == ["nightly"])
  }

  @Test(arguments: [
    (["-", "a", "-"], nil, "Standard input ('-') can be read only once."),
    (["a", ""], nil, "The name of an input is empty."),
    (["a"], "name", "'--source-name' names standard input, which is not among the inputs."),
  ])
  func `some operands cannot be meant`(_ operands: [String], _ sourceName: String?, _ message: String) {
    let error = #expect(throws: UsageError.self) {
      _ = try Inputs(operands, sourceName: sourceName, command: CommandTable.audit)
    }
    #expect(error?.message == message)
  }

  private func describe(_ item: InputItem) -> String {
    switch item {
    case .problem(let error): error.text
    case .source(let source): "\(source.name) \(source.storedByteCount ?? -1)"
    }
  }
}
