import Testing

@testable import TokAudit

/// The reports under Reports are exactly what the command makes of SampleData. TOKAUDIT_RECORD=1 writes them anew.
struct SampleReportsTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let options: [String]
    let code: Int32

    var testDescription: String { name }
  }

  static let samples = [
    Sample(name: "get-all-tokens", options: [], code: 0),
    Sample(name: "every-alphabet-and-status", options: [], code: 0),
    Sample(
      name: "every-rule-fails",
      options: [
        "--as-of", "2024-06-01", "--agreement", "basic", "--alphabets", "SampleData/every-rule-fails.catalogue.json",
      ], code: 1),
    // A folder: seven nightly lists of one session.
    Sample(name: "week-of-nights", options: [], code: 1),
    Sample(name: "custom-alphabets", options: ["--alphabets", "SampleData/custom-alphabets.catalogue.json"], code: 0),
  ]
  static let files = ["report.md", "report.html", "report.json", "findings.csv", "lines.csv", "rates.csv", "rules.csv"]

  @Test(arguments: samples)
  func `the report of a sample is the one in the repository`(_ sample: Sample) throws {
    let folder = TemporaryFolder()
    // Names in reports are paths as they were given, so the command runs where a reader would run it.
    let command =
      (["audit", "SampleData/\(sample.name)\(sample.name == "week-of-nights" ? "" : ".json")", "-o", folder("")]
      + sample.options)
      .map { "'\($0)'" }.joined(separator: " ")
    let result = try Command.run("sh", ["-c", "cd '\(Repository.root)' && '\(Command.tokaudit)' \(command)"])
    #expect(result.ending == .exited(sample.code), "\(result.errors)")
    #expect(result.output == "")
    for file in Self.files {
      let made = String(decoding: try Command.contents(of: folder(file)), as: UTF8.self)
      let path = "Reports/\(sample.name)/\(file)"
      if Repository.isRecording { try Repository.write(made, to: path) }
      #expect(made == Repository.text(path), "\(path) differs; TOKAUDIT_RECORD=1 swift test writes it anew")
    }
    #expect(folder.names == Self.files.sorted())
  }
}
