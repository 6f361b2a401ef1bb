import Testing

@testable import Analysis

/// Whatever is judged by several threads, in parts of any size, gives the bytes that one thread gives.
struct PartsTests {
  /// Everything that is said of sources: findings, problems, and every report.
  private static func describe(
    _ sources: [(name: String, bytes: [UInt8])], workers: Int = 1, partSize: Int = 1 << 20, windowSize: Int = 1 << 16,
    piece: Int = .max, storage: Storage = Storage(), settings: AuditSettings = AuditSettings(),
    wantsCounted: Bool = true
  ) -> String {
    let (audit, heard) = audit(
      sources, settings: settings, storage: storage, workers: Workers(count: workers, partSize: partSize),
      windowSize: windowSize, piece: piece, wantsCounted: wantsCounted)
    return String(decoding: heard.table.bytes + heard.wholeTable.bytes, as: UTF8.self)
      + heard.findings.map { FindingsTable.row($0) }.joined() + problems(audit).joined(separator: "\n")
      + MarkdownFormat.text(of: AuditReport(audit, settings: settings).report)
      + HTMLFormat.text(of: AuditReport(audit, settings: settings).report)
      + RulesTable.rows(audit, settings: settings) + RatesTable.rows(audit.statistics)
      + JSONFormat.head(audit, settings: settings)
  }

  private static func expectEqual(_ bytes: [UInt8], _ comment: String) {
    let sources = [("a.json", bytes)]
    let expected = describe(sources)
    for (workers, partSize, windowSize) in [(2, 3000, 256), (3, 900, 64), (7, 20_000, 1000), (2, 1, 32)] {
      let result = describe(sources, workers: workers, partSize: partSize, windowSize: windowSize)
      #expect(result == expected, "\(comment), \(workers) threads, parts of \(partSize)")
    }
  }

