import Testing

@testable import Analysis

/// Runs of a job one after another, each with what the ones before have remembered.
private struct Nights {
  /// The files that the nights have left, the oldest first.
  private(set) var files: [[UInt8]] = []
  private(set) var audit = Audit()
  /// How many of them are of runs about earlier days than the next one, which repeats a day; nil for all.
  var earlier: Int?

  /// Audits lists, each a source, as one run; returns `field was → is` for each change.
  mutating func run(_ lists: [[ExampleLine]], settings: AuditSettings = AuditSettings(), budget: Int = 1 << 20)
    -> [String]
  {
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings, storage: Storage(budget: budget))
    var listener = Listener(history: auditor.historyCollector())
    for (number, file) in files.enumerated() {
      listener.history.remember(
        MemorySource(file, piece: 100), name: "\(number)", isAhead: number >= earlier ?? .max)
    }
    var baseline = Baseline()
    func read(into audit: inout Audit, _ listener: inout Listener) {
      for (number, lines) in lists.enumerated() {
        auditor.audit(
          MemorySource(list(lines)), name: "\(number + 1)", into: &audit, baseline: &baseline, observer: &listener)
      }
    }
    var audit = Audit()
    read(into: &audit, &listener)
    if var again = auditor.relate(&audit) {
      listener.history.restart()
      read(into: &again, &listener)
      audit = again
    }
    auditor.judgeTogether(&audit, baseline: &baseline, observer: &listener)
    auditor.judge(listener.history, into: &audit, baseline: &baseline, observer: &listener)
    if listener.history.hasNew {
      var file: [UInt8] = []
      #expect(throws: Never.self) {
        try listener.history.writeNew(failingWith: { $0 }, { (bytes) throws(SourceFailure) in file += bytes })
      }
      files.append(file)
    }
    self.audit = audit
    return listener.findings.filter { $0.rule.code == "changed-after-finished" }.map {
      "\($0.source)#\($0.index) \($0.field) \($0.expected) → \($0.actual)"
    }
  }

  mutating func run(_ lines: [ExampleLine]) -> [String] { run([lines]) }

  var tally: RuleTally { audit.tallies[Rulebook.index(of: ChangedAfterFinished.about)] }

  private struct Listener: AuditObserver {
    var history: HistoryCollector
    var findings: [Finding] = []
    var wantsCounted: Bool { false }
    var wantsEvery: Bool { true }

    mutating func add(_ finding: Finding) { findings.append(finding) }
    mutating func addCounted(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) {}
    mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) { history.addEvery(line, context) }
  }
}

/// What a job's history says of a production line that was changed after it had been finished.
struct ChangedAfterFinishedTests {
  private let one = ExampleLine.partial.numbered(1)
  private let two = ExampleLine.partial.numbered(2)

