import Testing

@testable import Analysis

/// What production lines fail together: each case names the findings, as rule@source#number.
struct CrossLineRulesTests {
  /// Audits lists, each a source named by its number from 1, and names the findings of cross-line rules.
  private func findings(_ lists: [[ExampleLine]], _ change: (inout AuditSettings) -> Void = { _ in }) -> [String] {
    var settings = AuditSettings()
    change(&settings)
    let codes = Set(Rulebook.crossLineRules.map { $0.about.code })
    let sources = lists.enumerated().map { ("\($0.offset + 1)", Array(list($0.element).utf8)) }
    return audit(sources, settings: settings).heard.findings.filter { codes.contains($0.rule.code) }
      .map { "\($0.rule.code)@\($0.source)#\($0.index)" + ($0.rule.code == "line-changed" ? " \($0.field)" : "") }
  }

  private let one = ExampleLine.partial.numbered(1)
  private let two = ExampleLine.partial.numbered(2)
    .with(.checksum, "\"\(String(repeating: "0110101", count: 10))\"")

  @Test func `different jobs have nothing to do with each other`() {
    #expect(findings([[one, two]]) == [])
    #expect(findings([[one], [two]]) == [])
  }

  @Test func `an id stands once in a list, in any case of its letters`() {
    let upper = two.with(.id, #""6F0C0D7E-0B1C-4A52-9F5E-000000000001""#)
    #expect(findings([[one, upper]]) == ["line-id-unique@1#1"])
    #expect(findings([[one, two, one.with(.paymentIntent, #""pi_other""#)]]).contains("line-id-unique@1#2"))
    // Two documents in one source are two lists.
    let text = list([one]) + list([one])
    let heard = audit(text).heard
    #expect(heard.codes == ["line-repeated@1"])
  }

  @Test func `ids that differ only in Unicode normalisation stay two`() {
    let composed = one.with(.id, #""caf\u00e9""#)
    let decomposed = two.with(.id, #""cafe\u0301""#)
    #expect(findings([[composed, decomposed]]) == [])
    #expect(findings([[composed, two.with(.id, "\"caf\u{E9}\"")]]) == ["line-id-unique@1#1"])
  }

  @Test func `an id stands always for the same alphabet and digits`() {
    let other = two.with(.digits, #""11""#).with(.id, #""6f0c0d7e-0b1c-4a52-9f5e-000000000001""#)
    #expect(findings([[one], [other]]) == ["line-id-unique@2#0"])
  }

  @Test func `the same state again is a repeat, whatever the order of its members`() {
    #expect(findings([[one], [two, one], [one]]) == ["line-repeated@2#1", "line-repeated@3#0"])
    let number = one.with(.size, "1000")
    #expect(findings([[one], [number]]) == ["line-repeated@2#0"])
    #expect(findings([[one], [one.with(path: "attributes.unknown", "1")]]) == ["line-repeated@2#0"])
  }

  @Test func `values written with escapes are the same values`() {
    let escaped = one.with(.id, #""\u0036f0c0d7e-0b1c-4a52-9f5e-000000000001""#)
      .with(.paymentIntent, #""pi_3OxYzA2eZvKY00000000000\u0031""#)
      .with(.requested, #""2024-03-19T13:00:00.000\u005A""#).with(.ended, #""\u0032024-03-19T13:00:02.105Z""#)
      .with(.transactionID, #""a3b1c2d4-5e6f-4711-8899-00000000000\u0031""#)
    #expect(findings([[one], [escaped]]) == ["line-repeated@2#0"])
    // A quote where a stamp would end is not the end of one.
    let odd = one.with(.finished, #""2024-03-19T13:00:02.10\"""#)
    #expect(audit(list([odd])).heard.codes == ["timestamp-format@0"])
  }

  @Test func `the latest state counts, also where the inputs are not in its order`() {
    let requested = ExampleLine.requested.numbered(3)
    let started = requested.with(.status, #""started""#).with(.progress, "10")
      .with(.started, #""2024-03-19T12:52:50.400Z""#)
    let further = started.with(.progress, "60")
    #expect(findings([[started], [requested], [further]]) == ["line-states@1#0", "line-states@2#0"])
    let sources = [started, requested, further].enumerated().map { ("\($0.offset)", Array(list([$0.element]).utf8)) }
    let audit = audit(sources).audit
    #expect(audit.productionLines == 1)
    #expect(audit.lineage?.superseded.count == 2)
  }

  @Test(arguments: [
    (Field.size, #""999""#), (.analysis, #""metrics""#), (.available, #""839299365868339225""#), (.rate, "5001"),
    (.checksum, "\"\(String(repeating: "1", count: 70))\""), (.dataSize, "10998"), (.partial, "false"),
    (.requested, ""), (.finished, #""2024-03-19T13:00:02.108Z""#),
    (.transactionID, #""00000000-0000-0000-0000-000000000000""#), (.snapshotSize, ""),
  ])
  func `a finished job that changes is named member by member`(_ field: Field, _ value: String) {
    let changed = value.isEmpty ? one.without(field) : one.with(field, value)
    let expected = field == .requested ? [] : ["line-states@1#0", "line-changed@2#0 \(field.path)"]
    let links = field == .transactionID ? ["payment-link"] : []
    let found = findings([[one], [changed]]).filter { finding in !links.contains { finding.hasPrefix($0) } }
    #expect(found == expected)
  }

  @Test func `two members that changed are two findings, and what may come is none`() {
    let changed = one.with(.rate, "1").with(.size, #""900""#)
    #expect(
      findings([[one], [changed]]).filter { $0.hasPrefix("line-changed") } == [
        "line-changed@2#0 attributes.size", "line-changed@2#0 attributes.rate",
      ])
    let analyzed = one.with(.status, #""analyzed""#).with(.scoreSize, "5").with(.analysisSize, "7")
      .with(.analyzed, #""2024-03-19T13:05:00.000Z""#)
    let deleted = analyzed.with(.status, #""deleted""#).without(.filesizes)
      .with(.deleted, #""2024-03-20T13:05:00.000Z""#)
    #expect(
      findings([[one], [analyzed], [deleted]]) == ["line-states@1#0", "line-states@2#0"])
    // In any spelling, a value is the same.
    let lower = one.with(.transactionID, #""A3B1C2D4-5E6F-4711-8899-000000000001""#).with(.size, "1000")
    #expect(findings([[one], [lower]]) == ["line-repeated@2#0"])
  }

  @Test(arguments: ["data", "errors", "jsonapi", "included", "object", "links", "meta"])
  func `states are compared whatever keys stand before those that are known`(_ key: String) {
    let states = [one, one.with(.rate, "1")].enumerated().map { number, line in
      (String(number), Array(list([line]).replacing(#"[{"#, with: #"[{"\#(key)":0,"#, maxReplacements: 1).utf8))
    }
    let codes = audit(states).heard.codes
    #expect(
      ["id", "type", "attributes", "relationships"].contains(key) || codes.contains("line-changed@0"), "\(codes)")
  }

  /// A second part of the same production line, of 200 tokens.
  private func nextPart(available: Int, payment: Int = 7) -> ExampleLine {
    let digits = String(payment)
    return one.with(.size, #""200""#).with(.available, "\"\(available)\"")
      .with(.paymentIntent, "\"pi_3OxYzA2eZvKY00000000000\(digits)\"")
      .with(.transactionID, "\"a3b1c2d4-5e6f-4711-8899-00000000000\(digits)\"")
      .with(.checksum, "\"\(String(repeating: "0111000", count: 10))\"")
      .with(.requested, "\"2024-03-2\(digits)T13:00:00.000Z\"")
  }

  @Test func `a part takes what the one before has left`() {
    let left = 839_299_365_868_339_224
    #expect(findings([[one], [nextPart(available: left - 200)]]) == [])
    #expect(findings([[one], [nextPart(available: left - 199)]]) == ["part-arithmetic@2#0"])
    // Less is left than this part took: there was one in between.
    let sources = [[one], [nextPart(available: left - 201)]].enumerated()
      .map { ("\($0.offset)", Array(list($0.element).utf8)) }
    let tally = audit(sources).audit.tallies[Rulebook.index(of: PartArithmetic.about)]
    #expect(tally.tested == 0 && tally.notTestable[.unseenPart] == 1 && tally.notTestable[.noEarlierPart] == 1)
    // Before the new part, available still counts its tokens.
    let requested = nextPart(available: left).with(.status, #""requested""#).without(.started).without(.ended)
      .without(.finished)
    #expect(findings([[one], [requested]], { $0.severities["line-stuck"] = .off }) == [])
    let tooMany = requested.with(.available, "\"\(left + 1)\"")
    #expect(findings([[one], [tooMany]], { $0.severities["line-stuck"] = .off }) == ["part-arithmetic@2#0"])
  }

  @Test func `a part that was deleted before it ended has taken nothing`() {
    let left = 839_299_365_868_339_224
    let deleted = one.with(.status, #""deleted""#).with(.available, "\"\(left)\"").without(.started).without(.ended)
      .without(.finished).with(.deleted, #""2024-03-19T13:05:00.000Z""#)
    #expect(findings([[deleted], [nextPart(available: left - 200)]]) == [])
    #expect(findings([[deleted], [nextPart(available: left - 199)]]) == ["part-arithmetic@2#0"])
  }

  @Test func `before a job has ended, available may become less, but not more`() {
    let (left, size) = (839_299_365_868_339_224, 1000)
    let requested = one.with(.status, #""requested""#).without(.started).without(.ended).without(.finished)
    func states(_ before: Int, _ after: ExampleLine) -> [String] {
      findings([[requested.with(.available, "\"\(before)\"")], [after]]) { $0.severities["line-stuck"] = .off }
        .filter { !$0.hasPrefix("line-states") }
    }
    #expect(states(left + size, one) == [])
    // Another part may have taken some meanwhile.
    #expect(states(left + size + 1, one) == [])
    #expect(states(left + size - 1, one) == ["line-changed@2#0 attributes.available"])
    #expect(states(size - 1, one) == ["line-changed@2#0 attributes.available"])
    // Of a size that has changed nobody knows which one was taken.
    #expect(states(left + size, one.with(.size, #""1001""#)) == ["line-changed@2#0 attributes.size"])
    let started = requested.with(.status, #""started""#).with(.started, #""2024-03-19T13:00:01.000Z""#)
      .with(.available, "\"\(left)\"")
    #expect(states(left, started) == [] && states(left + 1, started) == [])
    #expect(states(left - 1, started) == ["line-changed@2#0 attributes.available"])
  }

  @Test func `a payment is used on one production line, and has one transaction`() {
    let same = two.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000001""#)
    #expect(findings([[one, same]]) == ["payment-unique@1#1", "payment-link@1#1"])
    let transaction = two.with(.transactionID, #""a3b1c2d4-5e6f-4711-8899-000000000001""#)
    #expect(findings([[one, transaction]]) == ["payment-link@1#1"])
    let placeholder = #""pi_XXXXXXXXXXXXXXXXXXXXXXXX""#
    #expect(findings([[one.with(.paymentIntent, placeholder), two.with(.paymentIntent, placeholder)]]) == [])
    let other = #""ch_1""#
    #expect(
      findings([[one.with(.paymentIntent, other), two.with(.paymentIntent, other)]])
        == ["payment-unique@1#1", "payment-link@1#1"])
    let cased = [one.with(.paymentIntent, #""pi_abc""#), two.with(.paymentIntent, #""pi_ABC""#)]
    #expect(findings([cased]) == [])
  }

  @Test func `an empty id or PaymentIntent identifies nothing`() {
    let none = [one.with(.id, "\"\""), two.with(.id, "\"\"")]
    #expect(findings([none]) == [])
    #expect(findings([[none[0]], [none[1]]]) == [])
    #expect(findings([[one.with(.paymentIntent, "\"\""), two.with(.paymentIntent, "\"\"")]]) == [])
  }

  @Test(arguments: [
    ExampleLine.partial.with(.requested, #""2024-03-19T13:00:00.000000Z""#), .partial.without(.requested),
    .partial.with(.paymentIntent, #""pi_XXXXXXXXXXXXXXXXXXXXXXXX""#), .partial.with(.paymentIntent, "\"\""),
    .partial.without(.paymentIntent), .partial.with(.paymentIntent, "3"),
  ])
  func `the same production line in another list counts once, also without a job of its own`(_ line: ExampleLine) {
    #expect(findings([[line], [line]]) == ["line-repeated@2#0"])
    let result = audit([("1", Array(list([line]).utf8)), ("2", Array(list([line]).utf8))]).audit
    #expect(result.productionLines == 1)
    // Another content may be another job, or a state of this one: nobody knows.
    let other = line.with(.rate, "4999")
    #expect(findings([[line], [other], [line]]) == ["line-repeated@3#0"])
    let tally = audit([("1", Array(list([line]).utf8)), ("2", Array(list([other]).utf8))]).audit
      .tallies[Rulebook.index(of: LineRepeated.about)]
    #expect((tally.passed, tally.failed, tally.notTestable.total) == (2, 0, 0))
  }

  @Test func `what production lines are compared with doesn't depend on their order`() throws {
    let payment = #""pi_3OxYzA2eZvKY000000000001""#
    let three = [
      one, two.with(.paymentIntent, payment).with(.requested, #""2024-03-19T12:59:59.000Z""#),
      ExampleLine.partial.numbered(3).with(.paymentIntent, payment).with(
        .transactionID, #""a3b1c2d4-5e6f-4711-8899-000000000001""#),
    ]
    func fingerprints(_ order: [Int]) -> Set<String> {
      let found = audit(list(order.map { three[$0] })).heard.findings
      #expect(found.contains { $0.rule.code == "checksum-unique" } && found.contains { $0.rule.code == "payment-link" })
      return Set(found.map { "\($0.rule.code) \($0.subject) \($0.fingerprint)" })
    }
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let all = Set(orders.map(fingerprints))
    #expect(all.count == 1, "\(all)")
    #expect(all.first?.contains { $0.hasPrefix("payment-unique 6f0c0d7e-0b1c-4a52-9f5e-000000000002") } == false)
  }

  @Test func `uniqueness is judged on the states that count`() {
    let same = two.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000001""#)
    let found = findings([[one, same], [one, same], [one, same]]).filter { $0.hasPrefix("payment-unique") }
    #expect(found == ["payment-unique@1#1"])
  }

  @Test func `equal checksums tell something only where chance is out`() {
    let same = ExampleLine.partial.numbered(2)
    #expect(findings([[one, same]]) == ["checksum-unique@1#1"])
    let zero = [ExampleLine.complete.numbered(1), ExampleLine.complete.numbered(2)]
    #expect(findings([zero]) == [])
    let dice = zero.map { $0.with(.available, #""5""#).with(.checksum, "\"\(String(repeating: "1", count: 70))\"") }
    #expect(findings([dice]) == [])
    let long = String(repeating: "0101101", count: 20)
    let wide = [one, two].map { $0.with(.digits, #""20""#).with(.checksum, "\"\(long)\"") }
    #expect(findings([wide]) == ["checksum-unique@1#1"])
    #expect(findings([[wide[0], wide[1].with(.checksum, "\"\(long.dropLast())0\"")]]) == [])
  }

  @Test func `a job that is not finished within its time is stuck`() {
    let waiting = ExampleLine.requested.numbered(5)
    let later = ExampleLine.complete.numbered(6)
    #expect(findings([[waiting, later]]) == [])
    let asOf = Timestamp("2024-03-19T13:52:50.388Z")
    #expect(findings([[waiting, later]]) { $0.asOf = asOf } == [])
    #expect(
      findings([[waiting, later]]) { $0.asOf = asOf.map { Timestamp(milliseconds: $0.milliseconds + 1) } }
        == ["line-stuck@1#0"])
    #expect(
      findings([[waiting, later]]) {
        $0.asOf = asOf
        $0.stuckAfter = 60_000
      } == ["line-stuck@1#0"])
  }

  @Test func `a production line fails once, however many of its findings are severe`() {
    let broken = two.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000001""#).with(.dataSize, "1")
    let result = audit(list([one, broken])).audit
    #expect((result.linesWithErrors, result.linesWithWarnings) == (1, 0))
    let clean = audit(list([one, two.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000001""#)])).audit
    #expect((clean.linesWithErrors, clean.linesWithWarnings) == (0, 1))
  }

  @Test func `a state that comes back is a state of its own`() {
    let changed = one.with(.rate, "4999")
    #expect(
      findings([[one], [changed], [one], [one]]) == [
        "line-repeated@4#0", "line-states@1#0", "line-states@2#0", "line-changed@2#0 attributes.rate",
        "line-changed@3#0 attributes.rate",
      ])
  }

  @Test func `a new status comes after all that are known`() {
    let archived = one.with(.status, #""archived""#)
    let sources = [one, archived].enumerated().map { ("\($0.offset)", Array(list([$0.element]).utf8)) }
    let heard = audit(sources).heard
    #expect(heard.findings.map(\.rule.code) == ["status-known", "line-states"])
    #expect(heard.findings.map(\.source) == ["1", "0"])
  }

  @Test func `totals don't depend on the order of lists, also where one has an id twice`() {
    let lists = [("a", Array(list([one, one]).utf8)), ("b", Array(list([one]).utf8))]
    for sources in [lists, lists.reversed()] {
      #expect(audit(sources).audit.productionLines == 2)
    }
  }

  @Test func `an id of which the first has no alphabet still stands for one`() {
    let lists = [one.with(.digits, #""x""#), one, one.with(.digits, #""11""#)].map { [$0] }
    #expect(findings(lists).contains("line-id-unique@3#0"))
  }

  @Test func `in a window, only what concerns it is reported`() {
    var settings = AuditSettings()
    settings.window = TimeWindow(from: Timestamp("2024-03-19T13:00:00.000Z"), to: nil)
    let before = ExampleLine.complete.numbered(8)
    let alone = audit(
      [("1", Array(list([before]).utf8)), ("2", Array(list([before.with(.rate, "1")]).utf8))], settings: settings)
    #expect(alone.heard.findings.isEmpty)
    // A payment that is used inside and outside is reported on the later request, and the title says where that is.
    let again = before.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000001""#).without(.requested)
    let shared = audit([("1", Array(list([one, again]).utf8))], settings: settings)
    #expect(shared.heard.codes == ["payment-unique@1", "payment-link@1"])
    #expect(markdown(shared.audit, settings).contains("2 findings on what ended outside the window"))
  }

  @Test(arguments: [0, 1, 2, 3])
  func `an input that differs at the second reading is noticed`(_ kind: Int) {
    let lists = [[one, two], [one.with(.rate, "4999"), two]].map { Array(list($0).utf8) }
    // Shorter, nothing, the same length in another order, another value of the same length.
    let other = [
      Array(list([one]).utf8), [], Array(list([two, one.with(.rate, "4999")]).utf8),
      Array(list([one.with(.rate, "4998"), two]).utf8),
    ][kind]
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())
    func read(_ sources: [[UInt8]], into audit: inout Audit) {
      var (baseline, recorder) = (Baseline(), Recorder())
      for source in sources {
        auditor.audit(MemorySource(source), name: "x", into: &audit, baseline: &baseline, observer: &recorder)
      }
    }
    var first = Audit()
    read(lists, into: &first)
    guard var again = auditor.relate(&first) else {
      Issue.record("no second reading")
      return
    }
    read([lists[0], other], into: &again)
    var (baseline, recorder) = (Baseline(), Recorder())
    auditor.judgeTogether(&again, baseline: &baseline, observer: &recorder)
    #expect(again.failure != nil)
    #expect(again.outcome(AuditSettings()) == .incomplete)
  }
}
