import Testing

@testable import TokAudit

/// The sample of a month: its reports are those under Reports, and what they find is what was planted.
/// TOKAUDIT_RECORD=1 writes them anew.
@Suite(.serialized) struct BillingSampleTests {
  static let files = ["report.md", "report.html", "report.json", "exceptions.csv", "matches.csv", "totals.csv"]
  static let folder = "SampleData/billing-month"
  static let options = [
    "--payments", "\(folder)/unified_payments.csv", "--payments", "\(folder)/itemised.csv", "--payments",
    "\(folder)/charges.json", "--payments", "\(folder)/ledger.csv", "--refunds", "\(folder)/refunds.csv", "--disputes",
    "\(folder)/disputes.csv", "--amounts", "\(folder)/amounts.csv", "--month", "2024-03", "--zone", "Europe/Berlin",
    "--as-of", "2024-04-15",
  ]

  /// Runs where a reader would run it, since names in reports are paths as they were given.
  static func run(_ arguments: [String]) throws -> Command.Result {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try Command.run("sh", ["-c", "cd '\(Repository.root)' && '\(Command.tokaudit)' \(words)"])
  }

  @Test func `the reports of the sample are those in the repository`() throws {
    let made = TemporaryFolder()
    let result = try Self.run(["reconcile", "\(Self.folder)/list.json", "-o", made("")] + Self.options)
    #expect(result.ending == .exited(2), "\(result.errors)")
    #expect(result.output == "")
    for file in Self.files {
      let text = try made.text(file)
      let path = "Reports/billing-month/\(file)"
      if Repository.isRecording { try Repository.write(text, to: path) }
      #expect(text == Repository.text(path), "\(path) differs; TOKAUDIT_RECORD=1 swift test writes it anew")
    }
    #expect(made.names == Self.files.sorted())
  }

  @Test func `each planted oddity is found, and nothing else`() throws {
    let rows = Repository.text("Reports/billing-month/exceptions.csv").split(separator: "\r\n").dropFirst()
    let found = rows.map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      let codes = cells[2].isEmpty ? "\(cells[1])" : "\(cells[1]) \(cells[2])"
      return "\(codes),\(cells[4]),\(cells[5])"
    }
    let planted = Repository.text("SampleData/billing-month.truth.csv").split(separator: "\n").dropFirst()
    #expect(found.sorted() == planted.map(String.init).sorted())
    #expect(found.count > 20)
  }

  @Test func `no name, address or card of a buyer stands in a report`() throws {
    let folder = TemporaryFolder()
    let payments = Repository.text("\(Self.folder)/unified_payments.csv")
    let header = try #require(payments.split(separator: "\r\n").first).split(separator: ",").map(String.init)
    let secrets = ["Customer Email", "Card Name", "Card Last4", "Description", "Shipping Name", "Customer Phone"]
    let filled = payments.split(separator: "\r\n").enumerated().map { number, row -> String in
      if number == 0 { return String(row) }
      // The one quoted cell holds a comma.
      var cells = row.replacing("\"Tokens, \"\"random\"\"\"", with: "x").split(
        separator: ",", omittingEmptySubsequences: false
      )
      .map(String.init)
      for name in secrets { cells[header.firstIndex(of: name) ?? 0] = "SECRET" }
      return cells.joined(separator: ",")
    }
    try folder.write(filled.joined(separator: "\r\n").utf8, to: "unified_payments.csv")
    let result = try Self.run(
      ["reconcile", "\(Self.folder)/list.json", "--payments", folder("unified_payments.csv"), "-o", folder("made/")])
    #expect(result.ending == .exited(1), "\(result.errors)")
    for file in Self.files { #expect(!(try folder.text("made/\(file)")).contains("SECRET")) }
    #expect(!result.errors.contains("SECRET"))
  }
}
