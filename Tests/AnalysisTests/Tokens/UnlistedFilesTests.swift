import Testing

@testable import Analysis

/// Token files of parts that no list states: their form is judged, and they are named as not covered.
struct UnlistedFilesTests {
  private typealias Parts = TokenPartsTests

  /// A second part that waits: 20 tokens were made before it.
  private static let waiting = Parts.line(size: 10, available: "18446744073709551596").without(.ended)
    .without(.finished).without(.started).without(.partial).without(.checksum).without(.filesizes).without(.rate)
    .with(.status, #""requested""#)

  private static func examine(
    _ lines: [ExampleLine], _ files: [String: String], _ settings: AuditSettings = AuditSettings()
  ) -> (failed: [String], audit: Audit) {
    let (findings, audit) = Parts.examine(lines, files, settings)
    let codes = ["token-file-present", "token-count", "token-shape", "token-unique"]
    return (
      findings.filter { codes.contains($0.rule.code) }.map { "\($0.source) \($0.rule.code): \($0.actual)" }, audit
    )
  }

  @Test func `a file beyond the latest part is no other part, and judged by its form`() {
    let first = Parts.tokens(0..<20)
    let wrong = Self.examine([Parts.first], [".part1.csv": first, ".part2.csv": Parts.tokens(15..<25) + "\nwrong"])
    #expect(
      wrong.failed == [
        ".part2.csv token-shape: a character that is not in the alphabet",
        ".part2.csv token-unique: 5 that stood before",
      ])
    let right = Self.examine([Parts.first], [".part1.csv": first, ".part2.csv": Parts.tokens(20..<30)])
    #expect(right.failed == [] && right.audit.tokens?.unlistedFiles == 1 && right.audit.tokens?.files == 2)
    #expect(right.audit.tokens?.records.map(\.tokens) == [20, 10])
    let report = AuditReport(right.audit, settings: AuditSettings())
    #expect(
      report.tokensExamined.plain == """
        in part: 20 tokens of 1 production line; of 1 file with 10 tokens no list states the part, so only the form was \
        judged; token-file-size failed
        """)
    #expect(report.tokensNotCovered.map(\.first?.plain) == ["1 token file but for the form"])
    let twice = Self.examine([Parts.first], [".part1.csv": first, ".part2": "a", ".part2.csv": "a"])
    #expect(twice.failed == ["list token-file-present: "] && twice.audit.tokens?.otherFiles == 2)
  }

  @Test func `while a part waits, the files before it are judged by their form and sum`() {
    let cases: [([String: String], [String])] = [
      ([".part1.csv": Parts.tokens(0..<20)], []),
      ([".part1.csv": Parts.tokens(0..<5), ".part2.csv": Parts.tokens(5..<20)], []),
      // That of the part that waits may have come since the list.
      ([".part1.csv": Parts.tokens(0..<20), ".part2.csv": Parts.tokens(20..<30)], []),
      ([".part1.csv": Parts.tokens(0..<20), ".csv": Parts.tokens(20..<30)], []),
      ([".part1.csv": Parts.tokens(0..<21)], [".part1.csv token-count: 21"]),
      (
        [".part1.csv": Parts.tokens(0..<6), ".part2.csv": Parts.tokens(6..<21)], [".part1.csv token-count: 21"]
      ),
      (
        [".part1.csv": Parts.tokens(0..<10) + "\n" + Parts.tokens(9..<10)],
        [".part1.csv token-unique: 1 that stood before"]
      ),
      ([".part1.csv": "wrong"], [".part1.csv token-shape: a character that is not in the alphabet"]),
    ]
    for (files, failed) in cases {
      let result = Self.examine([Self.waiting], files)
      #expect(result.failed == failed)
      #expect(result.audit.tokens?.unlistedFiles == files.count && result.audit.tokens?.otherFiles == 0)
      let examined = AuditReport(result.audit, settings: AuditSettings()).tokensExamined.plain
      #expect(examined.hasPrefix("in part: ") && examined.contains("; no production line has ended; of "))
    }
  }

  @Test func `the file of a part that no list saw ended is not taken for that of the part before`() {
    let third = Self.waiting.with(.available, #""18446744073709551586""#)
      .with(.requested, #""2024-05-19T12:00:00.000Z""#)
    let second = Self.waiting.with(.requested, #""2024-04-19T12:00:00.000Z""#)
    for lines in [[Parts.first, third], [Parts.first, second, third]] {
      for name in [".csv", ".part2.csv"] {
        let result = Self.examine(lines, [".part1.csv": Parts.tokens(0..<20), name: Parts.tokens(20..<30)])
        #expect(result.failed == [] && result.audit.tokens?.unlistedFiles == 1)
        #expect(Parts.tally(TokenCount.self, result.audit).passed == 1)
      }
    }
    // A part that was given up has made none.
    let result = Self.examine(
      [Parts.first, second, third.with(.available, #""18446744073709551596""#)], [".csv": Parts.tokens(0..<20)])
    #expect(result.failed == [] && Parts.tally(TokenCount.self, result.audit).passed == 1)
  }

  @Test func `a file of a part outside the window is counted, not read`() {
    let march = Parts.window(to: "2024-04-01T00:00:00.000Z")
    let result = Self.examine(
      [Parts.first, Parts.later], [".part1.csv": Parts.tokens(0..<20), ".csv": "wrong"], march)
    #expect(result.failed == [])
    #expect(result.audit.tokens?.unlistedFiles == 0 && result.audit.tokens?.otherFiles == 1)
  }
}
