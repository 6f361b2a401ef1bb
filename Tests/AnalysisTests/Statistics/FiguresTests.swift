import Testing

@testable import Analysis

struct FiguresTests {
  private func figures(_ lines: [ExampleLine]) -> Figures {
    audit(list(lines)).audit.statistics
  }

  @Test func `only production lines that have ended count as delivered`() {
    let all = figures([.complete, .partial, .requested]).all
    #expect(all.productionLines == 3 && all.ended == 2)
    #expect(all.tokens.total == 8776 && all.characters.total == 48_880 && all.bytes.total == 135_414)
    #expect(all.rate.count == 2 && all.run.times.count == 2)
    let none = figures([.requested]).all
    #expect(none.tokens.total == nil && none.characters.total == nil && none.bytes.total == nil)
    #expect(none.rate.quantile(50) == nil)
  }

  @Test func `where status and stamps contradict each other nothing is delivered`() {
    let figures = figures([.complete.with(.status, #""started""#), .complete.without(.timestamps)])
    #expect(figures.undecided == 2 && figures.all.productionLines == 2 && figures.all.ended == 0)
    #expect(figures.all.tokens.total == nil)
  }

  @Test func `a value that can't be used is left out, not taken for zero`() {
    let figures = figures([
      .complete.with(.size, #""-1""#), .complete.with(.rate, "9086.0"), .complete.without(.dataSize),
      .complete.with(.digits, #""0""#), .complete.without(.alphabet),
    ])
    #expect(figures.all.tokens.count == 4 && figures.all.characters.count == 3 && figures.all.bytes.count == 4)
    #expect(figures.all.rate.count == 4)
    #expect(figures.groups.count == 1 && figures.ungrouped == 2)
  }

  @Test func `the time of all together is that of the jobs that have ended`() {
    let lines: [ExampleLine] = [
      .complete, .requested.with(.status, #""started""#).with(.started, #""2024-03-19T12:00:00.000Z""#),
    ]
    let window = figures(lines).window
    #expect(window.firstStarted == Timestamp("2024-03-19T12:00:00.000Z") && window.milliseconds == 4282)
  }

  @Test func `a step that ends before it begins is counted apart`() {
    let all = figures([.complete.with(.started, #""2024-03-19T12:52:54.708Z""#), .complete]).all
    #expect(all.run.negative == 1 && all.run.times.count == 1 && all.run.times.quantile(100) == 4282)
    #expect(all.waiting.negative == 0 && all.waiting.times.quantile(0) == 37)
  }

  @Test func `production lines that are not finished, and the oldest request among them`() {
    let figures = figures([
      .complete.with(.requested, #""2020-01-01T00:00:00.000Z""#), .requested,
      .requested.with(.requested, #""2023-01-01T00:00:00.000Z""#), .requested.without(.requested),
    ])
    #expect(figures.unfinished.count == 3)
    #expect(figures.unfinished.oldest == Timestamp("2023-01-01T00:00:00.000Z"))
  }

  @Test func `characters a second from the first start to the last end`() {
    // 38,880 and 10,000 characters from 12:52:50.425 to 13:00:02.105, which is 431,680 ms.
    let window = figures([.complete, .partial, .requested]).window
    #expect(window.milliseconds == 431_680)
    // 48,880,000 / 431,680 = 113.23
    #expect(window.charactersPerSecond == 113)
    // 38,880,000 / 432,000 = 90, and a millisecond less is more.
    let rounded = [(432_000, 90), (427_254, 91), (434_414, 89), (434_413, 90)]
    for (milliseconds, rate) in rounded {
      let ended = Timestamp(milliseconds: 1_710_852_770_425 + milliseconds).description
      #expect(figures([.complete.with(.ended, "\"\(ended)\"")]).window.charactersPerSecond == Int128(rate))
    }
    #expect(figures([.requested]).window.charactersPerSecond == nil)
  }

  @Test func `alphabets whose ids differ in their normalisation only are two groups`() {
    let figures = figures([.complete.with(.alphabet, "\"é\""), .complete.with(.alphabet, "\"e\u{301}\"")])
    #expect(figures.groups.count == 2)
    #expect(figures.groupsBySize.map(\.name) == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
  }

  @Test func `auditors that know other alphabets may add to the same audit`() throws {
    var audit = Audit()
    for id in ["MINE", "OTHER"] {
      var catalogue = AlphabetCatalogue()
      catalogue.add(try #require(Alphabet(id: id, characters: "ab")))
      var (heard, baseline) = (Recorder(), Baseline())
      Auditor(catalogue: catalogue, settings: AuditSettings())
        .audit(
          MemorySource(list([.complete.with(.alphabet, "\"\(id)\"")])), name: id, into: &audit, baseline: &baseline,
          observer: &heard)
    }
    #expect(audit.statistics.groups.sorted { $0.jobs.productionLines }.map(\.alphabet) == ["MINE", "OTHER"])
  }

  @Test func `with too many groups the totals go on, wherever the input is cut`() {
    let examples = (0..<4100).map { ExampleLine.complete.with(.alphabet, "\"A\($0)\"") } + [.partial, .requested]
    let lines = SomeLines.read(examples)
    func figures(_ range: Range<Int>) -> Figures {
      lines[range].reduce(into: Figures()) { $0.add(GroupedLines([$1.line]), $1.context, source: "a") }
    }
    let whole = figures(0..<lines.count)
    // In batches the one too many comes between others.
    #expect(audit(list(examples)).audit.statistics == whole)
    #expect(whole.groups.isTooMany && whole.groupsBySize.isEmpty)
    #expect(whole.all.productionLines == 4102 && whole.all.tokens.total == 4100 * 7776 + 1000)
    for cut in [1, 2000, 4096, 4097, 4101] {
      var parts = figures(0..<cut)
      parts.merge(figures(cut..<lines.count))
      #expect(parts == whole)
    }
    #expect(RatesTable.rows(whole).split(separator: "\r\n").count == 1)
  }

  @Test func `of equal rates the production line that comes first is kept`() {
    var extremes = Extremes()
    for index in 0..<30 { extremes.keep(.init(rate: index / 20, id: nil, index: index, source: "a")) }
    #expect(extremes.slowest.map(\.index) == Array(0..<10))
    #expect(extremes.fastest.map(\.index) == Array(20..<30))
  }

  @Test func `two complete production lines share all tokens, and huge spaces none`() throws {
    let group = try #require(figures([.complete, .complete]).groupsBySize.first)
    let expected = try #require(group.value.expectedEqualTokens(digits: 5))
    #expect(abs(expected - 7776) < 1e-6)
    let far = try #require(group.value.expectedEqualTokens(digits: 4096))
    #expect(far == 0)
    let unknown = figures([ExampleLine.complete, .complete].map { $0.with(.alphabet, "\"MINE\"") })
    #expect(unknown.groupsBySize.first?.value.expectedEqualTokens(digits: 5) == nil)
  }
}
