import Testing

@testable import Analysis

/// The laws of `Mergeable`, for every conformer: neutral on both sides, associative, and the whole from its parts.
struct MergeLaws {
  /// A conformer, and how the laws are proven for it.
  struct Conformer: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let prove: @Sendable () -> Void

    /// - Parameters:
    ///   - elements: what is added one after another, made anew for each seed.
    ///   - add: adds an element to a value.
    ///   - shown: all that must be equal of a value.
    init<Value: Mergeable & SendableMetatype, Element, Shown: Equatable & SendableMetatype>(
      _ type: Value.Type, _ elements: @escaping @Sendable (inout Generator) -> [Element],
      add: @escaping @Sendable (inout Value, Element) -> Void, shown: @escaping @Sendable (Value) -> Shown
    ) {
      testDescription = "\(type)"
      prove = {
        for seed in 1...8 {
          var generator = Generator(seed: UInt64(seed))
          MergeLaws.prove(elements(&generator), &generator, add, shown)
        }
      }
    }

    init<Value: Mergeable & Equatable & Sendable, Element>(
      _ type: Value.Type, _ elements: @escaping @Sendable (inout Generator) -> [Element],
      add: @escaping @Sendable (inout Value, Element) -> Void
    ) {
      self.init(type, elements, add: add, shown: \.self)
    }
  }

  private static func prove<Value: Mergeable, Element, Shown: Equatable>(
    _ elements: [Element], _ generator: inout Generator, _ add: (inout Value, Element) -> Void,
    _ shown: (Value) -> Shown
  ) {
    func value(of elements: some Sequence<Element>) -> Value {
      elements.reduce(into: Value()) { add(&$0, $1) }
    }
    func merged(_ left: Value, _ right: Value) -> Value {
      var sum = left
      sum.merge(right)
      return sum
    }
    let whole = value(of: elements)
    // Laws of values that nothing can be added to would hold whatever `merge` does.
    #expect(shown(whole) != shown(Value()))
    // Some cuts fall on the same place, so that some parts are empty.
    let cuts = [0] + (0..<5).map { _ in generator.next(elements.count + 1) }.sorted() + [elements.count]
    let parts = zip(cuts, cuts.dropFirst()).map { value(of: elements[$0..<$1]) }
    for part in parts + [whole] {
      #expect(shown(merged(Value(), part)) == shown(part))
      #expect(shown(merged(part, Value())) == shown(part))
    }
    let fromLeft = parts.reduce(Value(), merged)
    let fromRight = parts.reversed().reduce(Value()) { merged($1, $0) }
    #expect(shown(fromLeft) == shown(whole))
    #expect(shown(fromRight) == shown(whole))
    let pairs = stride(from: 0, to: parts.count, by: 2).map { merged(parts[$0], parts[$0 + 1]) }
    #expect(shown(pairs.reduce(Value(), merged)) == shown(whole))
  }

  /// Numbers of every magnitude up to 2^63.
  private static func numbers(_ generator: inout Generator) -> [Int] {
    (0..<50).map { _ in generator.next(Int.max) >> generator.next(63) }
  }

  /// Some numbers from 0 up to below the limit.
  private static func choices(_ limit: Int) -> @Sendable (inout Generator) -> [Int] {
    { generator in (0..<60).map { _ in generator.next(limit) } }
  }

  /// An audit of some production lines that has not been asked how they are related.
  private static func read(_ examples: [ExampleLine]) -> Audit {
    var (audit, baseline, observer) = (Audit(), Baseline(), Recorder())
    Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings()).audit(
      MemorySource(list(examples)), name: "a", into: &audit, baseline: &baseline, observer: &observer)
    return audit
  }

  /// An element of a list, of one of three types.
  private static func element(_ generator: inout Generator) -> KeptLine {
    let type = ["tokens", "alphabets", "orders"][generator.next(3)]
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())
    do throws(SourceFailure) {
      return try KeptLine(Array(ExampleLine.complete.with(.type, "\"\(type)\"").json.utf8), auditor.context)
    } catch { preconditionFailure(error.message) }
  }

  @Test(arguments: conformers)
  func `a whole is what its parts make, however it is cut`(_ conformer: Conformer) {
    conformer.prove()
  }

  @Test func `what all sources together tell stays when an audit of nothing is merged`() {
    let state = ExampleLine.requested.numbered(1)
    let sources = [[ExampleLine.complete, state], [state.with(.status, #""started""#)]].map { lines in
      (name: "\(lines.count)", bytes: Array(list(lines).utf8))
    }
    let related = audit(sources).audit
    func text(_ audit: Audit) -> String {
      MarkdownFormat.text(of: AuditReport(audit, settings: AuditSettings()).report)
    }
    #expect(related.lineage != nil && related.secondReading != nil)
    var (left, right) = (Audit(), related)
    left.merge(related)
    right.merge(Audit())
    for merged in [left, right] {
      #expect(merged.lineage?.superseded.count == 1 && merged.secondReading != nil && text(merged) == text(related))
    }
  }

  static let conformers: [Conformer] = [
    Conformer(RuleTally.self, choices(Obstacle.allCases.count + 2)) {
      switch $1 {
      case 0: $0.passed += 1
      case 1: $0.failed += 1
      default: $0.notTestable[Obstacle.allCases[$1 - 2]] += 1
      }
    },
    Conformer(ObstacleCounts.self, choices(Obstacle.allCases.count)) { $0[Obstacle.allCases[$1]] += 1 },
    Conformer(Retests.self, choices(200)) { $0.note($1 % 50, on: UInt64($1 / 50), requested: $1 % 3 == 0 ? nil : $1) },
    // More than are kept.
    Conformer(NameCounts.self, choices(60)) { $0.add("name \($1)") },
    Conformer(UnknownNames.self, choices(30)) { $0.add(Array("key \($1)".utf8).span.bytes, prefix: "a.") },
    Conformer(WideSum.self, numbers) { sum, number in
      sum.addSquare(of: number)
      sum.add(.max - UInt128(number))
    },
    Conformer(Spread.self, numbers) { $0.add($1) },
    Conformer(Quantiles.self, numbers) { $0.add($1) },
    Conformer(Distribution.self, numbers) { $0.add($1) },
    Conformer(LetterFigures.self, choices(20)) {
      guard let alphabet = Alphabet(id: "X", characters: "ab") else { preconditionFailure("an alphabet of two") }
      $0.merge(LetterFigures(alphabet, digits: 1, total: 1_000, tokens: $1 + 1, counts: [$1, 1]))
    },
    Conformer(TokenQuality.self, choices(20)) {
      // Two ids that look alike, with alphabets of different lengths.
      guard
        let alphabet = $1 % 2 == 0
          ? Alphabet(id: "\u{E9}", characters: "ab") : Alphabet(id: "e\u{301}", characters: "abc")
      else { return }
      $0.merge(TokenQuality.example(alphabet, counts: [1, $1, 2].suffix(alphabet.length)))
    },
    Conformer(TokenFigures.self, choices(20)) {
      $0.files += $1
      $0.tokens += $1 % 3
      $0.unlistedFiles += $1 % 5
      $0.records.append(
        TokenFileRecord(
          name: "\($1)", lineID: "a", requested: "", part: $1, bytes: 1, tokens: 1, digest: nil, stated: nil,
          obstacleToStated: .absent))
    },
    Conformer(Amount.self, numbers) { $0.add(Int128($1)) },
    Conformer(Extremes.self, choices(1000)) {
      // Few different rates, so that which of equal ones are kept matters.
      $0.keep(Extremes.Entry(rate: $1 % 7, id: nil, index: $1, source: "a"))
    },
    Conformer(RateCourse.self, numbers) {
      // From steps of a second to those of years, also before 1970.
      $0.add($1 % 100_000, at: $1 >> 16 - 1_000_000)
    },
    Conformer(
      LongestRuns.self, { generator in SomeLines.scattered(700, &generator) },
      add: { runs, number in
        runs.add(
          place: number.place, requested: nil, from: Timestamp(milliseconds: number.from),
          to: Timestamp(milliseconds: number.to))
      }, shown: { "\($0.count) \($0.entries)" }),
    Conformer(Grouped<Amount>.self, choices(24)) { $0.add(1, to: "alphabet \($1 % 6)", digits: $1 / 6) },
    Conformer(StepTimes.self, SomeLines.random) {
      if let time = $1.line.runTime { $0.add(time) }
    },
    Conformer(JobFigures.self, SomeLines.random) {
      let jobs = [JobNumbers($1.line)]
      $0.add(jobs.span)
    },
    Conformer(StatusFigures.self, SomeLines.random) { $0.add(JobSums($1.line), FigureFacts($1.line.facts)) },
    Conformer(RunWindow.self, SomeLines.random) { $0.add(JobSums($1.line), FigureFacts($1.line.facts)) },
    Conformer(Unfinished.self, SomeLines.random) { $0.add(JobSums($1.line), FigureFacts($1.line.facts)) },
    Conformer(GroupSums.self, SomeLines.random) {
      let jobs = [JobNumbers($1.line)]
      $0.add(jobs.span)
    },
    Conformer(GroupNotes.self, SomeLines.random) { $0.add($1.line, $1.context, source: "a") },
    Conformer(GroupFigures.self, SomeLines.random) {
      var (sums, notes) = (GroupSums(), GroupNotes())
      let jobs = [JobNumbers($1.line)]
      sums.add(jobs.span)
      notes.add($1.line, $1.context, source: "a")
      $0.merge(GroupFigures(sums, notes))
    },
    Conformer(JobsByGroup.self, SomeLines.random) {
      let place = $0.places(of: GroupedLines([$1.line]), $1.context, source: "a")[0]
      let job = JobNumbers($1.line, FigureFacts($1.line.facts), group: place)
      $0.add(1) { $0.append(job) }
    },
    Conformer(Figures.self, SomeLines.random) { $0.add(GroupedLines([$1.line]), $1.context, source: "a") },
    Conformer(
      Audit.self, { generator in (0..<3).map { _ in read(SomeLines.examples(3, &generator)) } },
      add: { $0.merge($1) },
      shown: { audit in
        let settings = AuditSettings()
        return MarkdownFormat.text(of: AuditReport(audit, settings: settings).report)
          + RulesTable.rows(audit, settings: settings) + RatesTable.rows(audit.statistics)
          + JSONFormat.head(audit, settings: settings)
      }),
    Conformer(StatusCounts.self, choices(3 * Rulebook.all.count)) {
      let day = ["", "2026-11-20", "2026-11-21"][$1 % 7 % 3]
      $0.add(Finding.Status.allCases[$1 % 3], since: day, ruleAt: $1 / 3)
    },
    Conformer(
      WindowCounts.self, { _ in TimeWindowTests.lines },
      add: {
        $0.merge(audit(list([$1]), settings: TimeWindowTests.settings(TimeWindowTests.hour)).audit.windowCounts)
      }),
    Conformer(ComparedRates.Group.self, choices(1000)) {
      if $1 % 2 == 0 { $0.old.add($1) } else { $0.new.add($1) }
    },
    Conformer(MissingLines.self, choices(30)) {
      $0.count += 1
      // More than are named.
      if $0.rows.count < MissingLines.shown { $0.rows.append(.init(line: "\($1)", payment: "", status: "")) }
    },
    Conformer(
      EntryCensus.self, choices(100), add: { $0.add(LineEntry(facts: UInt64($1))) },
      shown: { census in
        var counts: [UInt64: Int] = [:]
        census.visit { counts[$0.facts, default: 0] += $1 }
        return counts
      }),
    Conformer(
      RowCount.self,
      { generator in
        var end = 0
        return (0..<20).map { _ in
          let text = ["a\nbc\n", "d", "\ne"][generator.next(3)]
          defer { end += text.utf8.count }
          return (offset: end, bytes: Array(text.utf8))
        }
      }, add: { $0.merge(RowCount($1.bytes.span.bytes, at: $1.offset)) }),
    Conformer(
      TypeCount.self, { generator in (0..<8).map { _ in element(&generator) } },
      add: { count, element in
        let texts = element.context.texts
        _ = count.add(element.line, mayLeaveOut: false, texts, texts.window.span.bytes)
      }, shown: { "\($0)" }),
    Conformer(SeverityMap.self, choices(4)) {
      $0.append(counts: $1 > 0)
      $0.raise($0.count - 1, to: [.error, .note, .warning, .error][$1])
    },
    Conformer(
      RuleResults.self, choices(3 * 5),
      add: {
        var (baseline, observer) = (Baseline(), Recorder())
        var finding = Finding(rule: Rulebook.all[$1 % 3], severity: .error)
        finding.index = $1
        $0.keep(4)
        $0.tallies[$1 % 3].failed += 1
        _ = $0.add(finding, ruleAt: $1 % 3, baseline: &baseline, observer: &observer)
      },
      shown: { results in
        "\(results.tallies.map(\.failed)) \(results.firstNew.map { $0.map(\.index) }) \(results.statuses)"
      }),
    Conformer(
      Concurrency.self, choices(1000),
      add: { $0.add(from: Timestamp(milliseconds: $1), to: Timestamp(milliseconds: $1 * 7 % 900)) },
      shown: {
        var runs = $0
        guard let most = try? runs.mostAtOnce(Storage()) else { preconditionFailure("nothing of it was spilled") }
        return most
      }),
    Conformer(
      LineIndex.self,
      { generator in
        (0..<4).map { number in
          // Some ids have another form than the usual.
          let other = ExampleLine.partial.with(.id, "\"order \(number)\"").with(.paymentIntent, "\"pay \(number)\"")
          return audit(list(SomeLines.examples(2, &generator) + [other])).audit.index
        }
      },
      add: { $0.merge($1) },
      shown: { index in
        var rows = index.documentStarts.map { String($0) }
        do throws(SourceFailure) {
          try index.visit { (place, entry) throws(SourceFailure) in
            let texts = [try index.text(.id, of: entry), try index.text(.payment, of: entry)]
            rows.append("\(place) \(texts) \(entry.requested) \(entry.content) \(index.document(of: place))")
          }
        } catch { preconditionFailure(error.message) }
        return rows
      }),
  ]
}

/// A small deterministic generator (SplitMix64), so that a failure can be repeated.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to below the limit.
  mutating func next(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// Bytes that mean something in a list, or in a value of it.
  private static let interesting =
    Array("\"\\{}[]:,019-.eEtfn \u{0}\u{7F}uXZ\n".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF]

  /// Damages a document at one place: a byte is changed, removed or added, or some are doubled elsewhere.
  mutating func damage(_ bytes: inout [UInt8], from start: Int = 0) {
    let place = start + next(bytes.count - start)
    switch next(4) {
    case 0: bytes[place] = Self.interesting[next(Self.interesting.count)]
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(Self.interesting[next(Self.interesting.count)], at: place)
    default:
      let end = min(bytes.count, place + next(40))
      bytes.insert(contentsOf: bytes[place..<end], at: start + next(bytes.count - start))
    }
  }

}
