import Testing

@testable import Analysis

/// Which file is which part, and what is said where files are missing or too many.
struct TokenPartsTests {
  private static let id = "6f0c0d7e-0b1c-4a52-9f5e-000000000001"

  /// A production line of `LOWER_HEX` with 16 characters per token.
  static func line(size: Int, available: String) -> ExampleLine {
    ExampleLine.partial.numbered(1).with(.alphabet, #""LOWER_HEX""#).with(.digits, #""16""#).with(.size, "\(size)")
      .with(.available, "\"\(available)\"")
  }

  /// So many tokens, all different.
  static func tokens(_ range: Range<Int>) -> String {
    range.map { number in
      let text = String(number, radix: 16)
      return String(repeating: "0", count: 16 - text.utf8.count) + text
    }.joined(separator: "\n")
  }

  /// Holds files against a production line: the findings about files and counts, with their messages.
  static func findings(_ line: ExampleLine, _ files: [String: String]) -> [String] {
    messages(examine([line], files).findings)
  }

  static func messages(_ findings: [Finding]) -> [String] {
    findings.filter { ["token-file-present", "token-count"].contains($0.rule.code) }
      .map { "\($0.rule.code): \($0.message.plain)" }
  }

  static func tally(_ rule: any Rule.Type, _ audit: Audit) -> RuleTally {
    audit.tallies[Rulebook.index(of: rule.about)]
  }

  /// Holds files against production lines; names of files begin with the id of the first, or with their own.
  static func examine(
    _ lines: [ExampleLine], _ files: [String: String], _ settings: AuditSettings = AuditSettings(),
    problem: SourceProblem? = nil
  ) -> (findings: [Finding], audit: Audit) {
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings)
    var collector = TokenJobCollector()
    var baseline = Baseline()
    var audit = Audit()
    auditor.audit(MemorySource(list(lines)), name: "list", into: &audit, baseline: &baseline, observer: &collector)
    var recorder = Recorder()
    auditor.judgeTogether(&audit, baseline: &baseline, observer: &recorder)
    recorder.findings = []
    auditor.examineTokens(
      of: collector,
      in: files.keys.sorted().map { name in
        TokenFile(
          name: name, place: TokenFileName(name.utf8.count > 30 ? name : "\(id)\(name)"), problem: problem)
      }, into: &audit,
      baseline: &baseline, observer: &recorder
    ) { (file) throws(SourceFailure) in MemorySource(files[file.name] ?? "") }
    return (recorder.findings, audit)
  }

  /// `L^d` is 18,446,744,073,709,551,616 here: this line has made 30 tokens, 20 of them in parts before.
  static let second = line(size: 10, available: "18446744073709551586")

