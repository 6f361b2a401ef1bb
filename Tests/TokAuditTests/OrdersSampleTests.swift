import Analysis
import Testing

@testable import TokAudit

/// The sample of orders: its reports are those under Reports, and what they find is what was planted.
/// TOKAUDIT_RECORD=1 writes them anew.
@Suite(.serialized) struct OrdersSampleTests {
  static let folder = "SampleData/orders"
  private static let arguments = [
    "audit", "\(folder)/list.json", "--orders", "\(folder)/orders.csv", "--as-of", "2024-06-05",
  ]

  private static func run(_ arguments: [String]) throws -> Command.Result {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try Command.run("sh", ["-c", "cd '\(Repository.root)' && '\(Command.tokaudit)' \(words)"])
  }

  @Test func `the reports of the sample are those in the repository, with any number of threads`() throws {
    for threads in ["1", "4"] {
      let made = TemporaryFolder()
      let result = try Self.run(Self.arguments + ["--threads", threads, "-o", made("")])
      #expect(result.ending == .exited(1), "\(result.errors)")
      for file in SampleReportsTests.files {
        let text = try made.text(file)
        let path = "Reports/orders/\(file)"
        if Repository.isRecording { try Repository.write(text, to: path) }
        #expect(text == Repository.text(path), "\(path) differs; TOKAUDIT_RECORD=1 swift test writes it anew")
      }
    }
  }

  @Test func `what was planted is found, and nothing else of the orders`() throws {
    let report = try JSONNode.read(Repository.text("Reports/orders/report.json"))
    let found = (report["findings"]?.list ?? []).compactMap { finding -> String? in
      guard let rule = finding["rule"]?.text, rule.contains("order") else { return nil }
      return "\(rule),\(finding["order"]?.text ?? ""),\(finding["actual"]?.text ?? "")"
    }
    let planted = Repository.text("\(Self.folder)/truth.csv").split(separator: "\n").dropFirst()
      .map { $0.filter { $0 != "\"" } }
    #expect(found.sorted() == planted.sorted())
    #expect(found.count == 8)
  }

  @Test func `a bad table makes the audit incomplete, and is named`() throws {
    let folder = TemporaryFolder()
    let audit = ["audit", "\(Self.folder)/list.json", "-q"]
    let absent = try Self.run(audit + ["--orders", folder("nowhere.csv")])
    #expect(absent.ending == .exited(2) && absent.errors.contains("nowhere.csv: can't be read"))
    try folder.write("order,line_id,size\nA,x,5\nB,y,1e3\n".utf8, to: "bad.csv")
    let bad = try Self.run(audit + ["--orders", folder("bad.csv"), "-o", folder("report.md")])
    #expect(bad.ending == .exited(2))
    #expect(bad.errors.contains("bad.csv: byte 25 (row 3, column 1): expected a whole number from 1 to"))
    #expect(try folder.text("report.md").contains("bad.csv"))
    #expect(try Self.run(audit + ["--orders", folder.path]).ending == .exited(2))
    #expect(try Self.run(audit + ["--orders", "-"]).ending == .exited(64))
    #expect(try Self.run(audit + ["--orders", folder("bad.csv"), "-o", folder("bad.csv")]).ending == .exited(64))
  }

  @Test func `the template can be filled in`() throws {
    let result = try Self.run(["audit", "--print-template", "orders"])
    #expect(result.ending == .exited(0))
    #expect(result.output == "order,line_id,payment_intent,alphabet,digits,size,due\r\n")
    let folder = TemporaryFolder()
    let sample = Repository.text("\(Self.folder)/orders.csv").split(separator: "\n")
    try folder.write((result.output + "\(sample[2])\r\n").utf8, to: "orders.csv")
    let audit = try Self.run([
      "audit", "\(Self.folder)/list.json", "--orders", folder("orders.csv"), "--ignore",
      "line-without-order,line-stuck",
    ])
    #expect(audit.output.hasPrefix("# Token audit: PASS — 1 of 1 order delivered as ordered; "), "\(audit.output)")
  }

  @Test func `a job may name orders`() throws {
    let folder = TemporaryFolder()
    let root = "\(Repository.root)/\(Self.folder)"
    let job = #"""
      {"name": "a", "sources": ["\#(root)/list.json"], "orders": "\#(root)/orders.csv", "window": "all",
       "reports": "R"}
      """#
    try folder.write(job.utf8, to: "job.json")
    let result = try Command.run(Command.tokaudit, ["run", folder("job.json"), "--as-of", "2024-06-05T00:00:00Z"])
    #expect(result.ending == .exited(1), "\(result.errors)")
    #expect(try folder.text("R/a/latest/report.md").contains("## Orders"))
  }

  @Test func `a compressed table is known by the digest of the file`() throws {
    let folder = TemporaryFolder()
    _ = try Command.run(
      "sh", ["-c", "gzip -c '\(Repository.root)/\(Self.folder)/orders.csv' > '\(folder("o.csv.gz"))'"])
    let list = "\(Repository.root)/\(Self.folder)/list.json"
    _ = try Command.run(
      Command.tokaudit, ["audit", list, "--orders", folder("o.csv.gz"), "--digest", "-o", folder("report.json")])
    let stated = try JSONNode.read(try folder.text("report.json"))["orders"]?["sha256"]?.text
    var digest = SHA256()
    digest.update(try folder.read("o.csv.gz"))
    #expect(stated == digest.hexDigest())
  }
}
