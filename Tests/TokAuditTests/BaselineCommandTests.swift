import Testing

@testable import TokAudit

/// `--accept` and `--previous` as a person meets them.
struct BaselineCommandTests {
  private static let faulty = "\(Repository.root)/SampleData/every-rule-fails.json"
  private static let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
  private let folder = TemporaryFolder()

  private func run(_ arguments: [String]) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["audit"] + arguments)
  }

  @Test func `an exported findings file accepts all of its findings`() throws {
    #expect(try run([Self.faulty, "-o", folder("all.csv")]).ending == .exited(1))
    for threshold in ["error", "warning"] {
      let result = try run([
        Self.faulty, "--accept", folder("all.csv"), "--fail-on", threshold, "-o", folder("report.md"),
        "-o", folder("again.csv"), "-o", folder("report.json"), "-o", "lines:\(folder("lines.csv"))",
      ])
      #expect(result.ending == .exited(0), "\(result.errors)")
      #expect(result.errors.contains("PASS — 60 production lines, 33 accepted findings"))
    }
    let again = try folder.text("again.csv")
    #expect(again.replacing(",accepted,", with: ",new,") == (try folder.text("all.csv")))
    let report = try JSONNode.read(try folder.text("report.json"))
    #expect(report["verdict"]?.text == "pass" && report["summary"]?["withErrors"]?.integer == 0)
    #expect(report["findings"]?.list.allSatisfy { $0["status"]?.text == "accepted" } == true)
    #expect(report["coverage"]?["options"]?.list == [.text("--fail-on warning"), .text("--accept all.csv")])
    // What failed on a production line stays listed there.
    #expect(try folder.text("lines.csv").contains("data-file-size"))
  }

  /// What became of the findings of an audit in another one: the rules of each closure.
  private func closures(_ before: [String], _ after: [String]) throws -> [String: Set<String>] {
    _ = try run(before + ["-o", folder("before.json")])
    _ = try run(after + ["--previous", folder("before.json"), "-o", folder("after.json")])
    var found: [String: Set<String>] = [:]
    for row in try JSONNode.read(try folder.text("after.json"))["previous"]?["firstClosed"]?.list ?? [] {
      found[row["closure"]?.text ?? "", default: []].insert(row["rule"]?.text ?? "")
    }
    return found
  }

  @Test func `what became of an order is told by the table, not by its production line`() throws {
    let sample = "\(Repository.root)/SampleData/orders"
    let list = ["\(sample)/list.json", "--as-of", "2024-06-05", "--ignore", "line-without-order", "--orders"]
    let rows = Repository.text("SampleData/orders/orders.csv").split(separator: "\n")
    try folder.write(rows.filter { !$0.hasPrefix("O-1001") }.joined(separator: "\n").utf8, to: "fewer.csv")
    #expect(
      try closures(list + ["\(sample)/orders.csv"], list + [folder("fewer.csv")]) == ["not-listed": ["order-delivered"]]
    )
    let mended = rows.joined(separator: "\n").replacing("15,100000,2024", with: "15,69905,2024")
    try folder.write(mended.utf8, to: "mended.csv")
    #expect(
      try closures(list + ["\(sample)/orders.csv"], list + [folder("mended.csv")]) == ["resolved": ["order-delivered"]])
  }

  @Test func `what was wrong with a token file is resolved by reading it again only`() throws {
    let list =
      "{\"data\":[{\"type\":\"tokens\",\"id\":\"6f0c0d7e-0b1c-4a52-9f5e-000000000001\",\"attributes\":{"
      + "\"alphabet\":\"LOWER_LATIN\",\"digits\":\"2\",\"size\":\"2\",\"status\":\"ended\"}}]}"
    try folder.write(list.utf8, to: "list.json")
    func files(_ name: String, _ files: [(name: String, text: String)]) throws -> [String] {
      try FileNames.makeFolder(folder(name))
      for file in files {
        try folder.write(file.text.utf8, to: "\(name)/6f0c0d7e-0b1c-4a52-9f5e-000000000001\(file.name).csv")
      }
      return [folder("list.json"), "--select", "token-shape,token-file-present", "--data", folder(name)]
    }
    let bad = try files("bad", [("", "ab\nA1\n")])
    #expect(try closures(bad, try files("good", [("", "ab\ncd\n")])) == ["resolved": ["token-shape"]])
    #expect(try closures(bad, try files("gone", [])) == [:])
    // The file of the latest part is there and right, that of the part before was wrong and is gone.
    let part = try files("part", [(".part1", "ab\nA1\n"), ("", "ab\ncd\n")])
    #expect(try closures(part, try files("left", [("", "ab\ncd\n")]))["resolved"] == nil)
    let foreign = try files("foreign", [("", "ab\ncd\n")])
    try folder.write("ab\n".utf8, to: "foreign/6f0c0d7e-0b1c-4a52-9f5e-000000000002.csv")
    #expect(
      try closures(foreign, try files("own", [("", "ab\ncd\n")])) == ["resolved": ["token-file-present"]])
  }

  @Test func `a row less in the table is a finding more`() throws {
    _ = try run([Self.faulty, "-o", folder("all.csv")])
    // Unix has other line ends than RFC 4180, a person's table other columns.
    let rows = try folder.text("all.csv").split(separator: "\r\n")
    let fewer = rows.filter { !$0.contains(",data-file-size,") }.joined(separator: "\n")
    try folder.write(fewer.utf8, to: "fewer.csv")
    let result = try run([Self.faulty, "--accept", folder("fewer.csv")])
    #expect(result.ending == .exited(1))
    #expect(result.output.hasPrefix("# Token audit: FAIL — 1 of 60 production lines has errors, 0 have warnings\n"))
    let table = ["accepted_by;reason;fingerprint"] + rows.dropFirst().map { "me;why;\($0.prefix(16))" }
    try folder.write(table.joined(separator: "\n").utf8, to: "mine.csv")
    #expect(try run([Self.faulty, "--accept", folder("mine.csv")]).ending == .exited(0))
  }

  @Test func `catalogue findings are accepted like others`() throws {
    let options = [Self.sample, "--alphabets", "\(Repository.root)/SampleData/every-rule-fails.catalogue.json"]
    #expect(try run(options + ["-o", folder("all.csv"), "-o", folder("before.json")]).ending == .exited(1))
    #expect(try run(options + ["--accept", folder("all.csv")]).ending == .exited(0))
    let known = try run(options + ["--previous", folder("before.json")])
    #expect(known.ending == .exited(1))
    #expect(known.output.contains("Against the previous report: 0 new, 7 known, 0 resolved."))
  }

  @Test func `an acceptance with an end needs the moment of the audit`() throws {
    _ = try run([Self.faulty, "-o", folder("all.csv")])
    let prints = try folder.text("all.csv").split(separator: "\r\n").dropFirst().map { $0.prefix(16) }
    try folder.write("fingerprint,until\n\(prints.map { "\($0),2026-01-31\n" }.joined())".utf8, to: "until.csv")
    let without = try run([Self.faulty, "--accept", folder("until.csv"), "-o", folder("report.md")])
    #expect(without.ending == .exited(78))
    #expect(without.errors.contains("--as-of") && without.errors.contains("row 2"))
    #expect(!folder.names.contains("report.md"))
    let select = ["--ignore", "timestamp-future"]
    let inTime = try run([Self.faulty, "--accept", folder("until.csv"), "--as-of", "2026-01-31"] + select)
    #expect(inTime.ending == .exited(0), "\(inTime.errors)")
    let late = try run([Self.faulty, "--accept", folder("until.csv"), "--as-of", "2026-02-01"] + select)
    #expect(late.ending == .exited(1))
    #expect(late.output.contains("33 acceptances listed, 0 findings accepted, 33 expired."))
  }

  @Test func `where a previous report can't be kept aside, what to do is said`() throws {
    // More than waits in memory.
    let finding = #"{"fingerprint":"00000000000000aa","rule":"r","message":"\#(String(repeating: "x", count: 1000))"}"#
    let findings = Array(repeating: finding, count: 1100).joined(separator: ",")
    try folder.write(
      #"{"schemaVersion":1,"tool":{"name":"tokaudit"},"findings":[\#(findings)]}"#.utf8, to: "before.json")
    let result = try Command.run(
      Command.tokaudit, ["audit", Self.sample, "--previous", folder("before.json")],
      environment: ["TMPDIR=\(folder("missing"))"])
    #expect(
      result.errors.contains(
        """
        cannot read before.json: can't be read: a temporary file: No such file or directory. Name a folder that is there \
        and has room in TMPDIR.
        """), "\(result.errors)")
  }

  @Test func `a previous report tells what is new, known and resolved`() throws {
    let before = try run([Self.faulty, "-o", folder("before.json")])
    #expect(before.ending == .exited(1))
    let same = try run([Self.faulty, "--previous", folder("before.json")])
    // Known findings count: the verdict and the headline stay the same.
    #expect(same.ending == .exited(1))
    #expect(same.output.contains("0 new, 33 known, 0 resolved."))
    #expect(!same.output.contains("## Not found again"))
    let text = Repository.text("SampleData/every-rule-fails.json").replacing("\"archived\"", with: "\"deleted\"")
    try folder.write(text.utf8, to: "every-rule-fails.json")
    _ = try Command.run("sh", ["-c", "gzip -k '\(folder("before.json"))'"])
    let result = try run([
      folder("every-rule-fails.json"), "--previous", folder("before.json.gz"), "-o", folder("after.json"), "-o",
      folder("after.md"), "--max-rows", "1",
    ])
    #expect(result.ending == .exited(1))
    let report = try JSONNode.read(try folder.text("after.json"))
    let previous = try #require(report["previous"])
    let counts = ["new", "known", "resolved"].map { previous[$0]?.integer ?? -1 }
    #expect(counts[1] + counts[2] == 33 && counts[2] > 0)
    #expect(counts[0] == report["findings"]?.list.count { $0["status"]?.text == "new" })
    #expect(previous["firstClosed"]?.list.count == 1)
    #expect(previous["firstClosed"]?["0"]?["rule"]?.text == "status-known")
    let markdown = try folder.text("after.md")
    #expect(
      markdown.contains("## Not found again since the previous report")
        && markdown.contains("| resolved | `status-known` |"))
    #expect(markdown.contains("Against the previous report: \(counts[0]) new, \(counts[1]) known"))
  }

  static let bad: [(option: String, text: String, message: String)] = [
    ("--accept", "", "the table is empty"), ("--accept", "rule\nx\n", "no column fingerprint"),
    ("--accept", "fingerprint\nxyz\n", "row 2, column 1"), ("--accept", "fingerprint,a\n0123456789abcdef\n", "2 cells"),
    ("--accept", "fingerprint\n\u{0}\n", "zero byte"), ("--previous", "", "not a whole JSON report"),
    ("--previous", #"{"data":[]}"#, "not a whole JSON report"), ("--previous", #"{"schemaVersion":1"#, "ends in the"),
    ("--previous", #"{"schemaVersion":2,"tool":{"name":"tokaudit"},"findings":[]}"#, "schemaVersion is not 1"),
  ]

  @Test(arguments: bad)
  func `a file that can't be used ends with 78 and without a report`(
    option: String, text: String, message: String
  ) throws {
    try folder.write(text.utf8, to: "file")
    let result = try run([Self.sample, option, folder("file"), "-o", folder("report.md")])
    #expect(result.ending == .exited(78))
    #expect(result.errors.contains("cannot read file: ") && result.errors.contains(message), "\(result.errors)")
    #expect(result.output == "" && folder.names == ["file"])
    #expect(try run([Self.sample, option, folder("missing")]).ending == .exited(78))
    #expect(try run([Self.sample, option, folder.path]).ending == .exited(78))
  }

  @Test func `what the audit compares with is never replaced`() throws {
    _ = try run([Self.faulty, "-o", folder("report.json"), "-o", folder("findings.csv")])
    let before = (try folder.text("report.json"), try folder.text("findings.csv"))
    _ = try Command.run("ln", ["-s", folder("report.json"), folder("link.json")])
    for path in ["report.json", "link.json", ""] {
      let result = try run([Self.faulty, "--previous", folder("report.json"), "-o", folder(path)])
      #expect(result.ending == .exited(64))
      #expect(result.errors.contains("It is the report that --previous compares with."), "\(result.errors)")
    }
    let result = try run([Self.faulty, "--accept", folder("findings.csv"), "-o", folder("findings.csv")])
    #expect(result.ending == .exited(64) && result.errors.contains("must not be replaced"))
    _ = try Command.run("mkdir", [folder("lists")])
    try folder.write(Repository.text("SampleData/every-rule-fails.json").utf8, to: "lists/a.json")
    let inside = try run([folder("lists"), "-o", folder("lists/report.json")])
    #expect(inside.ending == .exited(64) && inside.errors.contains("It would be read as an input of its folder"))
    #expect(try run([folder("lists"), "-o", folder("lists/report.md")]).ending == .exited(1))
    #expect(try folder.text("report.json") == before.0)
    #expect(try folder.text("findings.csv") == before.1)
  }
}
