import Testing

@testable import Analysis

struct PictureTests {
  /// Whether a tag is one of those that pictures are made of, with attributes of just these forms.
  static func isPartOfPicture(_ tag: String) -> Bool {
    let forms: [Regex<Substring>] = [
      /\/?(?:g|text|title|desc|figcaption)|\/(?:svg|figure)/, /(?:title|desc) id="[td][0-9]+"/,
      /svg role="img" aria-labelledby="t[0-9]+ d[0-9]+" viewBox="0 0 760 [0-9]+" width="760" height="[0-9]+"/,
      /svg x="0" y="[-0-9.]+" width="[0-9.]+" height="15"/, /text class="label" x="0" y="11"/,
      /text x="[0-9.]+" y="[0-9.]+"(?: text-anchor="(?:middle|end)")?/,
      /(?:rect|line|circle) class="(?:bar|hollow|alarm|thin|grid|gap|middle)"(?: (?:x|y|x1|x2|y1|y2|cx|cy|r|width|height)="[0-9.]+")+\//,
    ]
    return forms.contains { tag.wholeMatch(of: $0) != nil }
  }

  private func run(_ id: String, _ requested: Int?, _ started: Int, _ ended: Int) -> ScheduledRun {
    ScheduledRun(
      id: id, source: "a", index: 0, requested: requested.map { Timestamp(milliseconds: $0) },
      started: Timestamp(milliseconds: started), ended: Timestamp(milliseconds: ended))
  }

  private func drawn(_ drawing: some Drawing) -> String {
    SVGFormat.text(of: Picture("A picture", "Of something.", drawing), number: 7)
  }

  @Test(arguments: HTMLFormatTests.hostile + [String(repeating: "x", count: 10_000), "🎲漢字"])
  func `hostile names are text in every picture`(_ value: String) {
    let name: Prose = "\(data: value)"
    let steps = [WaterfallDrawing.Step(label: name, from: 0, to: 5, amount: "EUR 5", isAlarm: true)]
    let pictures = [
      drawn(ScheduleDrawing(runs: [run(value, 1, 2, 3)])),
      drawn(RangesDrawing(rows: [.init(label: name, values: [1, 2, 3, 4, 5])])), drawn(WaterfallDrawing(steps: steps)),
      drawn(OrdersDrawing(bars: [OrderBar(label: name, ordered: 7, delivered: 9, note: nil, isAlarm: true)])),
      SVGFormat.text(of: Picture(name, name, OrdersDrawing(bars: [])), number: 1),
    ]
    for picture in pictures {
      for piece in Array(picture.utf8).split(separator: UInt8(ascii: "<")) {
        let tag = String(decoding: piece.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        let isFigure = tag.wholeMatch(of: /figure role="group" tabindex="0" aria-label="[^"<>]*"/) != nil
        let isWord = tag.wholeMatch(of: /code class="(data|long)"|\/code/) != nil
        #expect(isFigure || isWord || Self.isPartOfPicture(tag), "\(tag)")
      }
      // A name that is too long is cut where it is drawn.
      #expect(picture.utf8.count < 4000)
    }
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("漢字", 4, "漢字"), ("漢字", 3, "漢…"), ("", 3, ""), ("漢", 1, "…"),
  ])
  func `a label is cut to its columns`(_ text: String, _ columns: Int, _ shown: String) {
    #expect(SVGCanvas.cut(text, to: columns) == shown)
  }

  @Test(arguments: [
    (9996, 10_000, "99.9 %", "short by 4"), (9999, 10_000, "99.9 %", "short by 1"), (0, 5, "0.0 %", "short by 5"),
    (10_000, 10_000, "100.0 %", "as ordered"), (10_001, 10_000, "100.0 %", "over by 1"), (0, 0, "n/a", "as ordered"),
    (2, 3, "66.6 %", "short by 1"), (1_234_567, 1_234_568, "99.9 %", "short by 1"),
  ])
  func `an order's bar is never rounded up`(_ delivered: Int, _ ordered: Int, _ percent: String, _ words: String) {
    let bar = OrderBar(
      label: "o", ordered: Int128(ordered), delivered: Int128(delivered), note: nil, isAlarm: ordered != delivered)
    #expect(bar.percent == percent)
    #expect(bar.difference == words)
    #expect((bar.length(of: 3200) == 3200) == (delivered >= ordered))
    #expect(delivered >= ordered || bar.length(of: 3200) < 3190)
  }

