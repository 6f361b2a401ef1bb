import Analysis

/// One run of a job, from its lock to its place in the index.
struct CurrentRun {
  let job: ScheduledJob
  let days: RunDays
  let messages: Messages
  let context: CommandContext
  var record = RunRecord()
  /// The file of metrics; nil if none is wanted.
  var metrics: String?
  private var rules: [RunMetrics.RuleCount] = []
  private var finding: Finding?
  private var exception: Discrepancy?
  private var isJudged = false
  private var failsOnNew = false
  /// Why the run is not complete.
  private var gaps: Set<Gap> = []
  /// How the run of the day before ended.
  private var was: Outcome?
  /// The report, once it can be seen.
  private var place: String?
  /// The report of the payments, once it can be seen.
  private var payments: String?
  private let begin = ContinuousClock.now

  private let asOf: Timestamp

  init(_ job: ScheduledJob, _ days: RunDays, asOf: Timestamp, messages: Messages, context: CommandContext) {
    self.job = job
    self.days = days
    self.asOf = asOf
    self.messages = messages
    self.context = context
    record.job = job.name
    record.day = days.name
  }

  mutating func run(_ options: [String]) -> ExitCode {
    do throws(OutputError) {
      guard let folder = try JobFolder.open(job.folder) else {
        giveWay()
        return record.exitCode
      }
      var history: RunHistory?
      do throws(OutputError) {
        let earlier = try RunHistory(folder.path)
        history = earlier
        try run(options, in: folder, earlier)
      } catch {
        fail(error)
        // What it takes may be what is missing, on a full disk.
        try? folder.discard()
      }
      end(history, holding: folder)
    } catch {
      fail(error)
      end(nil)
    }
    return record.exitCode
  }

  /// Ends at once, since another run has the lock; the metrics are those of that run.
  private mutating func giveWay() {
    if let limit = job.hungAfter, let since = JobFolder.heldSince(job.folder),
      WallClock.now.milliseconds - since.milliseconds > limit.milliseconds
    {
      record.exitCode = .incomplete
      record.reason =
        "another run of this job has not finished since \(since), longer than hungAfter (\(limit)). "
        + "See what it waits for, and end it."
    } else {
      record.exitCode = .temporary
      record.reason = "another run of this job is not finished"
    }
    messages.error("\(job.name): \(record.reason ?? "")")
    finish()
    tell()
  }

  private mutating func run(
    _ options: [String], in folder: borrowing JobFolder, _ history: RunHistory
  ) throws(OutputError) {
    for name in history.damaged {
      messages.warning("\(job.name): \(name)/run.json can't be read, so this run is left out of the history")
    }
    let earlier = history.previous(of: days.name)
    let previous = usable(earlier, in: folder.path, "report.json", without: "all findings count as new") {
      (source) throws(SourceProblem) in
      _ = try PreviousReport(source, keepingIn: Spool())
    }
    was = history.counting.last { $0.day < days.name }?.outcome
    record.previous = previous?.folder
    var arguments = options + ["--output=\(folder.draft)/"]
    if let previous { arguments.append("--previous=\(folder.path)/\(previous.folder)/report.json") }
    let states = try StateFiles(folder.path, draft: folder.draft, day: days.name, previous: previous)
    for name in states.lost(history.runs) {
      messages.warning(
        "\(job.name): \(name)/\(StateFiles.name) is gone: changes of what only that run saw go unnoticed. "
          + "Restore it from a backup.")
    }
    var sources = JobSources(job, context, messages)
    let code = try sources.read() ?? audit(arguments, sources.items, states)
    record.answers = sources.answers
    record.exitCode = code
    guard isJudged else {
      gaps.insert(Gap(code))
      record.outcome = .incomplete
      let what = code == .incomplete ? "the reports could not be written" : "nothing was audited"
      record.reason = context.lastError?.text.map { "\(what): \($0)" } ?? what
      try folder.discard()
      return
    }
    record.hasFirstSeen = FileIdentity(states.draft) != nil
    record.exitCode = code == .incomplete ? .incomplete : failsOnNew ? .findings : .success
    if code == .incomplete { record.outcome = .incomplete }
    reconcile(sources, earlier, in: folder)
    expect()
    record.folder = folder.freeName(days.name)
    finish()
    let file = try OutputFile("\(folder.draft)/run.json", temporaries: context.temporaries)
    try file.write(record.json)
    try file.commit()
    try folder.publish(as: record.folder)
    place = "\(folder.path)/\(record.folder)/report.md"
    let page = "\(folder.path)/\(record.folder)/\(JobPayments.page)"
    if FileIdentity(page) != nil { payments = page }
    try update(folder, history)
  }

