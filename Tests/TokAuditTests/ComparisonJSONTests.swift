import Testing

@testable import TokAudit

/// The JSON report of a comparison is what `Schemas/comparison.schema.json` says.
struct ComparisonJSONTests {
  private static let nights = "\(Repository.root)/SampleData/week-of-nights"
  private let folder = TemporaryFolder()

  private func comparison(_ old: String, _ new: String, code: Int32) throws -> JSONNode {
    let result = try Command.run(Command.tokaudit, ["compare", old, new, "--format", "json"])
    #expect(result.ending == .exited(code), "\(result.errors)")
    return try JSONNode.read(result.output)
  }

  @Test func `comparisons of every kind follow the schema, and have nothing that it doesn't describe`() throws {
    let night = "\(Self.nights)/2026-11-16.json"
    let text = String(decoding: try Command.contents(of: night), as: UTF8.self)
    try folder.write(text.replacing("24692", with: "1").utf8, to: "changed.json")
    try folder.write(text.prefix(text.utf8.count / 2).utf8, to: "cut.json")
    let every = "\(Repository.root)/SampleData/every-rule-fails.json"
    _ = try Command.run(Command.tokaudit, ["audit", night, "-q", "-o", folder("old/"), "--ignore", "rate-plausible"])
    _ = try Command.run(Command.tokaudit, ["audit", every, "-q", "-o", folder("new/")])
    let all = [
      try comparison(night, "\(Self.nights)/2026-11-22.json", code: 1), try comparison(night, every, code: 1),
      try comparison(every, night, code: 0), try comparison(night, folder("changed.json"), code: 1),
      try comparison(night, folder("cut.json"), code: 2),
      try comparison(folder("old/report.json"), folder("new/report.json"), code: 1),
      try comparison(folder("new/report.json"), folder("old/report.json"), code: 0),
    ]
    let schema = try JSONNode.read(Repository.text("Schemas/comparison.schema.json"))
    let validator = SchemaValidator(schema: schema, refusesUndescribed: true)
    for comparison in all { #expect(validator.problems(comparison) == []) }
    let kinds = Set(all.flatMap { $0["changes"]?.list ?? [] }.compactMap { $0["kind"]?.text })
    #expect(kinds.isSuperset(of: ["changed", "progressed", "continued", "added", "vanished"]), "\(kinds)")
    let findings = all.flatMap { $0["findings"]?["firstNew"]?.list ?? [] }
    // Of rules that were tested before, and of another.
    #expect(
      findings.contains { $0["otherRules"] == .flag(false) } && findings.contains { $0["otherRules"] == .flag(true) })
    var broken = all[0]
    broken["of"] = .text("cats")
    #expect(!validator.problems(broken).isEmpty)
  }
}
