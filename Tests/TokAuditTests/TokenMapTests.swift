import Testing

@testable import TokAudit

/// `audit --data-map FILE`: token files by a table.
struct TokenMapTests {
  private let folder = TemporaryFolder()
  private static let sample = "\(Repository.root)/SampleData/token-files"

  private func audit(_ options: [String]) throws -> Command.Result {
    try Command.run(
      Command.tokaudit,
      ["audit", "\(Self.sample)/list.json", "--alphabets", "\(Self.sample)/catalogue.json"] + options)
  }

  /// A table of the sample's files, with paths that begin with a prefix.
  private func table(_ prefix: String) throws -> String {
    let names = try Folder.entries(of: "\(Self.sample)/tokens") { $0.first != UInt8(ascii: "n") }.names
    return "line_id,part,path\n"
      + names.map { name in
        let parts = name.split(separator: ".")
        let part = parts.count > 1 && parts[1].hasPrefix("part") ? String(parts[1].dropFirst(4)) : ""
        return "\(parts[0]),\(part),\(prefix)\(name)\n"
      }.joined()
  }

  @Test func `a table of the files of a folder finds what the folder finds`() throws {
    let tokens = TemporaryFolder()
    _ = try Command.run("cp", ["-r", "\(Self.sample)/tokens", tokens("files")])
    try tokens.write(try table("files/").utf8, to: "map.csv")
    _ = try audit(["--data", "\(Self.sample)/tokens", "-o", folder("folder/")])
    let result = try audit(["--data-map", tokens("map.csv"), "-o", folder("map/")])
    #expect(result.ending == .exited(1), "\(result.errors)")
    // Only the names of the files differ.
    func findings(_ name: String) throws -> [String] {
      try folder.text(name).split(separator: "\r\n").dropFirst().map { row in
        row.split(separator: ",", omittingEmptySubsequences: false).prefix(13).joined(separator: ",")
      }
    }
    let byFolder = try findings("folder/findings.csv")
    #expect(try findings("map/findings.csv") == byFolder)
    #expect(byFolder.count > 20)
    let report = try folder.text("map/report.md")
    #expect(report.contains("`--data-map map.csv`"))
    #expect(report.contains("`files/"))
    #expect(!report.contains(tokens.path))
    // Absolute paths are shown without their folders.
    try tokens.write(try table("\(tokens.path)/files/").utf8, to: "absolute.csv")
    #expect(try audit(["--data-map", tokens("absolute.csv"), "-o", folder("absolute/")]).ending == .exited(1))
    #expect(try findings("absolute/findings.csv") == byFolder)
    #expect(try !folder.text("absolute/report.md").contains(tokens.path))
  }

  @Test func `a table that is wrong is bad configuration, and no report is written`() throws {
    for (text, says) in [
      ("line_id,part\n", "no column path"), ("line_id,part,path\na,x,b\n", "byte 18 (row 2, column 1)"), ("", "empty"),
    ] {
      try folder.write(text.utf8, to: "map.csv")
      let result = try audit(["--data-map", folder("map.csv"), "-o", folder("report.md")])
      #expect(result.ending == .exited(78))
      #expect(result.errors.contains("cannot read map.csv: "), "\(result.errors)")
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(folder.names == ["map.csv"])
    }
    #expect(try audit(["--data-map", folder("nowhere.csv")]).ending == .exited(78))
    #expect(try audit(["--data-map", folder.path]).ending == .exited(78))
  }

  @Test func `a file that the table names and that can't be read makes the audit incomplete`() throws {
    let id = "966ed909-2e1c-ac05-2fbc-4d9772c11dc2"
    try folder.write(
      "line_id,part,path\n\(id),,missing.csv\n00000000-0000-0000-0000-000000000000,,x\n".utf8, to: "map.csv")
    let result = try audit(["--data-map", folder("map.csv"), "--format", "csv"])
    #expect(result.ending == .exited(2))
    #expect(result.errors.contains("missing.csv: can't be read: No such file or directory"), "\(result.errors)")
    #expect(result.output.contains("No list that was read has a production line of this id."))
  }

  @Test func `one file under several names is one file`() throws {
    try Folder.create(folder("d"))
    try folder.write("abc".utf8, to: "d/x")
    _ = try Command.run("ln", ["-s", "d/x", folder("link")])
    for other in ["./d/x", "d/../d/x", "link"] {
      try folder.write("line_id,part,path\na,1,d/x\nb,1,\(other)\n".utf8, to: "map.csv")
      let result = try audit(["--data-map", folder("map.csv")])
      #expect(result.ending == .exited(78))
      #expect(
        result.errors.contains("byte 26 (row 3, column 1): an earlier row names the file \(other) too"),
        "\(result.errors)")
    }
  }

  @Test func `a file in place of the folder of token files is called one`() throws {
    let result = try audit(["--data", "\(Self.sample)/list.json"])
    #expect(result.ending == .exited(2))
    #expect(
      result.errors.contains("list.json: can't be read: it is no folder. Name the folder that"), "\(result.errors)")
  }

  @Test func `wrong ways to give a table are wrong usage`() throws {
    try folder.write("line_id,part,path\na,,tokens.csv\n".utf8, to: "map.csv")
    try folder.write("abc".utf8, to: "tokens.csv")
    for options in [
      ["--data-map", folder("map.csv"), "--data", folder.path],
      ["--data-map", folder("map.csv"), "-o", folder("map.csv")],
      ["--data-map", folder("map.csv"), "-o", folder("tokens.csv")],
    ] {
      #expect(try audit(options).ending == .exited(64), "\(options)")
    }
    #expect(try folder.text("tokens.csv") == "abc")
  }
}
