/// Hears every production line of a run, and holds it against the first finished state of its job that was ever seen.
///
/// States of earlier runs are read first. A state that is finished, and further than all that are known of its job, is
/// remembered for later runs unless it differs where it must not: so what was changed is held against what it was,
/// however often it is read again. `restart` must be called before the inputs are read a second time.
public struct HistoryCollector {
  /// A production line that must be looked at once more, when all have been read.
  private struct Pending: BitwiseCopyable {
    let source: Int32
    let count: Int32
    let index: Int
    let byteOffset: Int
    /// Where its text stands among those that wait.
    let offset: Int
  }

  private var states: RememberedStates
  private var search = MissingSearch()
  private let context: RuleContext
  private let storage: Storage
  /// States of earlier runs.
  private var knownCount = 0
  /// The first of them that a run about later days has seen; nil if there is none.
  private var firstAhead: Int?
  private var isSecond = false
  private var pending: [Pending] = []
  private var waiting: any ByteStore
  fileprivate var tally = RuleTally()
  /// What a previous report has findings on, and on which of that the rule was tested.
  private let watched: WatchedSubjects
  fileprivate var retests = Retests()
  /// Files of earlier runs that can't be read to their end.
  fileprivate var problems: [SourceReport] = []
  /// Earlier runs whose memory is gone.
  fileprivate var lost: [String] = []
  /// Why not all could be remembered; nil if all was.
  private(set) var failure: SourceFailure?

  /// A collector that knows nothing.
  init(_ context: RuleContext, _ storage: Storage, _ watched: WatchedSubjects) {
    self.context = context
    self.watched = watched
    self.storage = storage
    states = RememberedStates(keepingIn: storage.make())
    waiting = storage.make()
  }

