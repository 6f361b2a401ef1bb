/// Everything that was learnt so far: the result of an audit, or of a part of one.
public struct Audit: Mergeable, Sendable {
  /// What was left of the baseline, if there was one; known at the end.
  public var baseline: BaselineReport?
  /// The sources, in the order given.
  public private(set) var sources: [SourceReport] = []
  /// Production lines that were read, judged or not.
  public private(set) var linesRead = 0
  /// Production lines that were judged and count.
  public private(set) var productionLines = 0
  /// How the production lines stand to the window, if one is set.
  public private(set) var windowCounts = WindowCounts()
  /// Findings on production lines that ended outside the window: payments and ids are compared before it.
  public private(set) var findingsOutside = 0
  /// Keys that are not known.
  public private(set) var unknownNames = UnknownNames()
  /// Alphabets that are not known, and on how many production lines.
  public private(set) var unknownAlphabets = NameCounts()
  /// The latest readable stamp.
  public private(set) var latest: Timestamp?
  /// What was delivered, how fast and in which time.
  public internal(set) var statistics = Figures()
  /// What came of the rules.
  private var results = RuleResults()
  /// What production lines are compared by.
  var index = LineIndex()
  /// How each production line that was read stands.
  private(set) var standings = SeverityMap()
  /// Which rules were tested on what a previous report has findings on.
  var retests = Retests()
  /// When the jobs ran.
  var times = JobTimes()
  /// What this audit leaves out and remembers, if it reads the inputs again.
  private(set) var secondReading: SecondReading?
  /// How the production lines of one id belong together, once it was asked for.
  private(set) var lineage: Lineage?
  /// How much of the tokens was examined; nil without token files.
  public internal(set) var tokens: TokenFigures?
  /// What became of the orders; nil without any.
  public internal(set) var orders: OrderFigures?
  /// Earlier runs of the job that remember nothing any more, so that changes since go unnoticed.
  public internal(set) var lostRuns: [String] = []
  /// What the job has seen finished and no list has any more.
  public internal(set) var missing = MissingLines()
  /// What was read of a supplied catalogue of alphabets; nil without one.
  public internal(set) var catalogue: CatalogueReport?
  /// Why production lines could not be compared; nil if they could.
  public private(set) var failure: SourceFailure?

  public init() {}

  /// Counts for each rule, in the order of `Rulebook.all`.
  public var tallies: [RuleTally] { results.tallies }
  /// The first new findings of each rule, in input order, in the order of `Rulebook.all`.
  public var firstFindings: [[Finding]] { results.firstNew }
  /// The first findings of each rule that a previous report has, in the same orders. Accepted ones are not kept.
  public var firstKnown: [[Finding]] { results.firstKnown }
  /// How many findings are not new.
  public var statuses: StatusCounts { results.statuses }
  /// Production lines with an error that is not accepted.
  public var linesWithErrors: Int { standings.errors }
  /// Production lines with a warning that is not accepted, but no error.
  public var linesWithWarnings: Int { standings.warnings }

  /// Adds what was learnt from the sources that follow.
  ///
  /// What only all sources together tell is not put together from parts: how production lines are related
  /// (`Auditor.relate`), what became of a baseline, and what became of orders. So merge before that is asked for;
  /// later, only an audit that has read nothing can be merged.
  public mutating func merge(_ next: Audit) {
    precondition(
      !(isOfAll && next.hasRead) && !(next.isOfAll && hasRead), "an audit of all sources is merged with one of others")
    results.merge(next.results)
    retests.merge(next.retests)
    secondReading = secondReading ?? next.secondReading
    lineage = lineage ?? next.lineage
    baseline = baseline ?? next.baseline
    orders = orders ?? next.orders
    if let next = next.tokens {
      var figures = tokens ?? TokenFigures()
      figures.merge(next)
      tokens = figures
    }
    catalogue = catalogue ?? next.catalogue
    lostRuns += next.lostRuns
    missing.merge(next.missing)
    sources += next.sources
    linesRead += next.linesRead
    productionLines += next.productionLines
    windowCounts.merge(next.windowCounts)
    findingsOutside += next.findingsOutside
    unknownNames.merge(next.unknownNames)
    unknownAlphabets.merge(next.unknownAlphabets)
    latest = [latest, next.latest].compactMap(\.self).max()
    statistics.merge(next.statistics)
    index.merge(next.index)
    times.merge(next.times, behind: standings.count)
    standings.merge(next.standings)
    failure = failure ?? next.failure
  }