  /// The part before it.
  static let first = line(size: 20, available: "18446744073709551596")
  /// It, requested a month later.
  static let later = second.with(.requested, #""2024-04-19T12:00:00.000Z""#)
    .with(.started, #""2024-04-19T12:00:01.000Z""#).with(.ended, #""2024-04-19T12:00:02.000Z""#)
    .with(.finished, #""2024-04-19T12:00:03.000Z""#)

  static func window(from: String? = nil, to: String? = nil) -> AuditSettings {
    var settings = AuditSettings()
    settings.window = TimeWindow(from: from.flatMap { Timestamp($0) }, to: to.flatMap { Timestamp($0) })
    return settings
  }

  @Test func `a part that a later one follows outside the window is held against its own file`() {
    let march = Self.window(to: "2024-04-01T00:00:00.000Z")
    let (one, two) = (Self.tokens(0..<20), Self.tokens(20..<30))
    for lines in [[Self.first, Self.later], [Self.later, Self.first]] {
      for latest in [".csv", ".part2.csv"] {
        let result = Self.examine(lines, [".part1.csv": one, latest: two], march)
        #expect(Self.messages(result.findings) == [])
        #expect(Self.tally(TokenCount.self, result.audit).passed == 1)
        #expect(result.audit.tokens?.tokens == 20)
      }
      // What is wrong in its own file is still found.
      #expect(
        Self.messages(Self.examine(lines, [".part1.csv": two, ".csv": two], march).findings) == [
          "token-count: The list states 20 tokens, the file has 10, 10 less."
        ])
      // The file without a number is that of the later part.
      let alone = Self.examine(lines, [".csv": two], march)
      #expect(Self.messages(alone.findings) == [Self.absent])
      #expect(alone.audit.tokens?.expected == 1 && alone.audit.tokens?.files == 0)
    }
    // Without the list of the first part nobody knows the number of the second.
    let third = Self.line(size: 5, available: "18446744073709551581")
      .with(.requested, #""2024-05-19T12:00:00.000Z""#).with(.started, #""2024-05-19T12:00:01.000Z""#)
      .with(.ended, #""2024-05-19T12:00:02.000Z""#).with(.finished, #""2024-05-19T12:00:03.000Z""#)
    let april = Self.window(from: "2024-04-01T00:00:00.000Z", to: "2024-05-01T00:00:00.000Z")
    let files = [".part1.csv": one, ".part2.csv": two, ".csv": Self.tokens(30..<35)]
    let unknown = Self.examine([Self.later, third], files, april).audit
    #expect(Self.tally(TokenCount.self, unknown).notTestable[.laterPart] == 1)
    let known = Self.examine([Self.first, Self.later, third], files, april)
    #expect(Self.messages(known.findings) == [] && Self.tally(TokenCount.self, known.audit).passed == 1)
  }

  @Test func `the latest part in the window is held against all files, wherever the others ended`() {
    let april = Self.window(from: "2024-04-01T00:00:00.000Z")
    let files = [".part1.csv": Self.tokens(0..<20), ".csv": Self.tokens(20..<30)]
    let result = Self.examine([Self.first, Self.later], files, april)
    #expect(Self.messages(result.findings) == [] && result.audit.tokens?.tokens == 30)
  }

  @Test func `presence is told of every production line, and each reason is true`() {
    let files = [".csv": Self.tokens(0..<20)]
    let cases: [(ExampleLine, Obstacle?)] = [
      (Self.first, nil), (Self.first.without(.size), .absent), (Self.first.with(.size, "null"), .absent),
      (Self.first.with(.size, "20.0"), .unusable), (Self.first.without(.digits), .absent),
      (Self.first.with(.digits, "0"), .unusable), (Self.first.without(.ended), .phaseUndecided),
    ]
    for (line, obstacle) in cases {
      let tally = Self.tally(TokenFilePresent.self, Self.examine([line], files).audit)
      #expect(tally.passed == (obstacle == nil ? 1 : 0) && tally.failed == 0)
      if let obstacle { #expect(tally.notTestable[obstacle] == 1, "\(obstacle)") }
    }
    let unread = Self.examine([Self.first], files, problem: .unreadable("no")).audit
    #expect(Self.tally(TokenFilePresent.self, unread).notTestable[.fileUnread] == 1)
  }

  @Test func `a value that is absent is not called unusable`() {
    let cases: [(any Rule.Type, ExampleLine, Obstacle)] = [
      (TokenFileSize.self, Self.first.without(.dataSize), .absent),
      (TokenFileSize.self, Self.first.with(.dataSize, #""339""#), .unusable),
      (TokenFileHash.self, Self.first.without(.dataHash), .absent),
      (TokenFileHash.self, Self.first.with(.dataHash, "7"), .unusable),
      (TokenChecksum.self, Self.first.without(.checksum), .absent),
      (TokenChecksum.self, Self.first.with(.checksum, "0"), .unusable),
      (TokenChecksum.self, Self.first.with(.checksum, #""01""#), .notBinary),
    ]
    for (rule, line, obstacle) in cases {
      let audit = Self.examine([line], [".csv": Self.tokens(0..<20)]).audit
      #expect(Self.tally(rule, audit).notTestable[obstacle] == 1, "\(rule.about.code) \(obstacle)")
    }
    // Binary checksums of the right length, and what was made before is not told.
    let zeros = Self.first.with(.checksum, "\"\(String(repeating: "0", count: 16 * 7))\"")
    for (line, obstacle) in [
      (zeros.without(.available), Obstacle.absent), (zeros.with(.available, "1.5"), .unusable),
      (zeros.with(.available, #""18446744073709551616""#), .moreThanAll),
    ] {
      let audit = Self.examine([line], [".csv": Self.tokens(0..<20)]).audit
      #expect(Self.tally(TokenChecksum.self, audit).notTestable[obstacle] == 1, "\(obstacle)")
    }
  }

  @Test func `files of all parts agree, by number or as the latest`() {
    let (first, latest) = (Self.tokens(0..<20), Self.tokens(20..<30))
    for name in ["", ".csv", ".part2.csv"] {
      #expect(Self.findings(Self.second, [".part1.csv": first, name: latest]) == [])
    }
  }

  @Test func `a latest part that is missing is named, and one that is there twice`() {
    let (first, latest) = (Self.tokens(0..<20), Self.tokens(20..<30))
    #expect(
      Self.findings(Self.second, [".part1.csv": first]) == [
        "token-file-present: The files of all earlier parts are there, that of the latest part is not."
      ])
    #expect(
      Self.findings(Self.second, [".part1.csv": first, ".part2.csv": latest, ".csv": latest]) == [
        "token-file-present: .part2.csv and .csv both stand for the latest part."
      ])
  }

  @Test func `an empty file of the latest part is not taken for a missing one`() {
    #expect(
      Self.findings(Self.second, [".part1.csv": Self.tokens(0..<20), ".part2.csv": ""]) == [
        "token-count: The list states 10 tokens, the file has 0, 10 less."
      ])
  }

  @Test func `a file that is too long by the size of a part is not taken for two`() {
    #expect(
      Self.findings(Self.second, [".part1.csv": Self.tokens(0..<30), ".csv": Self.tokens(30..<40)]) == [
        "token-count: By size and available there are 20 tokens of earlier parts; their files have 30, 10 more."
      ])
  }

  @Test func `an earlier part that a list speaks of is held against its own file`() {
    let latest = Self.tokens(20..<30)
    // Read in either order, and in two states of the first.
    let requested = Self.first.with(.status, #""requested""#)
    for lines in [[Self.first, Self.later], [Self.later, requested, Self.first]] {
      func examined(_ part: String?) -> (messages: [String], audit: Audit) {
        var files = [".csv": latest]
        files[".part1.csv"] = part
        let (findings, audit) = Self.examine(lines, files)
        return (Self.messages(findings), audit)
      }
      let good = examined(Self.tokens(0..<20))
      #expect(good.messages == [])
      #expect(Self.tally(TokenCount.self, good.audit).passed == 2)
      #expect(good.audit.tokens?.expected == 2 && good.audit.tokens?.productionLines == 2)
      for count in [0, 19, 21] {
        let wrong = examined(count > 20 ? Self.tokens(0..<20) + "\n" + Self.tokens(30..<31) : Self.tokens(0..<count))
        let words = count > 20 ? "1 more" : "\(20 - count) less"
        #expect(wrong.messages == ["token-count: The list states 20 tokens, the file has \(count), \(words)."])
        #expect(Self.tally(TokenCount.self, wrong.audit).passed == 1)
      }
      let absent = examined(nil)
      #expect(
        absent.messages == [
          "token-file-present: The token file of part 1 is not there; a later part has another file."
        ])
      #expect(absent.audit.tokens?.expected == 2 && absent.audit.tokens?.productionLines == 1)
    }
  }

  @Test func `rows of an alphabet that is not known are no tokens that were examined`() {
    let known = Self.examine([Self.first], [".csv": Self.tokens(0..<20)]).audit
    #expect(
      AuditReport(known, settings: AuditSettings()).tokensExamined.plain
        == "yes: 20 tokens of 1 production line; token-file-size failed")
    let unknown = Self.examine([Self.first.with(.alphabet, #""MINE""#)], [".csv": Self.tokens(0..<20)]).audit
    #expect(
      AuditReport(unknown, settings: AuditSettings()).tokensExamined.plain == """
        in part: 20 tokens of 1 production line; of 1 production line the alphabet is not known, so their rows were \
        only counted; token-file-size failed
        """)
  }

  private static let absent = "token-file-present: The production line has ended, and its token file is not there."

  @Test func `while the next part runs, the files of the parts before are held against their jobs`() {
    let files = [".part1.csv": Self.tokens(0..<20), ".csv": Self.tokens(20..<30)]
    let third = Self.line(size: 5, available: "18446744073709551586").without(.ended).without(.finished)
      .without(.partial).without(.checksum).without(.filesizes).without(.rate)
      .with(.requested, #""2024-05-19T12:00:00.000Z""#).with(.started, #""2024-05-19T12:00:01.000Z""#)
      .with(.status, #""started""#)
    let lines = [Self.first, Self.later, third]
    let good = Self.examine(lines, files)
    #expect(Self.messages(good.findings) == [])
    #expect(Self.tally(TokenCount.self, good.audit).passed == 2)
    #expect(Self.tally(TokenCount.self, good.audit).notTestable[.notEnded] == 1)
    // The parts may all be numbered, or the file without a number be that of the third already.
    let numbered = [".part1.csv": Self.tokens(0..<20), ".part2.csv": Self.tokens(20..<30)]
    for latest in [nil, Self.tokens(30..<33)] {
      var files = numbered
      files[".csv"] = latest
      #expect(Self.messages(Self.examine(lines, files).findings) == [])
    }
    #expect(
      Self.messages(Self.examine(lines, [".csv": Self.tokens(20..<30)]).findings) == [
        "token-file-present: The token file of part 1 is not there; a later part has another file."
      ])
    #expect(
      Self.messages(Self.examine(lines, [".part1.csv": Self.tokens(0..<20)]).findings) == [
        "token-file-present: The job of part 2 has ended, and its token file is not there."
      ])
    // One that was seen running only is held against nothing, and hides nothing.
    let running = Self.first.without(.ended).without(.finished).without(.partial).with(.status, #""started""#)
    #expect(
      Self.messages(
        Self.examine(
          [running.with(.available, #""18446744073709551616""#), Self.later],
          [
            ".part1.csv": Self.tokens(0..<20) + "\n" + Self.tokens(40..<41), ".csv": Self.tokens(20..<30),
          ]
        ).findings) == [
          "token-count: By size and available there are 20 tokens of earlier parts; their files have 21, 1 more."
        ])
  }

  @Test func `a deleted part needs no file, and takes none from the part before`() {
    let deleted = Self.later.with(.status, #""deleted""#).with(.deleted, #""2024-05-01T00:00:00.000Z""#)
    let (one, two) = (Self.tokens(0..<20), Self.tokens(20..<30))
    for files in [[".part1.csv": one], [".csv": one], [".part1.csv": one, ".csv": two], [".PART1.CSV": one]] {
      let result = Self.examine([Self.first, deleted], files)
      #expect(Self.messages(result.findings) == [], "\(files.keys)")
      #expect(Self.tally(TokenCount.self, result.audit).passed == files.count)
    }
    #expect(Self.messages(Self.examine([Self.first, deleted], [:]).findings) == [Self.absent])
  }

  @Test func `a file is of the part of its number, whatever is in it`() {
    // Part 2 has the number of tokens of part 3, of which the file is missing.
    let third = Self.line(size: 10, available: "18446744073709551576")
      .with(.requested, #""2024-05-19T12:00:00.000Z""#).with(.started, #""2024-05-19T12:00:01.000Z""#)
      .with(.ended, #""2024-05-19T12:00:02.000Z""#).with(.finished, #""2024-05-19T12:00:03.000Z""#)
    let files = [".part1.csv": Self.tokens(0..<19), ".part2.csv": Self.tokens(20..<30)]
    #expect(
      Set(Self.messages(Self.examine([Self.first, Self.later, third], files).findings)) == [
        "token-file-present: The job of part 3 has ended, and its token file is not there.",
        "token-count: The list states 20 tokens, the file has 19, 1 less.",
      ])
    // Of an alphabet that is not known no number is, but three parts have a third file.
    let unknown = [Self.first, Self.later, third].map { $0.with(.alphabet, #""MINE""#) }
    #expect(Self.messages(Self.examine(unknown, files).findings) == [Self.absent])
  }

  @Test func `a part whose number nobody knows is not testable`() {
    // What came before the second is not told, so nobody knows which file is its own.
    let third = Self.line(size: 5, available: "18446744073709551581")
      .with(.requested, #""2024-05-19T12:00:00.000Z""#).with(.started, #""2024-05-19T12:00:01.000Z""#)
      .with(.ended, #""2024-05-19T12:00:02.000Z""#).with(.finished, #""2024-05-19T12:00:03.000Z""#)
    let files = [".part2.csv": Self.tokens(20..<30), ".csv": Self.tokens(30..<35)]
    let (findings, audit) = Self.examine([Self.later, third], files)
    #expect(Self.messages(findings) == [])
    #expect(Self.tally(TokenCount.self, audit).passed == 1)
    #expect(Self.tally(TokenCount.self, audit).notTestable[.laterPart] == 1)
  }

  @Test func `a file without a production line is shown though the list is empty`() {
    let audit = Self.examine([], [".csv": Self.tokens(0..<20)]).audit
    #expect(audit.firstFindings[Rulebook.index(of: TokenFilePresent.about)].map(\.subject) == [Self.id])
  }

  @Test func `a production line without an id is counted as not testable`() {
    let audit = Self.examine([Self.second.without(.id)], [:]).audit
    for rule in Rulebook.tokenRules where rule.about.severity != .off {
      let tally = audit.tallies[Rulebook.index(of: rule.about)]
      #expect(tally.tested == 0 && tally.notTestable[.absent] == 1, "\(rule.about.code)")
    }
  }

  @Test func `tokens of alphabets with the same characters are compared across production lines`() {
    let whole = Self.line(size: 20, available: "18446744073709551596")
    let other = "6f0c0d7e-0b1c-4a52-9f5e-000000000002"
    var settings = AuditSettings()
    settings.severities["token-unique-across"] = .warning
    let found = Self.examine(
      [whole, whole.numbered(2).with(.alphabet, #""BASE16""#)],
      [".csv": Self.tokens(0..<20), "\(other).csv": Self.tokens(15..<35)], settings
    ).findings.filter { $0.rule.code == "token-unique-across" }
    #expect(found.map(\.actual) == ["5"] && found.map(\.subject) == [other])
  }

  @Test func `sizes near the limits of numbers are reckoned with`() {
    // 9.2 · 10^18 tokens before, and 9 · 10^17 in this part: together more than 2^63.
    let line = Self.line(size: 900_000_000_000_000_000, available: "8346744073709551616")
    let found = Self.findings(line, [".part1.csv": Self.tokens(0..<20), ".csv": Self.tokens(20..<30)])
    #expect(
      found == [
        "token-count: The list states 900,000,000,000,000,000 tokens, the file has 10, 899,999,999,999,999,990 less."
      ])
  }
}
