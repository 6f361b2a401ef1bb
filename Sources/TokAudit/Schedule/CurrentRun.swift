import Analysis

/// One run of a job, from its lock to its place in the index.
struct CurrentRun {
  private let job: ScheduledJob
  private let days: RunDays
  private let asOf: Timestamp
  private let telling: RunTelling
  private let begin = ContinuousClock.now
  private var verdict: RunVerdict

  private var messages: Messages { telling.messages }
  private var context: CommandContext { telling.context }

  /// A run that began at a moment, which need not be the one as of which it runs.
  init(_ job: ScheduledJob, _ days: RunDays, started: Timestamp, asOf: Timestamp, _ telling: RunTelling) {
    self.job = job
    self.days = days
    self.asOf = asOf
    self.telling = telling
    verdict = RunVerdict(job, days)
    verdict.record.started = started
  }

  /// Runs, tells how it ended, and says it.
  ///
  /// - Parameter options: the arguments of audit.
  mutating func run(_ options: [String]) -> ExitCode {
    do throws(OutputError) {
      guard let folder = try JobFolder.open(job.folder) else {
        giveWay()
        return verdict.record.exitCode
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
      tell(history)
      // Only now may another run of the job begin.
      folder.unlock()
    } catch {
      fail(error)
      tell(nil)
    }
    return verdict.record.exitCode
  }

  /// Ends at once, since another run has the lock; the metrics are those of that run.
  private mutating func giveWay() {
    let now = WallClock.now
    if let limit = job.hungAfter, let since = JobFolder.heldSince(job.folder, at: now),
      now.milliseconds - since.milliseconds > limit.milliseconds
    {
      verdict.giveWay(
        .incomplete,
        "another run of this job has not finished since \(since), longer than hungAfter (\(limit)). "
          + "See what it waits for, and end it.")
    } else {
      verdict.giveWay(.temporary, "another run of this job is not finished")
    }
    messages.error("\(job.name): \(verdict.record.reason ?? "")")
    finish()
    telling.tellPeople(&verdict)
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
    verdict.was = history.counting.last { $0.day < days.name }?.outcome
    verdict.record.previous = previous?.folder
    var arguments = options + ["--output=\(folder.draft)/"]
    if let previous { arguments.append("--previous=\(folder.path)/\(previous.folder)/report.json") }
    let states = try StateFiles(
      folder.path, draft: folder.draft, day: days.name, previous: previous, runs: history.runs)
    verdict.record.lostRuns = states.lost
    for name in states.lost {
      messages.warning(
        "\(job.name): \(name)/\(StateFiles.name) is gone: changes of what only that run saw go unnoticed. "
          + "Restore it from a backup.")
    }
    var sources = JobSources(job, context, messages)
    let code = try sources.read() ?? audit(arguments, sources.items, states)
    verdict.record.answers = sources.answers
    guard verdict.isJudged else {
      verdict.end(unjudged: code, context.lastError)
      try folder.discard()
      return
    }
    verdict.end(code)
    verdict.record.hasFirstSeen = FileIdentity(states.draft) != nil
    reconcile(sources, earlier, in: folder)
    expect()
    try publish(folder)
    try update(folder, history)
  }

  /// Audits, and takes over what was learnt.
  private mutating func audit(_ arguments: [String], _ inputs: [InputItem], _ states: StateFiles) -> ExitCode {
    do throws(UsageError) {
      guard case .run(let parsed) = try ArgumentParser.parse([CommandTable.audit.name] + arguments) else {
        return .configuration
      }
      return try AuditCommand.run(
        parsed, context, inputs: inputs, states: states, allowsEmptyWindow: job.isIdle(onWeekday: days.weekday)
      ) { verdict.add($0, $1) }
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
      JobPayments.arguments(
        job, days, asOf: asOf, after: previous?.day, hasLines: verdict.record.productionLines > 0),
      job.places, lists: sources.paths, draft: folder.draft,
      previous: previous.map { "\(folder.path)/\($0.folder)/\(JobPayments.report)" }, context, messages)
    verdict.add(result, isWritten: FileIdentity("\(folder.draft)/\(JobPayments.page)") != nil)
  }

  /// Holds the number of production lines that ended in the window against what the job expects.
  private mutating func expect() {
    guard let expectation = job.expectation, expectation.days.contains(days.weekday),
      verdict.ended < expectation.least
    else { return }
    let lines: Prose = "\(verdict.ended, "production line")"
    let reason = "\(lines.plain), at least \(expectation.least) were expected"
    verdict.miss(.count, reason)
    messages.error("\(job.name): \(reason)")
  }

  /// Writes the record, and makes the run visible.
  private mutating func publish(_ folder: borrowing JobFolder) throws(OutputError) {
    verdict.record.folder = folder.freeName(days.name)
    finish()
    let file = try OutputFile("\(folder.draft)/run.json", temporaries: context.temporaries)
    try file.write(verdict.record.json)
    try file.commit()
    try folder.publish(as: verdict.record.folder)
    let place = "\(folder.path)/\(verdict.record.folder)"
    verdict.report = "\(place)/report.md"
    let page = "\(place)/\(JobPayments.page)"
    if FileIdentity(page) != nil { verdict.payments = page }
  }

  /// Makes the index and the link anew, and then removes what is too old: neither ever leads to a run
  /// that is gone.
  private func update(_ folder: borrowing JobFolder, _ earlier: RunHistory) throws(OutputError) {
    let record = verdict.record
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

  /// Notes that a report, the index or the link could not be written.
  private mutating func fail(_ error: OutputError) {
    messages.error(error.message)
    verdict.fail(error)
  }

  private mutating func finish() {
    verdict.record.finished = WallClock.now
    let duration = (ContinuousClock.now - begin).components
    verdict.record.duration = Int(duration.seconds * 1000 + duration.attoseconds / 1_000_000_000_000_000)
  }

  /// Tells how it ended while no other run of the job can.
  private mutating func tell(_ history: RunHistory?) {
    if verdict.report == nil { finish() }
    telling.tell(&verdict, history)
  }
}
