import Testing

@testable import TokAudit

struct StandardOutputTests {
  @Test func `a reader that has gone away is no error`() throws {
    Interruptions.ignoreWriteSignals()
    let number: FileDescriptor
    do {
      let pipe = try Pipe()
      number = try .duplicate(pipe.writing.number)
    }
    let output = StandardOutput(descriptor: number.number)
    for _ in 0..<3 { try output.write(String(repeating: "x", count: 100_000)) }
    try output.finish()
    #expect(output.isClosed)
  }

  @Test func `every other failure is one`() throws {
    let folder = TemporaryFolder()
    try folder.write([], to: "readable")
    let file = try FileDescriptor.open(folder("readable"))
    let output = StandardOutput(descriptor: file.number)
    try output.write("x")
    let error = #expect(throws: OutputError.self) { try output.finish() }
    #expect(error?.message == "cannot write standard output: Bad file descriptor")
  }
}
