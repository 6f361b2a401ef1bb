import Testing

@testable import Analysis

/// Why findings of an earlier report were not made again.
struct FindingClosureTests {
  private func audit(
    _ lists: [[ExampleLine]], _ settings: AuditSettings, _ known: Baseline, workers: Int = 1
  ) throws -> (Audit, String) {
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings, workers: Workers(count: workers))
    var (recorder, baseline, audit) = (Recorder(), known, Audit())
    func read() {
      (recorder, baseline) = (Recorder(), known)
      for (number, lines) in lists.enumerated() {
        auditor.audit(
          MemorySource(list(lines)), name: "\(number)", into: &audit, baseline: &baseline, observer: &recorder)
      }
    }
    read()
    if let again = auditor.relate(&audit) {
      audit = again
      read()
    }
    auditor.judgeTogether(&audit, baseline: &baseline, observer: &recorder)
    audit.baseline = try baseline.summary(of: audit, settings)
    let rows = recorder.findings.enumerated().map { JSONFormat.separator(isFirst: $0 == 0) + JSONFormat.row($1) }
    let json =
      JSONFormat.head(audit, settings: settings) + rows.joined() + JSONFormat.tail(isEmpty: recorder.findings.isEmpty)
    return (audit, json)
  }

  /// What became of the findings of some lists in others.
  private func closures(
    _ before: [[ExampleLine]], _ after: [[ExampleLine]], from: String = "00:00:00.000", workers: Int = 1
  ) throws -> [String] {
    let (_, report) = try audit(before, AuditSettings(), Baseline())
    var settings = AuditSettings()
    settings.window = TimeWindow(from: Timestamp("2024-03-19T\(from)Z"), to: nil)
    let previous = try PreviousReport(MemorySource(report), keepingIn: MemoryStore())
    let (audit, _) = try audit(after, settings, Baseline(previous: previous), workers: workers)
    let found = try #require(audit.baseline?.previous)
    #expect(found.closed.values.reduce(0, +) == found.first.count)
    return found.first.map { "\($0.finding.rule) \($0.closure.rawValue)" }.sorted()
  }

  /// What became of the findings of one list in another.
  private func closures(
    _ before: [ExampleLine], _ after: [ExampleLine], from: String = "00:00:00.000"
  ) throws -> [String] {
    try closures([before], [after], from: from)
  }

  private static let wrong = ExampleLine.complete.with(.dataSize, "1").numbered(1)
  private static let right = ExampleLine.complete.numbered(1)
  /// Other production lines, so that each rule is tested.
  private static let others = [ExampleLine.complete.numbered(8), ExampleLine.complete.numbered(9)]

  @Test func `a production line that is right now is resolved, one that is gone is not listed`() throws {
    #expect(try closures([Self.wrong] + Self.others, [Self.right] + Self.others) == ["data-file-size resolved"])
    #expect(try closures([Self.wrong] + Self.others, Self.others) == ["data-file-size not-listed"])
  }

  @Test func `what can't be tested any more is not resolved`() throws {
    for change in [Self.wrong.with(.digits, "null"), Self.wrong.with(.alphabet, "\"NEW\""), Self.wrong.without(.size)] {
      for workers in [1, 2] {
        let closed = try closures([[Self.wrong] + Self.others], [[change] + Self.others], workers: workers)
        #expect(closed.contains("data-file-size not-tested"), "\(closed)")
      }
    }
    // On one part it can be tested, but not on the one that had the finding.
    let other = ExampleLine.complete.numbered(1).with(.requested, "\"2024-03-19T01:52:50.388Z\"")
      .with(.paymentIntent, "\"pi_3OxYzA2eZvKY000000000001\"")
    let closed = try closures([Self.wrong] + Self.others, [Self.wrong.without(.size), other] + Self.others)
    #expect(closed.contains("data-file-size not-tested"), "\(closed)")
  }

  @Test func `of production lines together too, each is tested or not`() throws {
    let ident = "\"pi_3OxYzA2eZvKY000000000007\""
    let twice = [Self.right.with(.paymentIntent, ident), ExampleLine.complete.numbered(2).with(.paymentIntent, ident)]
    let nameless = [twice[0], twice[1].with(.paymentIntent, "null")]
    #expect(try closures(twice + Self.others, nameless + Self.others).contains("payment-unique not-tested"))
    // Two states are compared, one by itself is not.
    let (old, new) = (Self.right, Self.right.with(.rate, "1"))
    let first = Self.others[0]
    let later = first.with(.status, "\"analyzed\"").with(.scoreSize, "5").with(.analysisSize, "7")
      .with(.analyzed, "\"2024-03-19T13:05:00.000Z\"")
    let before = [[old, first], [new, later]]
    #expect(try closures(before, [[new, first], [later]]).contains("line-changed not-tested"))
    #expect(
      try closures(before, [[old, first], [old.with(.scoreSize, "5"), later]]).contains("line-changed resolved"))
  }

  @Test func `a production line that is there is not gone because its part can't be told`() throws {
    // What was wrong was the id, or perhaps the request: any part of it will do.
    let second = Self.right.with(.requested, "\"2024-03-19T01:52:50.388Z\"")
      .with(.paymentIntent, "\"pi_3OxYzA2eZvKY000000000007\"")
    let twice = [Self.right, second]
    let renamed = [twice[0], twice[1].with(.id, "\"6f0c0d7e-0b1c-4a52-9f5e-00000000000a\"")]
    #expect(try closures(twice + Self.others, renamed + Self.others).contains("line-id-unique resolved"))
    let late = Self.right.with(.requested, "\"2024-03-19T23:52:50.388Z\"")
    #expect(try closures([late] + Self.others, [Self.right] + Self.others).contains("timestamp-order resolved"))
    // Without a request it may be the part that was wrong.
    let unknown = try closures([Self.wrong] + Self.others, [Self.wrong.without(.requested)] + Self.others)
    #expect(!unknown.contains("data-file-size not-listed"), "\(unknown)")
  }

  @Test func `a state that stands again as it was has not changed`() throws {
    let (old, new) = (Self.right, Self.right.with(.rate, "1"))
    let others = [[Self.others[0]], [Self.others[0].with(.rate, "1")]]
    let closed = try closures([[old] + others[0], [new] + others[1]], [[old] + others[0], [old] + others[1]])
    #expect(closed.contains("line-changed resolved"), "\(closed)")
  }

  @Test func `a production line that ended before the window is neither resolved nor gone`() throws {
    // Its rule would fail again, but it is not asked.
    let late = Self.others.map { $0.ended("23:00:00.000") }
    #expect(
      try closures([Self.wrong] + late, [Self.wrong] + late, from: "20:00:00.000").contains(
        "data-file-size out-of-window"))
  }

  @Test func `what left the window or the list is known without a test of its rule`() throws {
    // In the window is nothing of which the rule could be tested.
    let open = ExampleLine.requested.numbered(8)
    #expect(
      try closures([Self.wrong], [Self.wrong, open], from: "20:00:00.000").contains("data-file-size out-of-window"))
    #expect(try closures([Self.wrong], [open]).contains("data-file-size not-listed"))
  }

  @Test func `the parts of a production line are told apart by their requests`() throws {
    func part(_ hour: Int, _ size: String?) -> ExampleLine {
      let line = ExampleLine.complete.with(.requested, "\"2024-03-19T0\(hour):52:50.388Z\"")
        .with(.paymentIntent, "\"pi_3OxYzA2eZvKY00000000000\(hour)\"")
      return size.map { line.with(.dataSize, $0) } ?? line
    }
    let before = [part(1, "1"), part(2, nil)]
    #expect(try closures(before, [part(2, nil)]).contains("data-file-size not-listed"))
    #expect(try closures(before, [part(1, nil), part(2, nil)]).contains("data-file-size resolved"))
    // What was corrected is the request itself: any part of the production line will do.
    let future = ExampleLine.complete.with(.requested, "\"soon\"")
    #expect(try closures([future], [part(3, nil)]).contains("timestamp-format resolved"))
  }

  @Test(arguments: [
    "\"6F0C0D7E-0B1C-4A52-9F5E-2F1D3C4B5A69\"", "\"6f0C0d7e-0b1c-4a52-9f5e-2f1d3c4b5a69\"", "\"line 7\"",
  ])
  func `ids of all forms are found again`(_ id: String) throws {
    let wrong = Self.wrong.with(.id, id)
    let closed = try closures([wrong] + Self.others, [Self.right.with(.id, id)] + Self.others)
    #expect(closed.contains("data-file-size resolved"), "\(closed)")
    #expect(try closures([wrong] + Self.others, Self.others).contains("data-file-size not-listed"))
  }

  @Test func `what is compared before the window is resolved outside of it too`() throws {
    let twice = [Self.right, Self.right.with(.id, "\"6f0c0d7e-0b1c-4a52-9f5e-000000000007\"")]
    let before = twice + Self.others
    let closed = try closures(before, [Self.right] + Self.others, from: "20:00:00.000")
    #expect(closed == ["payment-unique not-listed"], "\(closed)")
    let corrected = [twice[0], twice[1].with(.paymentIntent, "\"pi_3OxYzA2eZvKY000000000007\"")]
    #expect(try closures(before, corrected + Self.others, from: "20:00:00.000") == ["payment-unique resolved"])
  }

  @Test func `what would fail again, had it not left the window, is not resolved`() throws {
    let ident = "\"pi_3OxYzA2eZvKY000000000007\""
    let twice = [Self.right.with(.paymentIntent, ident), ExampleLine.complete.numbered(2).with(.paymentIntent, ident)]
    let late = Self.others.map { $0.ended("23:00:00.000") }
    let closed = try closures(twice + late, twice + late, from: "20:00:00.000")
    #expect(closed == ["payment-link out-of-window", "payment-unique out-of-window"], "\(closed)")
    // Nobody says that a payment is used once where it is used twice.
    var settings = AuditSettings()
    settings.window = TimeWindow(from: Timestamp("2024-03-19T20:00:00.000Z"), to: nil)
    let outside = try audit([twice + late], settings, Baseline()).0
    let tally = outside.tallies[Rulebook.index(of: PaymentUnique.about)]
    #expect(tally.passed == 3 && tally.failed == 0 && tally.notTestable[.outsideWindow] == 1)
    #expect(
      MarkdownFormat.text(of: AuditReport(outside, settings: settings).report)
        .contains("yes: no PaymentIntent of the window stands on two of 4 production lines that were read |"))
    // Half of the pair in the window is enough, whichever it is.
    for number in [0, 1] {
      var half = twice
      half[number] = half[number].ended("23:00:00.000")
      let (found, _) = try audit([half + late], settings, Baseline())
      #expect(found.tallies[Rulebook.index(of: PaymentUnique.about)].failed == 1)
      #expect(
        MarkdownFormat.text(of: AuditReport(found, settings: settings).report).contains("| no: 1 production line with"))
    }
  }

  @Test func `a placeholder can't tell, so that its finding counts as resolved`() throws {
    let placeholder = "\"XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX\""
    let closed = try closures([Self.wrong.with(.id, placeholder)] + Self.others, Self.others)
    #expect(closed.contains("data-file-size resolved"), "\(closed)")
  }
}