  @Test func `a day that is run again with its old list shows only what was changed`() {
    var nights = Nights()
    let deleted = one.with(.status, #""deleted""#).with(.deleted, #""2024-03-20T13:05:00.000Z""#)
    _ = nights.run([two])
    #expect(nights.run([deleted, two]) == [] && nights.files.count == 2)
    nights.earlier = 1
    #expect(nights.run([one, two]) == [] && nights.tally.passed == 2 && nights.files.count == 2)
    let changed = ["1#0 attributes.rate 5000 → 1"]
    #expect(nights.run([one.with(.rate, "1"), two]) == changed && nights.files.count == 2)
    // A state that is no later one is a change as ever.
    #expect(nights.run([one, two.with(.rate, "1")]) == ["1#1 attributes.rate 5000 → 1"])
    nights.earlier = nil
    #expect(nights.run([one, two]).first == "1#0 attributes.status deleted → finished")
  }

  @Test func `a change does not heal itself`() {
    var nights = Nights()
    #expect(nights.run([one, two]) == [])
    #expect(nights.tally.notTestable[.noEarlierState] == 2)
    #expect(nights.run([one, two]) == [] && nights.tally.passed == 2)
    let changed = two.with(.rate, "1")
    for _ in 0..<3 { #expect(nights.run([one, changed]) == ["1#1 attributes.rate 5000 → 1"]) }
    // Only the first night had something to remember.
    #expect(nights.files.count == 1)
    #expect(nights.run([two]) == [] && nights.tally.passed == 1)
  }

  @Test func `what may come is none, and is held against what it was first too`() {
    var nights = Nights()
    let requested = ExampleLine.requested.numbered(1)
    #expect(nights.run([requested]) == [] && nights.files.isEmpty)
    #expect(nights.run([one]) == [])
    let analyzed = one.with(.status, #""analyzed""#).with(.scoreSize, "5").with(.analysisSize, "7")
      .with(.analyzed, #""2024-03-19T13:05:00.000Z""#)
    #expect(nights.run([analyzed]) == [] && nights.files.count == 2)
    #expect(nights.run([analyzed]) == [] && nights.files.count == 2 && nights.tally.passed == 1)
    #expect(nights.run([analyzed.with(.scoreSize, "6")]) == ["1#0 attributes.filesizes.score 5 → 6"])
    #expect(nights.run([one]).first == "1#0 attributes.status analyzed → finished")
    let deleted = analyzed.with(.status, #""deleted""#).without(.filesizes)
      .with(.deleted, #""2024-03-20T13:05:00.000Z""#)
    #expect(nights.run([deleted]) == [] && nights.files.count == 3)
  }

  @Test func `a change that comes with the next step is remembered as no first state`() {
    var nights = Nights()
    _ = nights.run([one])
    let analyzed = one.with(.status, #""analyzed""#).with(.analyzed, #""2024-03-19T13:05:00.000Z""#)
    #expect(nights.run([analyzed.with(.size, #""900""#)]) == ["1#0 attributes.size 1000 → 900"])
    #expect(nights.run([analyzed]) == [])
  }

  @Test(arguments: [
    (Field.paymentIntent, #""pi_3OxYzA2eZvKY000000000999""#), (.requested, #""2024-03-19T13:00:00.001Z""#),
    (.alphabet, #""BASE16""#), (.digits, #""11""#), (.checksum, "\"\(String(repeating: "1", count: 70))\""),
    (.status, #""started""#), (.finished, ""), (.snapshotSize, ""), (.analysis, #""metrics""#),
    (.transactionID, #""00000000-0000-0000-0000-000000000000""#), (.type, #""x""#),
  ])
  func `every member is compared, also what tells the job from others`(_ field: Field, _ value: String) {
    var nights = Nights()
    _ = nights.run([one, two])
    let changed = value.isEmpty ? one.without(field) : one.with(field, value)
    let found = nights.run([two, changed])
    #expect(found.count == 1 && found.first?.hasPrefix("1#1 \(field.path) ") == true, "\(found)")
    #expect(nights.run([two, changed]) == found)
  }

  @Test func `the next part of a production line is no change`() {
    var nights = Nights()
    _ = nights.run([one])
    let next = one.with(.size, #""200""#).with(.available, #""839299365868339024""#)
      .with(.requested, #""2024-03-22T13:00:00.000Z""#).with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000007""#)
    #expect(nights.run([next]) == [] && nights.files.count == 2)
    #expect(nights.run([next.with(.size, #""201""#)]) == ["1#0 attributes.size 200 → 201"])
    // It may be there before its job has ended, and the earlier part again.
    #expect(nights.run([next.with(.status, #""requested""#), one]).allSatisfy { !$0.hasPrefix("1#1") })
  }

  @Test func `what can't be another part is the same job, changed`() {
    let later = one.with(.requested, #""2024-03-22T13:00:00.000Z""#)
      .with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000007""#)
    // It takes from what was not left, or has other tokens.
    let cases = [
      later, one.with(.requested, #""2024-03-22T13:00:00.000Z""#), later.with(.alphabet, #""BASE60""#),
      later.with(.digits, #""11""#), later.with(.size, #""200""#).with(.available, #""839299365868339025""#),
    ]
    for changed in cases {
      var nights = Nights()
      _ = nights.run([one])
      let found = nights.run([changed])
      #expect(found.contains { $0.contains("timestamps.requested 2024-03-19T13:00:00.000Z → 2024-03-22") }, "\(found)")
      #expect(nights.files.count == 1)
    }
    // What nobody can tell is none.
    for unknown in [later.without(.available), later.without(.requested)] {
      var nights = Nights()
      _ = nights.run([one])
      #expect(nights.run([unknown]) == [])
    }
  }

  @Test func `many jobs of one id are told apart`() {
    var nights = Nights()
    let lines = (0..<500).map { number in
      one.with(.paymentIntent, "\"pi_\(number)\"").with(.requested, "\"2024-03-19T13:00:00.\(100 + number)Z\"")
        .without(.available)
    }
    #expect(nights.run(lines) == [])
    #expect(nights.run(lines.reversed()) == [])
    #expect(nights.tally.passed == 500)
  }

  @Test func `of several lists the first state is held against the last`() {
    var nights = Nights()
    let changed = one.with(.rate, "1")
    #expect(nights.run([[one, two], [changed]]) == ["2#0 attributes.rate 5000 → 1"])
    #expect(nights.run([[changed]]) == ["1#0 attributes.rate 5000 → 1"])
  }

  @Test func `another order or spelling is no change`() {
    var nights = Nights()
    _ = nights.run([one])
    let other = one.with(.size, "1000").with(.id, #""6F0C0D7E-0B1C-4A52-9F5E-000000000001""#)
      .with(path: "attributes.unknown", "1")
    #expect(nights.run([other]) == [] && nights.tally.passed == 1)
  }

  @Test func `what lies outside the window is watched too`() {
    var nights = Nights()
    _ = nights.run([one])
    var settings = AuditSettings()
    let year = (Timestamp("2030-01-01T00:00:00.000Z"), Timestamp("2031-01-01T00:00:00.000Z"))
    settings.allowEmpty = true
    settings.window = TimeWindow(from: year.0, to: year.1)
    #expect(nights.run([[one.with(.rate, "1")]], settings: settings) == ["1#0 attributes.rate 5000 → 1"])
    #expect(nights.audit.findingsOutside == 1 && nights.audit.outcome(settings) == .fail)
  }

  @Test func `a damaged file of an earlier run makes the run incomplete`() {
    var nights = Nights()
    _ = nights.run([one])
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())
    var history = auditor.historyCollector()
    history.remember(MemorySource(Array(nights.files[0].dropLast(10))), name: "first-seen.json")
    var audit = Audit()
    var baseline = Baseline()
    var recorder = Recorder()
    auditor.judge(history, into: &audit, baseline: &baseline, observer: &recorder)
    #expect(audit.sources.map(\.name) == ["first-seen.json"] && audit.sources[0].problems.first?.kind == .truncated)
  }

  @Test func `thousands of jobs are found again, in memory or not`() {
    let many = (1...3000).map { ExampleLine.partial.numbered($0) }
    for budget in [0, 1 << 30] {
      var nights = Nights()
      #expect(nights.run([many], budget: budget) == [])
      var changed = many
      for number in [0, 1500, 2999] { changed[number] = changed[number].with(.rate, "\(number + 1)") }
      #expect(
        nights.run([changed.reversed()], budget: budget) == [
          "1#0 attributes.rate 5000 → 3000", "1#1499 attributes.rate 5000 → 1501", "1#2999 attributes.rate 5000 → 1",
        ])
      #expect(nights.tally.passed == 2997)
    }
  }

  @Test func `the moment of the audit is no part of a fingerprint`() throws {
    let fingerprints = ["2024-03-19T12:00:00.000Z", "2024-03-19T12:00:01.000Z"].map { moment in
      var settings = AuditSettings()
      settings.asOf = Timestamp(moment)
      return audit(list([one]), settings: settings).heard.findings.filter { $0.rule.code == "timestamp-future" }
        .map(\.fingerprint)
    }
    #expect(fingerprints[0].count == 1 && fingerprints[0] == fingerprints[1])
  }
}