  @Test func `an order of another alphabet never looks as ordered, and one that is to come is no alarm`() throws {
    func bar(_ delivered: Int?, _ state: OrderDelivery.State, other: Bool = false) -> OrderBar? {
      OrderBar(
        OrderDelivery(
          order: "o", lineID: "", paymentIntent: "", ordered: 10, delivered: delivered, due: "", state: state,
          hasOtherAlphabet: other, isLate: false))
    }
    let other = try #require(bar(10, .delivered, other: true))
    #expect(other.isAlarm && other.difference == "another alphabet or length")
    let open = try #require(bar(4, .open))
    #expect(!open.isAlarm && open.difference == "6 to come" && open.percent == "40.0 %")
    let short = try #require(bar(9, .short))
    #expect(short.isAlarm && short.difference == "short by 1")
    let overdue = try #require(bar(4, .overdue))
    #expect(overdue.isAlarm && overdue.difference == "overdue, 6 to come")
    #expect(bar(nil, .notJudged(.orderDoubtful)) == nil)
  }

  @Test func `pauses are shortened, and what waits or runs is not`() {
    let scale = BusyTime([run("a", 0, 10, 100), run("b", 50, 60, 200), run("c", nil, 1_000_000, 1_000_100)])
    #expect(scale.spans == [.init(from: 0, to: 200), .init(from: 1_000_000, to: 1_000_100)])
    #expect(scale.offset(of: 0) == 0 && scale.offset(of: 200) == 200)
    #expect(scale.offset(of: 1_000_100) - scale.offset(of: 1_000_000) == 100)
    #expect(scale.offset(of: 1_000_000) == 200 + 150 && scale.length == 450)
    #expect(scale.pauses == [275])
    let short = BusyTime([run("a", 0, 10, 100), run("b", nil, 101, 200)])
    #expect(short.length == 200 && short.pauses == [])
    #expect(BusyTime([run("a", nil, 5, 5)]).length == 1)
    // A start before its request counts from the start on.
    #expect(BusyTime([run("a", 9, 5, 8)]).spans == [.init(from: 5, to: 8)])
  }

  @Test func `a waterfall of a loss begins left of zero, and comes back to it`() throws {
    let steps: [(Int128, Int128)] = [(0, 100), (100, -50), (-50, 0)]
    let picture = drawn(
      WaterfallDrawing(
        steps: steps.map { .init(label: "a", from: $0.0, to: $0.1, amount: "", isAlarm: false) }))
    let bars = picture.matches(of: /<rect class="bar" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"/)
      .compactMap { match in Double(match.1).flatMap { x in Double(match.2).map { (x, x + $0) } } }
    #expect(bars.count == 3)
    #expect(bars[0].1 == bars[1].1 && bars[1].0 == bars[2].0 && bars[2].1 == bars[0].0)
  }

  @Test func `the sums of the largest amounts can be drawn`() {
    let most = Int128(Int64.max) * 1_000_000
    let picture = drawn(
      WaterfallDrawing(steps: [.init(label: "a", from: -most, to: most, amount: "9", isAlarm: false)]))
    #expect(picture.contains("width=\"420\""))
  }

  @Test func `each picture has its own title and description`() throws {
    var line = ExampleLine.complete
    let lines = (0..<5).map { number in
      line = line.numbered(number).with(.rate, "\(9000 + number)").with(
        .ended, "\"2024-03-19T12:5\(number):59.000Z\"")
      return line
    }
    let page = HTMLFormat.text(of: AuditReport(audit(list(lines)).audit, settings: AuditSettings()).report)
    let labels = page.matches(of: /<svg role="img" aria-labelledby="(t[0-9]+) (d[0-9]+)"/)
    #expect(labels.count >= 3)
    for label in labels {
      for id in [label.1, label.2] {
        #expect(page.matches(of: try Regex("<(title|desc) id=\"\(id)\">[^<]+</")).count == 1)
      }
    }
  }
}