  /// Whether a source was read, or a part of one.
  private var hasRead: Bool { !sources.isEmpty || standings.count > 0 }

  /// Whether it was asked what only all sources together tell.
  private var isOfAll: Bool { secondReading != nil || lineage != nil || baseline != nil || orders != nil }

  /// An audit that reads the inputs of another once more.
  init(again first: Audit, _ lineage: Lineage) {
    index = first.index
    self.lineage = lineage
    secondReading = SecondReading(lineage, sources: first.sources)
  }

  /// Begins a source.
  ///
  /// - Returns: the place that its first production line will have among all.
  mutating func beginSource() -> Int {
    index.beginSource()
    statistics.beginSource()
    return standings.count
  }

  /// Adds a source that could not be read at all, or one that has been read to its end.
  public mutating func add(_ source: SourceReport) {
    statistics.settle()
    var source = source
    // What was left out and remembered goes by the places of the first reading.
    if let first = secondReading?.source(sources.count), !source.agrees(with: first) {
      source.problems.append(.changedMeanwhile())
    }
    sources.append(source)
  }

  /// The digest that the first reading found for a source, nil without one.
  public func digest(ofFirst source: Int) -> StoredDigest? {
    secondReading?.source(source)?.digest
  }

  /// Notes the digest of a source that was added, by its place.
  public mutating func setDigest(_ digest: StoredDigest, ofSource source: Int) {
    sources[source].digest = digest
    if let first = self.digest(ofFirst: source), first != digest, sources[source].isComplete {
      sources[source].problems.append(.changedMeanwhile())
    }
  }

  /// Notes the HTTP status of a source that was added, by its place.
  public mutating func setHTTPStatus(_ status: Int?, ofSource source: Int) {
    sources[source].httpStatus = status
  }

  mutating func add(_ names: UnknownNames) {
    unknownNames.merge(names)
  }

  /// Adds the production lines of a batch, and tells the observer of every finding.
  ///
  /// - Parameter start: the place of the first production line of the source among all.
  mutating func add(
    _ batch: Batch, by auditor: Auditor, source: String, start: Int, baseline: inout Baseline,
    observer: inout some AuditObserver
  ) {
    if secondReading == nil { index.add(batch, auditor.context(of: batch), recalls: auditor.recalls) }
    remember(batch, by: auditor, start: start)
    if observer.wantsEvery { tell(batch, auditor.context(of: batch), start: start, &observer) }
    let lines = linesToJudge(of: batch, start: start, auditor.settings)
    let failed = judge(lines, of: batch, by: auditor, source: source, start: start)
    for line in failed { add(line, baseline: &baseline, observer: &observer) }
    if observer.wantsCounted {
      tell(lines, failed, auditor.context(of: batch), source: source, start: start, &observer)
    }
    spillIfNeeded(auditor.storage)
  }

  /// Adds the production lines of a batch that is a piece of a part; its findings come with the part.
  mutating func add(piece batch: Batch, by auditor: Auditor, source: String) -> JudgedBatch {
    index.add(batch, auditor.context(of: batch), recalls: auditor.recalls)
    let lines = linesToJudge(of: batch, start: 0, auditor.settings)
    let failed = judge(lines, of: batch, by: auditor, source: source, start: 0)
    return JudgedBatch(batch: batch, lines: lines, failed: failed)
  }

