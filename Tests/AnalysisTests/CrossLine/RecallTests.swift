import Testing

@testable import Analysis

/// What is read again is what would have been kept.
struct RecallTests {
  /// Lists of several nights: of their production lines many share keys, come again, or have gone on; some wait.
  private static let sources: [(name: String, bytes: [UInt8])] = {
    var generator = Generator(seed: 11)
    return (0..<3).map { night in
      let lines = (0..<700).map { number in
        var line = ExampleLine.partial.numbered(generator.next(4) == 0 ? generator.next(60) : 700 * night + number)
        let bits = (0..<70).map { _ in generator.next(2) == 0 ? "0" : "1" }.joined()
        if generator.next(9) > 0 { line = line.with(.checksum, "\"\(bits)\"") }
        switch generator.next(10) {
        case 0: line = ExampleLine.requested.numbered(generator.next(2000))
        case 1: line = line.with(.id, "\"order \(generator.next(30))\"")
        case 2: line = line.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000007""#)
        case 3: line = line.without(.payment)
        case 4: line = line.with(.rate, "\(generator.next(9000))")
        case 5...7: line = line.with(.ended, #""2024-03-19T13:00:02.\#(110 + generator.next(890))Z""#)
        case 8: line = line.with(.id, #""6F0c0d7e-0b1c-4a52-9f5e-00000000000\#(generator.next(9))""#)
        default: break
        }
        return line
      }
      return ("\(night).json", Array(list(lines).utf8))
    }
  }()

  /// Everything that an audit says.
  private static func text(_ result: (audit: Audit, heard: Recorder)) -> [String] {
    [markdown(result.audit, AuditSettings()), "\(result.audit.times.schedule)"]
      + result.heard.findings.map { FindingsTable.row($0) }
  }

  @Test(arguments: [1, 3], [Storage.defaultBudget, 1000])
  func `an audit that reads again says the same as one that keeps all`(_ workers: Int, _ budget: Int) {
    let workers = Workers(count: workers, partSize: 1 << 14)
    let kept = audit(Self.sources, wantsCounted: false)
    let recalled = audit(
      Self.sources, storage: Storage(budget: budget), workers: workers, wantsCounted: false, recalls: true)
    #expect(recalled.audit.index.recalls)
    #expect(recalled.audit.failure == nil)
    #expect(Self.text(kept).count > 300)
    #expect(Self.text(recalled) == Self.text(kept))
  }

  @Test func `long production lines and unusual ones are read again`() {
    let long = ExampleLine.partial.with(.analysis, "\"" + String(repeating: "a", count: 3 << 20) + "\"")
    let lines = [long, long.with(.rate, "7"), ExampleLine.partial.numbered(2), ExampleLine.partial.numbered(2)]
    let sources = [("a.json", Array(list(lines).utf8)), ("b.json", Array(list([lines[3], lines[0]]).utf8))]
    let (kept, recalled) = (audit(sources), audit(sources, recalls: true))
    #expect(kept.heard.findings.count > 2)
    #expect(Self.text(recalled) == Self.text(kept))
  }

  @Test func `a source that is another meanwhile makes an audit incomplete`() {
    let source = Self.sources[0].bytes
    var changed = source
    for place in changed.indices where changed[place] == UInt8(ascii: "6") { changed[place] = UInt8(ascii: "7") }
    for other in [changed, [], Array(source.prefix(source.count / 2))] {
      let auditor = Auditor(
        catalogue: AlphabetCatalogue(), settings: AuditSettings(), reopen: { _ in RereadableMemory(other) })
      var (audit, baseline, recorder) = (Audit(), Baseline(), Recorder())
      auditor.audit(MemorySource(source), name: "x", into: &audit, baseline: &baseline, observer: &recorder)
      #expect(auditor.relate(&audit) == nil)
      #expect(audit.failure != nil)
    }
  }
}
