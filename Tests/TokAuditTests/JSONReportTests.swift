import Testing

@testable import Analysis
@testable import TokAudit

/// `report.json` is what `Schemas/report.schema.json` says.
struct JSONReportTests {
  private static let schema = Result { try JSONNode.read(Repository.text("Schemas/report.schema.json")) }
  private static let faulty = "\(Repository.root)/SampleData/every-rule-fails.json"

  private func validator(strict: Bool = true) throws -> SchemaValidator {
    SchemaValidator(schema: try Self.schema.get(), refusesUndescribed: strict)
  }

  private func report(_ arguments: [String], code: Int32) throws -> JSONNode {
    let result = try Command.run(Command.tokaudit, ["audit"] + arguments + ["--format", "json", "-q"])
    #expect(result.ending == .exited(code), "\(result.errors)")
    return try JSONNode.read(result.output)
  }

  /// Reports that together have every member of the schema.
  private func reports() throws -> [JSONNode] {
    let folder = TemporaryFolder()
    try folder.write("{\"data\":[{\"type\":\"tokens\",\"x\":1},".utf8, to: "cut.json")
    try folder.write(#"{"data":[]}"#.utf8, to: "empty.json")
    try folder.write(#"{"errors":[{"status":500}]}"#.utf8, to: "error.json")
    let unknown = Repository.text("SampleData/get-all-tokens.json").replacing("\"DICE\"", with: "\"MINE\"")
    try folder.write(unknown.utf8, to: "unknown.json")
    _ = try Command.run(Command.tokaudit, ["audit", Self.faulty, "-o", folder("before.json")])
    let known = try folder.text("before.json").replacing(
      #""status": "new""#, with: #""status": "known", "openSince": "2026-11-03""#)
    try folder.write(known.utf8, to: "known.json")
    _ = try Command.run(Command.tokaudit, ["audit", Self.faulty, "-o", folder("accepted.csv")])
    let tokens = "\(Repository.root)/SampleData/token-files/"
    let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
    try folder.write("some-key".utf8, to: "key")
    func month(_ name: String) -> String { "\(Repository.root)/SampleData/billing-month/\(name)" }
    let rejected = Repository.text("SampleData/billing-month/ledger.csv") + "pi_x,1.234,EUR,2024-03-01,,,\r\n"
    try folder.write(rejected.utf8, to: "rejected.csv")
    try folder.write("id,amount\n".utf8, to: "unknown.csv")
    let payments =
      ["unified_payments.csv", "itemised.csv", "charges.json"].map(month) + [
        folder("rejected.csv"), folder("unknown.csv"),
      ]
    let server = MisbehavingServer(.answer(LiveCase.text))
    defer { server.stop() }
    let live = [server.url, "--session-key-file", folder("key")]
    let orders = ["\(Repository.root)/SampleData/orders/list.json"]
    return [
      try report(Command.exists("curl") ? live : [sample], code: 0),
      try report(
        [Self.faulty, "--digest", "--alphabets", "\(Repository.root)/SampleData/every-rule-fails.catalogue.json"],
        code: 1),
      try report([folder("cut.json"), folder("error.json"), folder("unknown.json")], code: 2),
      try report([sample, "--previous", folder("before.json"), "--as-of", "2026-01-01"], code: 0),
      try report([Self.faulty, "--previous", folder("known.json")], code: 1),
      try report([Self.faulty, "--accept", folder("accepted.csv")], code: 0),
      try report([sample, "--from", "2024-03-19", "--to", "2024-03-19"], code: 0),
      try report([folder("empty.json"), "--allow-empty"], code: 0),
      try report([sample, "--data", folder.path], code: 1),
      try report([tokens + "list.json", "--data", tokens + "tokens", "--no-digest"], code: 1),
      try report(
        [tokens + "list.json", "--data", tokens + "tokens", "--alphabets", tokens + "catalogue.json"], code: 1),
      try report(
        orders + [
          "--orders", "\(Repository.root)/SampleData/orders/orders.csv", "--digest", "--to", "2024-06-01T02:30",
        ],
        code: 1),
      try report([month("list.json"), "--digest"] + payments.flatMap { ["--payments", $0] }, code: 2),
      try report([month("list.json"), "--payments", month("ledger.csv")], code: 1),
    ]
  }

  @Test func `reports of every kind, and those of the samples, follow the schema`() throws {
    let samples = try SampleReportsTests.samples.map {
      try JSONNode.read(Repository.text("Reports/\($0.name)/report.json"))
    }
    for report in try reports() + samples { #expect(try validator().problems(report) == []) }
  }

  @Test func `hostile texts stay texts`() throws {
    let texts = [
      "\u{0}", "\u{1B}[31m", "\"},{\"", "\\", "\u{7F}\u{9B}", "\u{2028}\u{2029}\u{202E}", "</script>", "\u{FFFF}",
      "\u{1F600}e\u{301}", "\u{E0041}",
    ]
    let folder = TemporaryFolder()
    let ids = texts.map { text in text.utf16.map { "\\u" + String(0x1_0000 + Int($0), radix: 16).dropFirst() }.joined()
    }
    let lines = ids.map { #"{"type":"\#($0)","id":"\#($0)","attributes":{"\#($0)":1,"status":"\#($0)"}}"# }
    try folder.write("{\"data\":[\(lines.joined(separator: ","))]}".utf8, to: "hostile.json")
    let made = try Command.run(
      Command.tokaudit, ["audit", folder("hostile.json"), "--format", "json", "-q"])
    #expect(made.output.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
    #expect(!made.output.unicodeScalars.contains { [0x9B, 0x2028, 0x2029, 0x202E].contains($0.value) })
    let report = try JSONNode.read(made.output)
    #expect(try validator().problems(report) == [])
    let found = Set(report["findings"]?.list.compactMap { $0["lineId"]?.text.map { Array($0.utf8) } } ?? [])
    #expect(found == Set(texts.map { Array($0.utf8) }))
  }

  @Test func `the validator refuses what is broken, and what it doesn't know`() throws {
    let good = try report([Self.faulty], code: 1)
    let validator = try validator(strict: false)
    let first = try #require(good["findings"]?["0"])
    let broken: [(String, (inout JSONNode) -> Void)] = [
      ("const", { $0["schemaVersion"] = .integer(2) }), ("enum", { $0["verdict"] = .text("maybe") }),
      ("type", { $0["findings"] = .object([:]) }), ("null", { $0["coverage"] = .null }),
      ("pattern", { $0["findings"]?["0"]?["fingerprint"] = .text("0123") }),
      ("$ref", { $0["findings"]?["0"]?["index"] = .integer(-1) }),
      ("anyOf", { $0["summary"]?["productionLines"] = .text("12") }),
      ("fraction", { $0["summary"]?["productionLines"] = .number(1.5) }),
      ("items", { $0["evidence"] = .list([.integer(1)]) }),
      ("additionalProperties", { $0["rules"]?["0"]?["reasons"] = .object(["absent": .text("x")]) }),
    ]
    for (name, change) in broken {
      var report = good
      change(&report)
      #expect(!validator.problems(report).isEmpty, "\(name)")
    }
    for key in first.object.keys where ["fingerprint", "rule", "severity", "status", "message"].contains(key) {
      var report = good
      report["findings"]?["0"]?[key] = nil
      #expect(!validator.problems(report).isEmpty, "\(key)")
    }
    for key in good.object.keys {
      var report = good
      report[key] = nil
      #expect(!validator.problems(report).isEmpty, "\(key)")
    }
    var larger = good
    larger["added"] = .integer(1)
    larger["findings"]?["0"]?["added"] = .null
    larger["summary"]?["productionLines"] = .text("9007199254740993")
    #expect(validator.problems(larger) == [])
    #expect(try !self.validator().problems(larger).isEmpty)
    for unknown in [#"{"maximum":3}"#, #"{"properties":{"verdict":{"maxLength":1}}}"#] {
      #expect(!SchemaValidator(schema: try .read(unknown)).problems(good).isEmpty)
    }
    let one = try JSONNode.read(#"{"oneOf":[{"type":"integer"},{"minimum":3}]}"#)
    #expect(SchemaValidator(schema: one).problems(.integer(1)) == [])
    #expect(!SchemaValidator(schema: one).problems(.integer(4)).isEmpty)
  }

  @Test func `the schema lists every reason why a rule can't be tested`() throws {
    let reasons = try Self.schema.get()["$defs"]?["rule"]?["properties"]?["reasons"]
    #expect(reasons?["propertyNames"]?["enum"]?.list.compactMap(\.text) == Obstacle.allCases.map(\.code))
    let odd = try JSONNode.read(#"{"propertyNames":{"enum":["a"]}}"#)
    #expect(SchemaValidator(schema: odd).problems(try .read(#"{"a":1}"#)) == [])
    #expect(!SchemaValidator(schema: odd).problems(try .read(#"{"b":1}"#)).isEmpty)
  }

  @Test func `everything in the schema is described, required if it is always there, and occurs`() throws {
    let schema = try Self.schema.get()
    let reports = try reports()
    // Places of objects in a report, by their path without numbers.
    var found: [String: [Set<String>]] = [:]
    func collect(_ node: JSONNode, _ place: String) {
      if case .object(let members) = node { found[place, default: []].append(Set(members.keys)) }
      for (key, member) in node.object { collect(member, "\(place).\(key)") }
      for element in node.list { collect(element, "\(place)[]") }
    }
    for report in reports { collect(report, "$") }
    func compare(_ node: JSONNode, _ place: String) {
      if let name = node["$ref"]?.text?.split(separator: "/").last, let target = schema["$defs"]?[String(name)] {
        compare(target, place)
        return
      }
      #expect(node["description"] != nil, "\(place) is not described")
      if let items = node["items"] { compare(items, "\(place)[]") }
      guard case .object(let properties) = node["properties"] else { return }
      #expect(node["additionalProperties"] == .flag(true), "\(place)")
      let objects = found[place] ?? []
      let required = Set(node["required"]?.list.compactMap(\.text) ?? [])
      for (key, property) in properties where key != "httpStatus" || Command.exists("curl") {
        #expect(objects.contains { $0.contains(key) }, "\(place).\(key) occurs nowhere")
        // What these reports happen to have always.
        let optional = ["file", "field", "expected", "superseded", "repeated", "furtherParts", "ageDays", "currency"]
        let isAlways = objects.allSatisfy { $0.contains(key) } && !optional.contains(key)
        if !required.contains(key), isAlways, objects.count > 4 {
          Issue.record("\(place).\(key) is always there, but not required")
        }
        compare(property, "\(place).\(key)")
      }
    }
    compare(schema, "$")
  }
}
