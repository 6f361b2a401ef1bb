import Testing

@testable import Analysis

/// How many tokens are said to be examined: those of the production lines that are.
struct ExaminedTokensTests {
  private typealias Parts = TokenPartsTests

  private static func answer(
    _ lines: [ExampleLine], _ files: [String: String], problem: SourceProblem? = nil
  ) -> String {
    let audit = Parts.examine(lines, files, problem: problem).audit
    return AuditReport(audit, settings: AuditSettings()).tokensExamined.plain
  }

  /// The id of another production line, by which its file is named.
  private static let otherID = "6f0c0d7e-0b1c-4a52-9f5e-000000000002"
  private static let other = Parts.first.numbered(2)

  @Test func `tokens of files that stand for one part are none of those examined`() {
    let tokens = Parts.tokens(0..<20)
    let files = [".csv": tokens, ".part1.csv": tokens, "\(Self.otherID).csv": Parts.tokens(20..<40)]
    #expect(
      Self.answer([Parts.first, Self.other], files).hasPrefix(
        "in part: 20 tokens of 1 production line; those of 1 production line that ended were not"))
  }

  @Test func `tokens of a file of no listed part are told apart`() {
    let waiting = Parts.line(size: 20, available: "18446744073709551616").without(.ended).without(.finished)
      .without(.partial).without(.checksum).without(.filesizes).without(.rate).with(.status, #""started""#)
    let files = [".csv": Parts.tokens(0..<7), "\(Self.otherID).csv": Parts.tokens(20..<40)]
    #expect(
      Self.answer([waiting, Self.other], files).hasPrefix(
        """
        in part: 20 tokens of 1 production line; of 1 file with 7 tokens no list states the part, so only the form was \
        judged
        """))
  }

  @Test func `tokens of earlier parts count once, with the latest or without it`() {
    let files = [".part1.csv": Parts.tokens(0..<20), ".csv": Parts.tokens(20..<30)]
    #expect(Self.answer([Parts.first, Parts.later], files).hasPrefix("yes: 30 tokens of 2 production lines"))
    // Only the first of the files can be used, which is that of the earlier part.
    let alone = [".part1.csv": Parts.tokens(0..<20)]
    #expect(Self.answer([Parts.first, Parts.later], alone).hasPrefix("in part: 20 tokens of 1 production line;"))
  }

  @Test func `tokens are compared across production lines whose number or size is wrong`() {
    var settings = AuditSettings()
    settings.severities[TokenUniqueAcross.about.code] = .warning
    let files = [".csv": Parts.tokens(0..<20), "\(Self.otherID).csv": Parts.tokens(15..<30)]
    let found = Parts.examine([Parts.first, Self.other], files, settings).findings.map(\.rule.code)
    #expect(found.contains("token-count") && found.contains("token-unique-across"))
    #expect(
      TokenUniqueAcross.about.why.contains("whether their number and their checksum are right makes no difference"))
    // A row of another form, or a token that stands twice, leaves its production line out.
    for spoilt in [Parts.tokens(0..<19) + "\nx", Parts.tokens(0..<19) + "\n" + Parts.tokens(0..<1)] {
      let files = [".csv": spoilt, "\(Self.otherID).csv": Parts.tokens(15..<35)]
      let found = Parts.examine([Parts.first, Self.other], files, settings).findings.map(\.rule.code)
      #expect(!found.contains("token-unique-across"))
    }
  }
}
