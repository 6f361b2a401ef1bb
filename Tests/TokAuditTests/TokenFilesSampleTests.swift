import Testing

@testable import TokAudit

/// The sample of token files: its reports are those under Reports, and what they find is what was planted.
/// TOKAUDIT_RECORD=1 writes them anew.
@Suite(.serialized) struct TokenFilesSampleTests {
  static let folder = "SampleData/token-files"
  static let arguments = [
    "audit", "\(folder)/list.json", "--data", "\(folder)/tokens", "--alphabets", "\(folder)/catalogue.json",
    "--earlier",
    "\(folder)/earlier.json", "--unique-across",
  ]
  static let files = SampleReportsTests.files + ["quality.csv", "token-files.csv"]

  private static func run(_ arguments: [String]) throws -> Command.Result {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try Command.run("sh", ["-c", "cd '\(Repository.root)' && '\(Command.tokaudit)' \(words)"])
  }

  @Test func `the reports of the sample are those in the repository`() throws {
    let made = TemporaryFolder()
    let result = try Self.run(Self.arguments + ["-o", made("")])
    #expect(result.ending == .exited(1), "\(result.errors)")
    for file in Self.files {
      let text = try made.text(file)
      let path = "Reports/token-files/\(file)"
      if Repository.isRecording { try Repository.write(text, to: path) }
      #expect(text == Repository.text(path), "\(path) differs; TOKAUDIT_RECORD=1 swift test writes it anew")
    }
    #expect(made.names == Self.files.sorted())
  }

  @Test(arguments: [1, 2, 3, 7]) func `the reports are the same bytes for any number of threads`(threads: Int) throws {
    let made = TemporaryFolder()
    let result = try Self.run(Self.arguments + ["--threads", "\(threads)", "-o", made("")])
    #expect(result.ending == .exited(1), "\(result.errors)")
    for file in Self.files {
      #expect(try made.text(file) == Repository.text("Reports/token-files/\(file)"))
    }
  }

  @Test func `each planted fault is found in its row, and nothing else`() throws {
    let rows = Repository.text("Reports/token-files/findings.csv").split(separator: "\r\n").dropFirst()
    let found = rows.map { row in
      // No cell before the index holds a comma.
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[1]),\(cells[6]),\((Int(cells[14]) ?? -1) + 1)"
    }
    let planted = Repository.text("\(Self.folder)/truth.csv").split(separator: "\n").dropFirst().map { row in
      row.split(separator: ",").prefix(3).joined(separator: ",")
    }
    #expect(found.sorted() == planted.sorted())
    #expect(found.count > 20)
  }

  @Test func `what can't be read is named, and makes the audit incomplete`() throws {
    let source = "\(Repository.root)/\(Self.folder)"
    let folder = TemporaryFolder()
    let script = """
      cd '\(folder.path)' && cp '\(source)'/tokens/* . && id=$(ls | grep 'gz$') && head -c 2000 $id > cut && mv cut $id
      a=32aa93e7-c170-f130-5e22-bf844ad3b482 && rm $a && ln -s $a $a
      b=19937420-d8e4-3f64-ea45-fe069d21d2b8 && rm $b.txt && mkfifo $b
      c=fd396cbc-18d3-f296-ae75-127ba3f70737.csv && rm $c && mkdir $c
      d=495479ec-da0e-3887-fc0d-6af3fc9f0ef7.csv && rm $d && head -c 30000000 /dev/zero | gzip > $d.gz
      """
    #expect(try Command.run("sh", ["-c", script]).ending == .exited(0))
    let arguments = ["audit", "\(source)/list.json", "--alphabets", "\(source)/catalogue.json", "-q"]
    let result = try Command.run(Command.tokaudit, arguments + ["--data", folder.path])
    #expect(result.ending == .exited(2))
    for word in ["unexpected end of file", "symbolic link", "no regular file", "1,048,576"] {
      #expect(result.errors.contains(word), "\(word) in \(result.errors)")
    }
    let title = result.output.prefix { !$0.isNewline }
    #expect(title.contains("INCOMPLETE — 5 of ") && title.contains(" token files not read to the end; "), "\(title)")
    let absent = try Command.run(Command.tokaudit, arguments + ["--data", folder("nowhere")])
    #expect(absent.ending == .exited(2))
    #expect(absent.errors.contains("nowhere: can't be read"))
  }

  @Test func `a report can't replace a token file`() throws {
    let id = "0cab1aa8-c8fc-3a4f-a777-dd69ff128fb4"
    let folder = TemporaryFolder()
    try folder.write("aaa".utf8, to: "\(id).csv")
    let result = try Self.run([
      "audit", "\(Self.folder)/list.json", "--data", folder.path, "-o", folder("\(id).csv"),
    ])
    #expect(result.ending == .exited(64))
    #expect(try folder.text("\(id).csv") == "aaa")
  }
}