  /// Many production lines with an id each, some of them faulty, some hostile to who looks for their ends.
  private static func lines(_ count: Int, seed: UInt64) -> [ExampleLine] {
    var generator = Generator(seed: seed)
    return (0..<count).map { number in
      var line = [ExampleLine.partial, .complete, .analyzed][generator.next(3)].numbered(number)
      switch generator.next(12) {
      case 0: line = line.with(.dataSize, "7")
      case 1: line = line.with(path: "attributes.note", #""},{\"id\":\"x\"},{""#)
      case 2: line = line.with(path: "note", #"[{"a":1},{"b":[{},{}]},{}]"#)
      case 3: line = line.with(.paymentIntent, #""pi_3OxYzA2eZvKY000000000001""#)
      case 4: line = line.with(.alphabet, "\"MINE \(generator.next(30))\"")
      case 5: line = line.with(path: "attributes.key \(generator.next(40))", "\n  null ")
      case 6: line = line.with(.id, #""}\n,\n{""#)
      default: break
      }
      return line
    }
  }

  @Test func `a list of production lines that look like boundaries`() {
    Self.expectEqual(Array(list(Self.lines(400, seed: 1)).utf8), "compact")
    let spaced = list(Self.lines(300, seed: 2)).replacing("},{", with: "}\r\n ,\n\t{")
    Self.expectEqual(Array(spaced.utf8), "with white space")
  }

  @Test func `those outside the window, with an observer that wants all and one that wants none`() throws {
    var settings = AuditSettings()
    settings.window = TimeWindow(
      from: Timestamp("2024-03-19T00:00:00.000Z"), to: Timestamp("2024-03-20T00:00:00.000Z"))
    let lines = Self.lines(300, seed: 50).enumerated().map { number, line in
      number % 3 == 0 ? line.with(.ended, #""2024-03-20T12:52:54.707Z""#) : line
    }
    let sources = [("a.json", Array(list(lines).utf8))]
    for wantsCounted in [true, false] {
      let expected = Self.describe(sources, settings: settings, wantsCounted: wantsCounted)
      for (workers, partSize) in [(2, 3000), (7, 20_000)] {
        let result = Self.describe(
          sources, workers: workers, partSize: partSize, windowSize: 256, settings: settings, wantsCounted: wantsCounted
        )
        #expect(result == expected, "\(workers) threads, parts of \(partSize)")
      }
    }
  }

  @Test func `the longest runs and the rates by time, of more production lines than pictures show`() {
    var generator = Generator(seed: 31)
    let lines = (0..<900).map { number in
      let (minute, second) = (generator.next(60), generator.next(60))
      let from = "2024-03-19T12:\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second)"
      // Many run for the same time, so that which of equal ones are kept matters.
      return Self.lines(1, seed: UInt64(number))[0].numbered(number)
        .with(.requested, "\"\(from).000Z\"").with(.started, "\"\(from).\(100 + generator.next(5))Z\"")
        .with(.ended, "\"\(from).\(200 + generator.next(30) * 20)Z\"").with(.rate, "\(8000 + generator.next(2000))")
    }
    let bytes = Array(list(lines).utf8)
    Self.expectEqual(bytes, "many runs")
    let audit = audit(bytes).audit
    #expect(audit.times.longest.count > LongestRuns.limit && audit.times.schedule.count == LongestRuns.limit)
    #expect(HTMLFormat.text(of: AuditReport(audit, settings: AuditSettings()).report).contains("161 to 200 of 200"))
  }

  @Test func `short, empty and long ones`() {
    Self.expectEqual(Array(list([]).utf8), "empty")
    Self.expectEqual(Array(list([.complete]).utf8), "one")
    let long = ExampleLine.complete.with(path: "note", "\"\(String(repeating: "},{", count: 9000))\"")
    Self.expectEqual(Array(list(Self.lines(20, seed: 3) + [long] + Self.lines(20, seed: 4)).utf8), "a long one")
  }

  @Test func `several documents, what follows the list, and rows`() {
    let first = list(Self.lines(120, seed: 5))
    let tail = first.dropLast() + #","meta":{"a":[{},{}]},"links":{"next":"x"}}"#
    let rows = Self.lines(60, seed: 6).map(\.json).joined(separator: "\n")
    Self.expectEqual(Array((tail + "\n" + list(Self.lines(90, seed: 7)) + "\n" + rows).utf8), "documents")
    Self.expectEqual(Array((rows + first).utf8), "rows first")
    let other = #"{"data":[\#((0..<200).map { #"{"type":"alphabet","id":"\#($0)"}"# }.joined(separator: ","))]}"#
    Self.expectEqual(Array(other.utf8), "another kind")
    let lines = Self.lines(120, seed: 8).map { $0.json + #",{"type":"alphabet","id":"a"}"# }.joined(separator: ",")
    Self.expectEqual(Array((other.dropLast(2) + "," + lines + "]}").utf8), "another kind, then production lines")
  }

  @Test(arguments: 0..<4)
  func `the first error in the input is the one that is found`(_ seed: Int) {
    var generator = Generator(seed: UInt64(seed))
    let original = Array(list(Self.lines(150, seed: UInt64(seed) + 20)).utf8)
    for _ in 0..<4 {
      var bytes = original
      for _ in 0...generator.next(3) {
        let place = generator.next(bytes.count)
        switch generator.next(4) {
        case 0: bytes[place] = Array("\"{}[],:\u{0}\\".utf8)[generator.next(9)]
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + generator.next(30)))
        case 2: bytes.insert(contentsOf: Array("},{".utf8), at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = original }
      }
      Self.expectEqual(bytes, "damaged")
    }
  }

  @Test func `pieces, budgets and several lists of the same production lines`() {
    let night = Self.lines(200, seed: 30)
    let sources = [("1.json", night), ("2.json", Array(night.prefix(150)) + Self.lines(230, seed: 31).suffix(30))]
      .map { ($0.0, Array(list($0.1).utf8)) }
    let expected = Self.describe(sources)
    #expect(expected.contains("line-changed") && expected.contains("payment-unique"))
    let parts = Self.describe(
      sources, workers: 3, partSize: 2000, windowSize: 200, piece: 77, storage: Storage(budget: 0))
    #expect(parts == expected)
  }

  /// A source that breaks off.
  private struct Broken: ByteSource {
    var source: MemorySource

    mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
      let read = try source.read(into: &buffer, at: offset, count: count)
      if read == 0 { throw SourceFailure("Input/output error") }
      return read
    }
  }

  @Test func `all that came before an input broke off is judged`() {
    let bytes = Array(list(Self.lines(200, seed: 40)).utf8.dropLast(3000))
    func describe(_ workers: Int, _ partSize: Int, _ windowSize: Int) -> String {
      let auditor = Auditor(
        catalogue: AlphabetCatalogue(), settings: AuditSettings(), workers: Workers(count: workers, partSize: partSize))
      var (audit, baseline, recorder) = (Audit(), Baseline(), Recorder())
      auditor.audit(
        Broken(source: MemorySource(bytes, piece: 701)), name: "x", into: &audit, windowSize: windowSize,
        baseline: &baseline, observer: &recorder)
      return "\(audit.productionLines) \(problems(audit)) \(recorder.codes)"
    }
    let whole = describe(1, 1, 1 << 20)
    #expect(whole.contains("unreadable at \(bytes.count)"))
    #expect(!whole.hasPrefix("0 "))
    for (workers, partSize, windowSize) in [(1, 1, 64), (1, 1, 5000), (2, 3000, 256), (3, 20_000, 1 << 20)] {
      #expect(describe(workers, partSize, windowSize) == whole)
    }
  }
}