  /// Adds a part that follows in the input.
  ///
  /// - Parameters:
  ///   - part: what was learnt of it; its places are moved.
  ///   - source: the name that findings give the source.
  ///   - start: the place of the first production line of the source among all.
  mutating func add(
    _ part: inout PartResult, by auditor: Auditor, source: String, start: Int, baseline: inout Baseline,
    observer: inout some AuditObserver
  ) {
    let place = standings.count
    part.audit.statistics.move(by: place - start)
    index.absorb(&part.audit.index)
    merge(part.audit)
    for index in part.failed.indices {
      part.failed[index].move(place: place, index: place - start)
      add(part.failed[index], baseline: &baseline, observer: &observer)
    }
    tell(part, by: auditor, source: source, start: start, place: place, &observer)
    spillIfNeeded(auditor.storage)
  }

  private mutating func spillIfNeeded(_ storage: Storage) {
    if index.memory + times.memory > storage.budget { spill(storage) }
  }

  /// Judges production lines: counts the verdicts and the figures.
  ///
  /// - Returns: those that failed, in input order.
  private mutating func judge(
    _ lines: [ProductionLine], of batch: Batch, by auditor: Auditor, source: String, start: Int
  ) -> [FailedLine] {
    results.keep(auditor.settings.maxRows)
    let context = auditor.context(of: batch)
    linesRead += batch.lines.count
    productionLines += lines.count
    // Each failure as one number, so that sorting brings them into input order, then rule order.
    var failures: [Int] = []
    var failed: [Int] = []
    let grouped = GroupedLines(lines)
    for rule in auditor.lineRules {
      failed.removeAll(keepingCapacity: true)
      rule.type.sweep(grouped, context, &results.tallies[rule.index], &failed)
      results.tallies[rule.index].failed += failed.count
      for line in failed { failures.append(line << 16 | rule.place) }
    }
    statistics.add(grouped, context, source: source)
    note(grouped, context, start: start)
    if !auditor.watched.isEmpty { noteTested(lines, context, by: auditor) }
    if failures.isEmpty { return [] }
    failures.sort()
    var result: [FailedLine] = []
    for failure in failures {
      let line = lines[failure >> 16]
      let rule = auditor.lineRules[failure & 0xFFFF]
      let place = start + line.index
      if result.last?.place != place { result.append(FailedLine(place: place)) }
      result[result.count - 1].findings.append(
        (rule.index, Finding(rule, on: line, context, batch.offsets, source: source)))
    }
    return result
  }

  /// Notes which rules were tested on those production lines on which a previous report has findings.
  private mutating func noteTested(_ lines: [ProductionLine], _ context: RuleContext, by auditor: Auditor) {
    for line in lines where line.has(.id) {
      guard let subject = context.texts.withBytes(of: line.id, SubjectKey.of), let rules = auditor.watched[subject]
      else { continue }
      for rule in auditor.lineRules where rules.contains(rule.index) {
        guard rule.type.verdict(on: line, context).isTested else { continue }
        retests.note(rule.index, on: subject, requested: line.stamp(.requested)?.milliseconds)
      }
    }
  }

  /// Adds the findings of a production line.
  private mutating func add(_ line: FailedLine, baseline: inout Baseline, observer: inout some AuditObserver) {
    var worst = Severity.off
    for (rule, finding) in line.findings {
      let status = results.add(finding, ruleAt: rule, baseline: &baseline, observer: &observer)
      if status != .accepted { worst = max(worst, finding.severity) }
    }
    raise(line.place, to: worst)
  }

  /// The production lines of a batch that count: all of them, or without those that a later state stands for and those
  /// that ended outside the window.
  private mutating func linesToJudge(of batch: Batch, start: Int, _ settings: AuditSettings) -> [ProductionLine] {
    guard settings.window != nil || secondReading != nil else {
      standings.append(counting: batch.lines.count)
      return batch.lines
    }
    var counted: [Int] = []
    for index in batch.lines.indices {
      let counts = counts(batch.lines[index], place: start + batch.lines[index].index, settings)
      standings.append(counts: counts)
      if counts { counted.append(index) } else { note(batch.lines[index].readableStamps, of: batch.lines[index]) }
    }
    // Production lines are large: nothing is copied unless something is left out.
    return counted.count == batch.lines.count ? batch.lines : counted.map { batch.lines[$0] }
  }

