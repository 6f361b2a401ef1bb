import Testing

@testable import Analysis
@testable import TokAudit

/// The JSON report of a reconciliation is what `Schemas/reconciliation.schema.json` says.
struct ReconciliationJSONTests {
  private static let sample = "\(Repository.root)/SampleData/billing-month"

  private func report(_ arguments: [String], code: Int32) throws -> JSONNode {
    let result = try Command.run(
      Command.tokaudit, ["reconcile", "\(Self.sample)/list.json"] + arguments + ["--format", "json", "-q"])
    #expect(result.ending == .exited(code), "\(result.errors)")
    return try JSONNode.read(result.output)
  }

  /// Reports that together have every member of the schema.
  private func reports() throws -> [JSONNode] {
    let folder = TemporaryFolder()
    let ledger = "\(Self.sample)/ledger.csv"
    let broken = Repository.text("SampleData/billing-month/ledger.csv") + "pi_x,1.234,EUR,2024-03-01,,,\r\n"
    try folder.write(broken.utf8, to: "broken.csv")
    try folder.write("id,amount\n".utf8, to: "unknown.csv")
    let list = ["reconcile", "\(Self.sample)/list.json", "--payments", ledger, "-q"]
    _ = try Command.run(Command.tokaudit, list + ["-o", folder("exceptions.csv"), "-o", folder("before.json")])
    let months = TemporaryFolder()
    _ = try Command.run(Command.tokaudit, list + ["-o", "matches:\(months("march.csv"))"])
    let text = try folder.text("exceptions.csv").replacing(",,,\r\n", with: ",me,known,\r\n")
    try folder.write(
      (text + "0123456789abcdef" + String(repeating: ",", count: 27) + "me,,\r\n").utf8, to: "signed.csv")
    return [
      try JSONNode.read(Repository.text("Reports/billing-month/report.json")),
      try report(["--payments", folder("broken.csv"), "--payments", folder("unknown.csv")], code: 2),
      try report(["--payments", ledger, "--accept", folder("signed.csv")], code: 0),
      try report(["--payments", "\(Self.sample)/unified_payments.csv", "--no-digest"], code: 1),
      try report(
        ["--payments", ledger, "--payments", "\(Self.sample)/itemised.csv", "--previous", folder("before.json")],
        code: 1),
      try report(["--payments", ledger, "--history", months("")], code: 1),
    ]
  }

  @Test func `reports of every kind follow the schema, and have nothing that it doesn't describe`() throws {
    let schema = try JSONNode.read(Repository.text("Schemas/reconciliation.schema.json"))
    let validator = SchemaValidator(schema: schema, refusesUndescribed: true)
    let reports = try reports()
    for report in reports { #expect(validator.problems(report) == []) }
    let kinds = reports.flatMap { $0["optionFiles"]?.list ?? [] }.compactMap { $0["kind"]?.text }
    #expect(Set(kinds) == Set(OptionFile.Kind.allCases.map(\.rawValue)))
    let compared = reports.compactMap { $0["previous"] }
    #expect(compared.count == 1)
    let amounts = try JSONNode.read(Repository.text("Reports/billing-month/report.json"))["optionFiles"]?.list ?? []
    #expect(amounts.compactMap { $0["kind"]?.text } == ["amounts"])
    let open = compared[0]["open"]?.integer ?? 0
    #expect(open > 0)
    let resolved = compared[0]["resolved"]?.list.count ?? 0
    #expect(resolved > 0)
    var broken = try JSONNode.read(Repository.text("Reports/billing-month/report.json"))
    broken["outcome"] = .text("fine")
    #expect(!validator.problems(broken).isEmpty)
  }

  @Test func `a sum that no format states is left out`() throws {
    let totals = try report(["--payments", "\(Self.sample)/ledger.csv"], code: 1)["totals"]
    let sums = try #require(totals?["paymentsByCategory"]?.list)
    for sum in sums {
      let (withoutRefunds, withoutDisputes) = (
        sum["withoutRefunds"]?.integer ?? 0, sum["withoutDisputes"]?.integer ?? 0
      )
      #expect(withoutDisputes == 0 || sum["disputedMinor"] == nil)
      #expect(withoutRefunds == 0 || sum["refundedMinor"]?.integer != 0)
    }
    #expect(sums.contains { $0["disputedMinor"] == nil } && sums.contains { $0["refundedMinor"] == nil })
  }
}
