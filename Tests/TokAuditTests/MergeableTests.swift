import Testing

@testable import TokAudit

/// What `MergeLaws` proves.
struct MergeableTests {
  @Test func `the laws are proven for every type that is mergeable`() throws {
    let declared = try Command.run(
      "grep",
      [
        "-rhE", "--include=*.swift", "^ *[a-z ]*(struct|enum|class|extension) .*: .*Mergeable",
        "\(Repository.root)/Sources",
      ]
    ).output.matches(of: /(?:struct|enum|class|extension) ([A-Za-z.]+)/).map { String(name($0.1)) }
    let proven = Repository.text("Tests/AnalysisTests/MergeLaws.swift").matches(
      of: /Conformer\(\s*([A-Za-z.]+)(?:<[A-Za-z]+>)?\.self/)
    #expect(declared.count > 30)
    #expect(Set(declared).subtracting(proven.map { String(name($0.1)) }) == [])
  }

  /// The name of a type within others.
  private func name(_ path: Substring) -> Substring { path.split(separator: ".").last ?? path }
}