  /// Reads states that earlier runs have remembered, those of the oldest days first.
  ///
  /// - Parameter isAhead: whether that run was about later days, as there are when a day is run again. What a
  ///   production line has come to since is no change then; all else is.
  public mutating func remember<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, isAhead: Bool = false
  ) {
    if isAhead, firstAhead == nil { firstAhead = states.records.count }
    let found = visit(source) { all, line, context in
      all.attempt { (all) throws(SourceFailure) in try all.add(line, context) }
    }
    note(found, of: name, without: "changes of what only that run saw go unnoticed then")
    knownCount = states.records.count
  }

  /// Calls the body with every production line of a file of an earlier run, and returns what is wrong with the file.
  private mutating func visit<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, _ body: (inout HistoryCollector, ProductionLine, RuleContext) -> Void
  ) -> [SourceProblem] {
    var reader = DocumentReader(source, records: LineRecords(catalogue: context.catalogue))
    while reader.fill() {
      var context = context
      context.texts = reader.records.batch.texts
      context.texts.window = reader.windowBytes
      for line in reader.records.batch.lines { body(&self, line, context) }
      reader.records.batch.removeAll()
    }
    return reader.problems
  }

  /// Reads the production lines that the run before missed.
  public mutating func remember<Source: ByteSource & ~Copyable>(missing source: consuming Source, name: String) {
    let found = visit(source) { all, line, context in
      if let keys = StateKeys(line, context) { all.search.remember(missing: keys.line) }
    }
    note(found, of: name, without: "what that run missed is told once more then")
  }

  /// Notes what is wrong with a file that nobody can ask for again; what can't be read now may be whole.
  ///
  /// - Parameter loss: what becomes of a run without the file.
  private mutating func note(_ found: [SourceProblem], of name: String, without loss: Prose) {
    if found.isEmpty { return }
    let told = found.map { problem in
      if problem.kind == .unreadable { return problem }
      return SourceProblem(
        kind: problem.kind, location: problem.location, message: problem.message,
        remedy: "Restore it from a backup; if there is none, remove it: \(loss)")
    }
    problems.append(SourceReport(name: name, problems: told))
  }

  /// Notes a file of an earlier run that can't be opened.
  public mutating func note(unreadable name: String, _ problem: SourceProblem) {
    problems.append(SourceReport(name: name, problems: [problem]))
  }

  /// Notes earlier runs whose memory is gone: what only they saw can be held against nothing.
  public mutating func note(lost runs: [String]) {
    lost += runs
  }

  /// Prepares for a second reading, which leaves out states that a later one stands for.
  public mutating func restart() {
    isSecond = true
    pending = []
    waiting = storage.make()
    tally = RuleTally()
    search.restart()
  }

  /// A production line that was read, whether or not it lies in the window.
  public mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
    guard failure == nil else { return }
    if let key = StateKeys.line(line, context) { search.hear(line, key, states) }
    attempt { (all) throws(SourceFailure) in try all.judge(line, context) }
  }

  /// What later runs must know and earlier ones didn't see, piece by piece: a list in the form of the service.
  ///
  /// - Parameter failure: the error for what was kept aside and can't be read back.
  public func writeNew<Failure: Error>(
    failingWith failure: (SourceFailure) -> Failure, _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try self.write(Array(knownCount..<states.records.count), failingWith: failure, write)
  }

  /// The production lines that this run misses, and that the next one need not tell again, in the same way.
  public func writeMissing<Failure: Error>(
    failingWith failure: (SourceFailure) -> Failure, _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try self.write(missing.map(\.number), failingWith: failure, write)
  }

  private func write<Failure: Error>(
    _ numbers: [Int], failingWith failure: (SourceFailure) -> Failure, _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try write(Array(#"{"data":["#.utf8))
    for (place, number) in numbers.enumerated() {
      let text: [UInt8]
      do throws(SourceFailure) { text = try states.text(number) } catch { throw failure(error) }
      try write(place == 0 ? [0x0A] : [0x2C, 0x0A])
      try write(text)
    }
    try write(Array("\n]}\n".utf8))
  }

  /// Whether this run has seen what earlier ones didn't.
  public var hasNew: Bool { states.records.count > knownCount }

  /// Whether this run misses a production line.
  public var hasMissing: Bool { !missing.isEmpty }
}

extension HistoryCollector {
  private var missing: [(number: Int, isNew: Bool)] {
    search.missing(from: states, ahead: firstAhead ?? knownCount, end: knownCount)
  }

  /// What this run is the first to miss.
  fileprivate func missingLines() throws(SourceFailure) -> MissingLines {
    var lines = MissingLines()
    for (number, isNew) in missing where isNew {
      lines.count += 1
      guard lines.rows.count < MissingLines.shown else { continue }
      let state = try KeptLine(states.text(number), context)
      func text(_ field: Field) -> String { state.text(of: field) ?? "" }
      lines.rows.append(.init(line: text(.id), payment: text(.paymentIntent), status: text(.status)))
    }
    return lines
  }

  private mutating func attempt(_ body: (inout HistoryCollector) throws(SourceFailure) -> Void) {
    guard failure == nil else { return }
    do throws(SourceFailure) { try body(&self) } catch { failure = error }
  }

  private mutating func add(_ line: ProductionLine, _ context: RuleContext) throws(SourceFailure) {
    guard let keys = StateKeys(line, context) else { return }
    try states.add(
      keys, status: line.status, text: context.texts.window.span.bytes.extracting(line.record.range))
    search.remember(line)
  }

  private mutating func judge(_ line: ProductionLine, _ context: RuleContext) throws(SourceFailure) {
    guard let keys = StateKeys(line, context) else {
      tally.notTestable[line.obstacle(FieldSet([.id, .paymentIntent]))] += 1
      return
    }
    let isFinished = line.status.map { $0 >= .finished } ?? false
    let numbers = states.numbers(like: keys)
    if numbers.isEmpty, states.numbers(ofLine: keys).isEmpty {
      tally.notTestable[.noEarlierState] += 1
      if isFinished, !isSecond { try add(line, context) }
      return
    }
    // The furthest state that is known of a job was held against those before it.
    let furthest = numbers.max { states.records[$0].status < states.records[$1].status }
    if let furthest, states.records[furthest].content == keys.content {
      tally.passed += 1
      noteTested(line, context)
      return
    }
    let text = Array(context.texts.window[line.record.range])
    let state = try KeptLine(text, self.context)
    let earlier = try earlier(than: state, keys)
    guard !earlier.isEmpty else {
      tally.notTestable[.noEarlierState] += 1
      if isFinished, !isSecond { try add(line, context) }
      return
    }
    noteTested(line, context)
    if HistoryCollector.changes(earlier, state).isEmpty {
      tally.passed += 1
      let isFurther = !earlier.contains { $0.line.status.map { $0 >= line.status ?? .requested } ?? true }
      if isFinished, !isSecond, isFurther { try add(line, context) }
      return
    }
    pending.append(
      Pending(
        source: Int32(context.source), count: Int32(text.count), index: line.index, byteOffset: line.offset,
        offset: waiting.count))
    try waiting.append(text.span.bytes)
  }

  private mutating func noteTested(_ line: ProductionLine, _ context: RuleContext) {
    guard !watched.isEmpty else { return }
    watched.note(
      ChangedAfterFinished.about, on: context.string(line.id),
      requested: line.stamp(.requested)?.description ?? "", in: &retests)
  }

  /// The states of the same job that were remembered, the first in its life first.
  private func earlier(than state: KeptLine, _ keys: StateKeys) throws(SourceFailure) -> [KeptLine] {
    func rank(_ state: KeptLine) -> UInt8 { state.line.status?.rawValue ?? .max }
    let ahead = (firstAhead ?? knownCount)..<knownCount
    func find(_ numbers: [Int], _ isWanted: (KeptLine) -> Bool) throws(SourceFailure) -> [KeptLine] {
      var found: [KeptLine] = []
      for number in numbers {
        var earlier = try KeptLine(states.text(number), context)
        earlier.isAhead = ahead.contains(number) && rank(earlier) > rank(state)
        if isWanted(earlier) { found.append(earlier) }
      }
      return found
    }
    var found = try find(states.numbers(like: keys)) { $0.isSameJob(as: state) }
    if found.isEmpty { found = try find(states.numbers(ofLine: keys)) { $0.mustBeSameJob(as: state) } }
    return found.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  /// What differs from the first state that has each member.
  private static func changes(_ earlier: [KeptLine], _ state: KeptLine) -> [StateComparison.Change] {
    var seen: FieldSet = []
    var changes: [StateComparison.Change] = []
    for old in earlier {
      for change in StateComparison(finished: old, state).changes where !seen.has(change.field) {
        if old.isAhead, change.new == nil || change.field == .status { continue }
        seen.insert(FieldSet(change.field))
        changes.append(change)
      }
    }
    return changes
  }

  /// Calls the body with every change of every production line, in input order.
  fileprivate func forEachChange(
    _ body: (KeptLine, StateComparison.Change, (source: Int, index: Int, byteOffset: Int)) -> Void
  ) throws(SourceFailure) {
    for line in pending {
      let state = try KeptLine(waiting.read(at: line.offset, count: Int(line.count)), context)
      guard let keys = StateKeys(state.line, state.context) else { continue }
      for change in HistoryCollector.changes(try earlier(than: state, keys), state) {
        body(state, change, (Int(line.source), line.index, line.byteOffset))
      }
    }
  }
}

extension Auditor {
  /// A collector for a run of a job, which knows nothing yet.
  ///
  /// - Parameter baseline: what was known before the run.
  public func historyCollector(_ baseline: Baseline = Baseline()) -> HistoryCollector {
    HistoryCollector(context, storage, baseline.watched)
  }

  /// Adds what a collector has found to an audit that is complete but for token files and payments.
  public func judge(
    _ collector: HistoryCollector, into audit: inout Audit, baseline: inout Baseline,
    observer: inout some AuditObserver
  ) {
    let sources = SourcePlaces(audit.sources)
    for problem in collector.problems { audit.add(problem) }
    audit.lostRuns = collector.lost
    if let failure = collector.failure { audit.fail(failure) }
    // What a list lacks that is not whole is not missing.
    if audit.failure == nil, audit.sources.allSatisfy(\.isComplete) {
      do throws(SourceFailure) { audit.missing = try collector.missingLines() } catch { audit.fail(error) }
    }
    let severity = settings.severity(of: ChangedAfterFinished.about)
    guard severity != .off else { return }
    let rule = Rulebook.index(of: ChangedAfterFinished.about)
    audit.merge(collector.tally, ruleAt: rule)
    audit.retests.merge(collector.retests)
    do throws(SourceFailure) {
      try collector.forEachChange { state, change, place in
        var finding = Finding(rule: ChangedAfterFinished.about, severity: severity)
        let (line, context) = (state.line, state.context)
        finding.subject = line.text(of: .id, context) ?? ""
        finding.paymentIntent = line.text(of: .paymentIntent, context) ?? ""
        finding.requested = line.stamp(.requested)?.description ?? ""
        finding.ended = line.stamp(.ended)?.description ?? ""
        finding.field = change.field.path
        finding.expected = change.old ?? ""
        finding.actual = change.new ?? ""
        finding.message = ChangedAfterFinished.message(change)
        finding.source = sources.name(of: place.source)
        finding.index = place.index
        finding.byteOffset = place.byteOffset
        audit.add(
          finding, at: sources.place(place.index, of: place.source), ruleAt: rule, baseline: &baseline,
          observer: &observer)
      }
    } catch { audit.fail(error) }
  }
}
