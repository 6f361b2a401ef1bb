/// What only all production lines together can tell.
extension Auditor {
  /// Finds which production lines are states of one job, and which are parts.
  ///
  /// - Parameter failure: why the inputs can't be read a second time; nil if they can.
  /// - Returns: an audit to read the same inputs into once more, if some must be left out or compared; nil if what was
  ///   learnt so far stands.
  public func relate(_ audit: inout Audit, unlessUnreadable failure: SourceFailure? = nil) -> Audit? {
    do throws(SourceFailure) {
      try audit.checkStorage()
      let suspects = try KeySuspects(
        LineEntry.Kind.allCases, in: audit.index.piles, storage, workers: workers.count)
      if let reopen {
        var places = BitSet()
        try suspects.visit { places.insert($0) }
        audit.index.removeHashes()
        try recall(places, in: &audit, reopen)
      }
      let lineage = try Lineage(audit.index, among: suspects, storage)
      if lineage.needsSecondReading, let failure { throw failure }
      audit.setLineage(lineage)
      return lineage.needsSecondReading ? Audit(again: audit, lineage) : nil
    } catch {
      audit.fail(error)
      return nil
    }
  }

  private func recall(_ places: BitSet, in audit: inout Audit, _ reopen: @escaping Reopening) throws(SourceFailure) {
    var fetcher = LineFetcher(context, reopen)
    try audit.index.recall(places, of: SourcePlaces(audit.sources), by: &fetcher, storage)
  }

  /// Reads again what will be named though it shares no key: jobs that take too long, and the longest ones.
  private func recallNamed(in audit: inout Audit, _ reopen: @escaping Reopening) throws(SourceFailure) {
    var places = BitSet()
    let moment = settings.asOf ?? audit.latest
    var waiting = audit.index.open
    try waiting.visit { (pair) in
      if OpenLine(word: pair.value).isStuck(at: moment, after: settings.stuckAfter) { places.insert(Int(pair.key)) }
    }
    for entry in audit.times.longest.entries { places.insert(entry.place) }
    try recall(places, in: &audit, reopen)
  }

  /// Judges all production lines by the cross-line rules, after those by themselves.
  public func judgeTogether(
    _ audit: inout Audit, baseline: inout Baseline, observer: inout some AuditObserver
  ) {
    guard let lineage = audit.lineage, audit.failure == nil else { return }
    do throws(SourceFailure) {
      try audit.checkStorage()
      if let reopen { try recallNamed(in: &audit, reopen) }
      var lines = LinesTogether(audit, lineage, by: self)
      let watched = baseline.watched
      var judged: [Int: BitSet] = [:]
      for rule in crossLineRules {
        var verdicts = CrossLineVerdicts(storage, notesJudged: !watched.isEmpty)
        try rule.type.judge(&lines, &verdicts)
        audit.merge(verdicts.tally, ruleAt: rule.index)
        let together = lines
        judged[rule.index] = verdicts.judged
        try verdicts.forEachFailure { (failure) throws(SourceFailure) in
          guard together.isReported(failure) else {
            audit.leaveOut(failureOf: rule.index)
            guard baseline.hasPrevious else { return }
            for evidence in try rule.type.explain(failure, together) {
              baseline.leaveOut(try Finding(rule.info, rule.severity, failure.place, evidence, together))
            }
            return
          }
          for evidence in try rule.type.explain(failure, together) {
            let finding = try Finding(rule.info, rule.severity, failure.place, evidence, together)
            audit.add(finding, at: failure.place, ruleAt: rule.index, baseline: &baseline, observer: &observer)
          }
        }
      }
      if !watched.isEmpty { try noteTested(lines, judged, watched, in: &audit.retests) }
      try audit.times.settle(lines)
    } catch { audit.fail(error) }
  }

  /// Notes which rules were tested on what a previous report has findings on; not on states for which a later one
  /// stands.
  ///
  /// - Parameter judged: the production lines that rules of pairs have judged, by the places of these rules.
  private func noteTested(
    _ lines: LinesTogether, _ judged: [Int: BitSet], _ watched: WatchedSubjects, in retests: inout Retests
  ) throws(SourceFailure) {
    try lines.index.visit { (place, entry) in
      guard let rules = watched.rules(on: entry), !lines.lineage.superseded.contains(place) else { return }
      for rule in crossLineRules where rules.contains(rule.index) {
        guard judged[rule.index]?.contains(place) ?? false || rule.type.obstacle(to: entry, lines) == nil
        else { continue }
        watched.note(rule.index, on: entry, in: &retests)
      }
    }
  }
}

extension Finding {
  /// The finding of a cross-line rule.
  fileprivate init(
    _ rule: RuleInfo, _ severity: Severity, _ place: Int, _ evidence: Evidence, _ lines: LinesTogether
  ) throws(SourceFailure) {
    self.init(rule: rule, severity: severity)
    let entry = try lines.index.entry(place)
    subject = try lines.index.text(.id, of: entry)
    paymentIntent = try lines.index.text(.payment, of: entry)
    requested = entry.hasRequested ? Timestamp(milliseconds: entry.requested).description : ""
    field = evidence.field?.path ?? ""
    expected = evidence.expected
    actual = evidence.actual
    unit = evidence.unit
    message = evidence.message
    (source, index) = lines.position(of: place)
    byteOffset = entry.offset
  }
}