  /// Notes that a report, the index or the link could not be written.
  private mutating func fail(_ error: OutputError) {
    messages.error(error.message)
    gaps.insert(.reports)
    record.outcome = .incomplete
    record.exitCode = .incomplete
    record.reason = error.message
  }

  /// Something that the run should have written is missing; other codes above that of findings say more.
  private mutating func raiseCode() {
    if [.success, .findings].contains(record.exitCode) { record.exitCode = .incomplete }
  }

  private mutating func finish() {
    record.finished = WallClock.now
    let duration = (ContinuousClock.now - begin).components
    record.duration = Int(duration.seconds * 1000 + duration.attoseconds / 1_000_000_000_000_000)
  }

  /// Tells how it ended while no other run of the job can.
  private mutating func end(_ history: RunHistory?, holding folder: borrowing JobFolder) { end(history) }

  private mutating func end(_ history: RunHistory?) {
    if place == nil { finish() }
    do throws(OutputError) { try writeMetrics(history) } catch {
      messages.error(error.message)
      raiseCode()
    }
    tell()
  }

  /// Audits, and takes over what was learnt.
  private mutating func audit(_ arguments: [String], _ inputs: [InputItem], _ states: StateFiles) -> ExitCode {
    do throws(UsageError) {
      guard case .run(let parsed) = try ArgumentParser.parse([CommandTable.audit.name] + arguments) else {
        return .configuration
      }
      var learnt: (audit: Audit, settings: AuditSettings)?
      let code = try AuditCommand.run(parsed, context, inputs: inputs, states: states) { learnt = ($0, $1) }
      guard let learnt else { return code }
      isJudged = true
      record.add(learnt.audit, learnt.settings)
      rules = RunMetrics.rules(learnt.audit, learnt.settings)
      gaps = Set(learnt.audit.shortfalls(learnt.settings).map { Gap($0) })
      let new = learnt.audit.firstFindings.compactMap(\.first)
      finding = RunSummary.gravest(new)
      failsOnNew = learnt.settings.failOn.map { least in new.contains { $0.severity >= least } } ?? false
      return code
    } catch {
      messages.error(error.message)
      return .configuration
    }
  }

  /// The last of some runs, which come the last first, of which a file can be used; those before it are named.
  ///
  /// - Parameter consequence: what follows when there is none left.
  private func usable(
    _ runs: [RunRecord], in folder: String, _ name: String, without consequence: String,
    _ read: (consuming StreamSource) throws(SourceProblem) -> Void
  ) -> RunRecord? {
    var useless: [(run: String, problem: String)] = []
    var found: RunRecord?
    for run in runs {
      do throws(InputError) {
        try BaselineFiles.use("\(folder)/\(run.folder)/\(name)", mustBeRegular: true, read)
        found = run
        break
      } catch { useless.append((run.folder, error.text)) }
    }
    let then = found.map { "this run is compared with \($0.folder)" } ?? consequence
    for (run, problem) in useless {
      messages.warning("\(job.name): \(run)/\(name) can't be used, so \(then): \(problem)")
    }
    return found
  }