  /// Whether a production line counts, also among those of the window.
  private mutating func counts(_ line: ProductionLine, place: Int, _ settings: AuditSettings) -> Bool {
    if let secondReading, secondReading.superseded.contains(place) { return false }
    guard let window = settings.window else { return true }
    let place = window.place(of: line)
    windowCounts.count(place)
    return place != .outside
  }

  /// At a second reading, holds the production lines against those of the first, and keeps what must be compared.
  private mutating func remember(_ batch: Batch, by auditor: Auditor, start: Int) {
    guard failure == nil else { return }
    do throws(SourceFailure) {
      try secondReading?.add(batch, start: start, auditor.context(of: batch), as: index, auditor.storage)
    } catch { fail(error) }
  }

  private mutating func spill(_ storage: Storage) {
    index.spill(storage)
    times.spill(storage)
    // Full pieces are written at a time, unless even one is too much.
    if index.memory > storage.budget { index.spill(storage, all: true) }
  }

  /// Adds a finding whose failure is in the tally, and which is on no production line that was read.
  mutating func add(
    _ finding: Finding, ruleAt index: Int, baseline: inout Baseline, observer: inout some AuditObserver
  ) {
    _ = results.add(finding, ruleAt: index, baseline: &baseline, observer: &observer)
  }

  mutating func setLineage(_ lineage: Lineage) {
    self.lineage = lineage
  }

  mutating func fail(_ failure: SourceFailure) {
    self.failure = self.failure ?? failure
  }

  /// Fails if the production lines could not all be remembered.
  func checkStorage() throws(SourceFailure) {
    if let failure = index.failure ?? failure { throw failure }
    if standings.count != index.count || secondReading?.agrees(with: index) == false { throw SecondReading.changed }
  }

  mutating func merge(_ tally: RuleTally, ruleAt index: Int) {
    results.tallies[index].merge(tally)
  }

  /// Notes that a cross-line rule failed on what ended outside the window only.
  mutating func leaveOut(failureOf index: Int) {
    results.tallies[index].notTestable[.outsideWindow] += 1
  }

  /// Adds a finding of a cross-line rule on the production line at a place.
  mutating func add(
    _ finding: Finding, at place: Int, ruleAt index: Int, baseline: inout Baseline,
    observer: inout some AuditObserver
  ) {
    results.tallies[index].failed += 1
    let status = results.add(finding, ruleAt: index, baseline: &baseline, observer: &observer)
    if status != .accepted { raise(place, to: finding.severity) }
  }

  /// Notes that a production line has a finding of this severity.
  private mutating func raise(_ place: Int, to severity: Severity) {
    if standings[place] == .leftOut {
      if secondReading?.superseded.contains(place) != true { findingsOutside += 1 }
    } else {
      standings.raise(place, to: severity)
    }
  }

  /// Keeps as many findings as reports show, also where no production line was read.
  mutating func keepFindings(_ settings: AuditSettings) {
    results.keep(settings.maxRows)
  }

  /// Notes the latest of these stamps.
  private mutating func note(_ stamps: FieldSet, of line: ProductionLine) {
    note(latest: line.latest(of: stamps))
  }

  /// Notes a moment, unless it is the least number, which stands for none.
  private mutating func note(latest moment: Int) {
    guard moment > latest?.milliseconds ?? .min else { return }
    latest = Timestamp(milliseconds: moment)
  }

  /// Notes what production lines that count say.
  private mutating func note(_ batch: GroupedLines, _ context: RuleContext, start: Int) {
    let lines = batch.lines.span
    let order = batch.places.span
    for group in batch.groups {
      let stamps = group.facts.readableStamps
      var latest = Int.min
      for position in group.range { latest = max(latest, lines[order[position]].latest(of: stamps)) }
      note(latest: latest)
    }
    times.add(batch, start: start)
    // The names come in the order of the input, since the first are kept.
    guard batch.groups.contains(where: { !$0.facts.isAlphabetKnown && $0.facts.has(.alphabet) }) else { return }
    for index in lines.indices where lines[index].alphabet == nil && lines[index].has(.alphabet) {
      unknownAlphabets.add(context.string(lines[index].alphabetID))
    }
  }
}
