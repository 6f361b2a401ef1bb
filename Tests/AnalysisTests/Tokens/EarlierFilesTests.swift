import Testing

@testable import Analysis

/// What is said of the files of earlier parts, of which no list tells more than how many tokens they have together.
struct EarlierFilesTests {
  private typealias Parts = TokenPartsTests

  /// The latest of three parts: 30 tokens were made before it.
  private static let third = Parts.line(size: 5, available: "18446744073709551581")
    .with(.checksum, "\"\(String(repeating: "0", count: 16 * 7))\"")
  private static let latest = Parts.tokens(30..<35)

  private static func examine(_ line: ExampleLine, _ files: [String: String]) -> (messages: [String], audit: Audit) {
    let (findings, audit) = Parts.examine([line], files)
    return (Parts.messages(findings), audit)
  }

  @Test(arguments: [19, 0])
  func `numbered files that leave no part out have all earlier tokens`(_ count: Int) {
    let files = [
      ".part1.csv": Parts.tokens(0..<count), ".part2.csv": Parts.tokens(20..<30), ".part3.csv": Self.latest,
    ]
    let short = Self.examine(Self.third, files)
    #expect(
      short.messages == [
        """
        token-count: By size and available there are 30 tokens of earlier parts; their files have \(count + 10), \
        \(20 - count) less.
        """
      ])
    #expect(Parts.tally(TokenChecksum.self, short.audit).notTestable[.earlierCount] == 1)
    #expect(Self.examine(Self.third, files.merging([".part1.csv": Parts.tokens(0..<20)]) { $1 }).messages == [])
  }

  @Test func `a file that may be missing is no finding, and the checksum isn't covered`() {
    // Beside a file without a number, another part may have been between; and the second is missing in the other case.
    for files in [
      [".part1.csv": Parts.tokens(0..<19), ".csv": Self.latest],
      [".part1.csv": Parts.tokens(0..<20), ".part3.csv": Self.latest], [".csv": Self.latest],
    ] {
      let (messages, audit) = Self.examine(Self.third, files)
      #expect(messages == [])
      #expect(Parts.tally(TokenChecksum.self, audit).notTestable[.earlierFiles] == 1)
      let report = AuditReport(audit, settings: AuditSettings())
      #expect(
        report.tokensExamined.plain.contains(
          "; of 1 production line the files of earlier parts are not all there, so their checksum was not recomputed"))
      #expect(report.tokensNotCovered.map(\.first?.plain) == ["the checksum over all tokens"])
    }
    let whole = Self.examine(
      Self.third, [".part1.csv": Parts.tokens(0..<20), ".part2.csv": Parts.tokens(20..<30), ".csv": Self.latest])
    #expect(AuditReport(whole.audit, settings: AuditSettings()).tokensNotCovered.isEmpty)
  }

  @Test func `one token is no plural`() {
    let one = Parts.line(size: 1, available: "18446744073709551615")
    #expect(
      Self.examine(one, [".csv": Parts.tokens(0..<3)]).messages == [
        "token-count: The list states 1 token, the file has 3, 2 more."
      ])
  }

  @Test func `the only file of several parts is not that of the latest, if it is that of the first`() {
    #expect(
      Self.examine(Self.third, [".part1.csv": Parts.tokens(0..<5)]).messages == [
        "token-file-present: There were parts before the latest, and only the first has a file."
      ])
  }

  @Test func `where no list of the window judges the earlier parts, the sum of their files is told`() {
    let files = [".part1.csv": Parts.tokens(0..<19), ".csv": Parts.tokens(20..<30)]
    let april = Parts.window(from: "2024-04-01T00:00:00.000Z")
    let found = Parts.examine([Parts.first, Parts.later], files, april).findings
    #expect(
      Parts.messages(found) == [
        "token-count: By size and available there are 20 tokens of earlier parts; their files have 19, 1 less."
      ])
    // A file that is missing outside the window is none of its business.
    let alone = Parts.examine([Parts.first, Parts.later], [".csv": Parts.tokens(20..<30)], april).findings
    #expect(Parts.messages(alone) == [])
  }
}