  /// Holds the lists against the payments of the job.
  ///
  /// - Parameter earlier: the runs that can be compared with, the last first.
  private mutating func reconcile(_ sources: JobSources, _ earlier: [RunRecord], in folder: borrowing JobFolder) {
    guard !job.payments.isEmpty else { return }
    let previous = usable(
      earlier.filter { $0.payments != nil }, in: folder.path, JobPayments.report, without: "all exceptions count as new"
    ) { (source) throws(SourceProblem) in _ = try PreviousExceptions(source)
    }
    let result = JobPayments.run(
      JobPayments.arguments(job, days, asOf: asOf), lists: sources.paths, draft: folder.draft,
      previous: previous.map { "\(folder.path)/\($0.folder)/\(JobPayments.report)" }, context, messages)
    record.openExceptions = result.open
    record.newExceptions = result.new
    record.resolvedExceptions = result.resolved
    exception = result.first
    switch result.ending {
    case .reconciled: record.payments = "reconciled"
    case .exceptions:
      record.payments = "exceptions"
      if record.outcome == .pass { record.outcome = .fail }
      if result.fails, record.exitCode == .success { record.exitCode = .findings }
    case .incomplete:
      record.payments = "incomplete"
      let isWritten = FileIdentity("\(folder.draft)/\(JobPayments.page)") != nil
      miss(
        .payments,
        "the payments could not be reconciled completely; \(isWritten ? JobPayments.page : "the messages of the run") "
          + (isWritten ? "says why" : "say why"))
    }
  }

  /// Holds the number of production lines against what the job expects.
  private mutating func expect() {
    guard let expectation = job.expectation, expectation.days.contains(days.weekday),
      record.productionLines < expectation.least
    else { return }
    let lines: Prose = "\(record.productionLines, "production line")"
    let reason = "\(lines.plain), at least \(expectation.least) were expected"
    miss(.count, reason)
    messages.error("\(job.name): \(reason)")
  }

  /// Notes what keeps the run from being complete; the first reason is the cause of others.
  private mutating func miss(_ gap: Gap, _ reason: String) {
    gaps.insert(gap)
    record.outcome = .incomplete
    record.exitCode = .incomplete
    record.reason = record.reason ?? reason
  }

  /// Makes the index and the link anew, and then removes what is too old: neither ever leads to a run
  /// that is gone.
  private func update(_ folder: borrowing JobFolder, _ earlier: RunHistory) throws(OutputError) {
    var history = earlier.with(record)
    let surplus = job.keep.map { history.surplus(keeping: $0, besides: record) } ?? []
    history = history.without(surplus)
    let index = try OutputFile("\(folder.path)/index.md", temporaries: context.temporaries, mustBeRegular: true)
    try index.write(history.index(of: job))
    try index.commit()
    let page = try OutputFile("\(folder.path)/index.html", temporaries: context.temporaries, mustBeRegular: true)
    try page.write(history.page(of: job))
    try page.commit()
    if let last = history.runs.last { try folder.setLatest(last.folder) }
    for run in surplus { try folder.remove(run: run.folder) }
  }

  /// Writes the metrics; `history` is that before this run, nil if it is not known.
  private func writeMetrics(_ history: RunHistory?) throws(OutputError) {
    guard let metrics else { return }
    let file = MetricsFile(path: metrics, job: job.name)
    var successes = history?.runs.filter { $0.exitCode == .success }.map(\.finished) ?? []
    if let told = file.lastSuccess() { successes.append(told) }
    // What lies ahead was written while the clock was wrong.
    let earlier = successes.filter { $0 <= record.finished }.max()
    let last = record.exitCode == .success ? record.finished : earlier
    try file.write(RunMetrics(record: record, lastSuccess: last, rules: rules, gaps: gaps).text)
  }

  private mutating func tell() {
    let summary = RunSummary.text(
      record, was: was, finding: finding, exception: exception, place: place, payments: payments)
    if !messages.isQuiet || record.exitCode != .success {
      if Program.print(summary, context) != .success { raiseCode() }
    }
    guard let notice = job.notice, Notifier.isDue(notice, record, was: was) else { return }
    if let failure = Notifier.tell(notice, summary, record) { messages.warning("notify: \(failure)") }
  }
}
