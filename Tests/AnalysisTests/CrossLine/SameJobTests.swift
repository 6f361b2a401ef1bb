import Testing

@testable import Analysis

/// When two production lines stand for one job: each stage has its own answer, for the reason that stands there.
struct SameJobTests {
  /// Who is asked.
  fileprivate enum Stage: String, CaseIterable {
    case lineage, history, earlierRun, orders, payments
  }

  struct Pair: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let one: ExampleLine
    let other: ExampleLine
    /// The stages that take both for one job.
    let same: Set<String>

    fileprivate init(_ description: String, _ one: ExampleLine, _ other: ExampleLine, _ same: Set<Stage>) {
      testDescription = description
      self.one = one
      self.other = other
      self.same = Set(same.map(\.rawValue))
    }
  }

  private static let line = ExampleLine.partial.numbered(1)
  private static let all = Set(Stage.allCases)
  /// Of another content.
  private static let changed = line.with(.rate, "1")

  static let pairs = [
    Pair("the same", line, line, all),
    Pair("another state", line, changed, all),
    Pair("the id in another case", line, line.with(.id, "\"6F0C0D7E-0B1C-4A52-9F5E-000000000001\""), all),
    Pair("another id", line, .partial.numbered(2), []),
    Pair("another payment", line, line.with(.paymentIntent, "\"pi_3OxYzA2eZvKY000000000002\""), [.history]),
    Pair("another request", line, line.with(.requested, "\"2024-03-19T12:00:00.000Z\""), [.history]),
    Pair("a request after the end", line, line.with(.requested, "\"2024-03-22T12:00:00.000Z\""), []),
    Pair(
      "no payment, the same content", line.without(.paymentIntent), line.without(.paymentIntent),
      all.subtracting([.payments])),
    Pair(
      "no payment, another content", line.without(.paymentIntent), changed.without(.paymentIntent),
      all.subtracting([.payments, .lineage])),
    Pair("no request, the same content", line.without(.requested), line.without(.requested), all),
    Pair(
      "no request, another content", line.without(.requested), changed.without(.requested), all.subtracting([.lineage])),
    Pair(
      "neither, the same content", line.without(.requested).without(.paymentIntent),
      line.without(.requested).without(.paymentIntent), [.lineage, .orders]),
  ]

  @Test(arguments: pairs)
  func `each stage tells jobs apart in its way`(_ pair: Pair) throws {
    let found = try Stage.allCases.filter { try isSame(pair.one, pair.other, at: $0) }
    #expect(Set(found.map(\.rawValue)) == pair.same)
  }

  private func isSame(_ one: ExampleLine, _ other: ExampleLine, at stage: Stage) throws -> Bool {
    let lists = [(name: "1", text: list([one])), (name: "2", text: list([other]))]
    let context = Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings()).context
    let kept = try [one, other].map { try KeptLine(Array($0.json.utf8), context) }
    switch stage {
    case .lineage:
      let index = audit(lists.map { ($0.name, Array($0.text.utf8)) }).audit.index
      return try Lineage(
        index, among: KeySuspects(LineEntry.Kind.allCases, in: index.piles, Storage()), Storage()
      ).superseded.count > 0
    case .history: return kept[0].isSameJob(as: kept[1])
    case .earlierRun:
      let cells = [Field.id, .paymentIntent, .requested].map { kept[0].text(of: $0) ?? "" }.joined(separator: ",")
      let table = "line_id,payment_intent,requested,status,progress,alphabet,digits,rate\n\(cells),finished,,,,\n"
      var lines = try EarlierLines(MemorySource(table), maxRows: 1)
      lines.addEvery(kept[1].line, kept[1].context)
      try lines.end(MemorySource(table))
      return lines.total == 1 && lines.changes.counts[.vanished] == nil && lines.changes.counts[.continued] == nil
    case .orders:
      let jobs = kept.map { OrderJob($0.line, $0.context, orders: [], source: 0) }
      return jobs[0].identity == jobs[1].identity
    case .payments: return try reconcile(lists, [], relating: false).totals.jobs == 1
    }
  }
}
