import Synchronization
import Testing

@testable import Analysis

/// What is beyond the memory changes no byte of a result.
struct SpillTests {
  /// Three nights: production lines that repeat, change, share payments and checksums, and ids of other forms.
  private static let nights: [(name: String, bytes: [UInt8])] = {
    var generator = Generator(seed: 11)
    let base = (0..<700).map { number -> ExampleLine in
      var line = ExampleLine.partial.numbered(number)
      let bits = (0..<70).map { _ in generator.next(2) == 0 ? "0" : "1" }.joined()
      line = line.with(.checksum, "\"\(bits)\"")
      if generator.next(9) == 0 { line = line.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000007""#) }
      if generator.next(9) == 0 { line = line.with(.id, "\"order \(number)\"") }
      if generator.next(30) == 0 { line = line.with(.id, "\"order 5\"") }
      return line
    }
    return (1...3).map { night in
      let lines = base.map { generator.next(20) == 0 ? $0.with(.rate, "\(5000 + night)") : $0 }
      return ("\(night).json", Array(list(Array(lines.prefix(400 + 100 * night))).utf8))
    }
  }()

  private static func describe(_ result: (audit: Audit, heard: Recorder)) -> String {
    let settings = AuditSettings()
    return result.heard.findings.map { FindingsTable.row($0) }.joined()
      + MarkdownFormat.text(of: AuditReport(result.audit, settings: settings).report)
      + RulesTable.rows(result.audit, settings: settings)
  }

  @Test func `little memory gives the same report`() {
    let whole = audit(Self.nights)
    #expect(whole.audit.tallies[Rulebook.index(of: LineRepeated.about)].failed > 500)
    #expect(whole.audit.tallies[Rulebook.index(of: LineChanged.about)].failed > 50)
    #expect(whole.audit.tallies[Rulebook.index(of: PaymentUnique.about)].failed > 20)
    #expect(Self.describe(audit(Self.nights, windowSize: 4096)) == Self.describe(whole))
    for recalls in [false, true] {
      let stores = Mutex<[MemoryStore]>([])
      let storage = Storage(budget: 0) {
        let store = MemoryStore()
        stores.withLock { $0.append(store) }
        return store
      }
      let little = audit(Self.nights, storage: storage, recalls: recalls)
      #expect(stores.withLock { $0.reduce(0) { $0 + $1.count } } > 1500 * MemoryLayout<Int>.size)
      #expect(Self.describe(little) == Self.describe(whole))
    }
  }

  @Test func `a store that fails makes the audit incomplete`() {
    let audit = audit(Self.nights, storage: Storage(budget: 0) { MemoryStore(limit: 0) }).audit
    #expect(audit.failure == SourceFailure("No space left on device"))
    #expect(audit.outcome(AuditSettings()) == .incomplete)
  }
}
