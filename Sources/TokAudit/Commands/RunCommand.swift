import Analysis

/// The command `run`.
enum RunCommand {
  /// Runs a job, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    if parsed.flag(.printExample) { return Program.print(JobExample.text, context) }
    guard let path = parsed.operands.first else { throw UsageError("A job file is missing.", command: parsed.command) }
    var context = context
    context.lastError = LastError()
    context.isOfJob = true
    let messages = Messages(parsed, context)
    let started = WallClock.now
    var asOf = started
    if let text = parsed.value(.runAsOf) {
      // The zone of the job is not known before it is read, so only moments are taken.
      guard let time = ClockTime(text), time.isUTC else {
        throw .invalid(text, for: .runAsOf, because: "Write it as 2026-01-31T12:00:00Z.", in: parsed.command)
      }
      guard RunDays.moments.contains(time.shown) else {
        let years = "Its year must be one of 0002 to 9998, so that every day of the run has a name."
        throw .invalid(text, for: .runAsOf, because: years, in: parsed.command)
      }
      asOf = time.shown
    }
    if let metrics = parsed.value(.metrics) {
      guard metrics.hasSuffix(".prom") else {
        throw .invalid(metrics, for: .metrics, because: "It must end with .prom.", in: parsed.command)
      }
      do throws(OutputError) { try OutputFile.checkWritable(metrics) } catch {
        messages.error(error.message)
        return .incomplete
      }
    }
    do throws(JobProblem) {
      let job = try JobFile.read(path)
      let days = try RunDays(job, asOf: asOf)
      let given = given(job, days, asOf)
      let arguments = given + job.options.texts
      // Rule codes and the like are known to audit only.
      try validate(job, arguments + ["--"] + job.sources)
      if !job.payments.isEmpty { try validate(job, payments: JobPayments.arguments(job, days, asOf: asOf)) }
      try JobSources(job, context, messages).check()
      if parsed.flag(.check) {
        let check = JobCheck(job: job, days: days, given: given)
        if let problem = check.problem { throw problem }
        if let objection = UnitFiles.objection(to: job) {
          messages.warning(job.places.problem("at", objection).message)
        }
        return Program.print(check.text, context)
      }
      let telling = RunTelling(job: job, metrics: parsed.value(.metrics), messages: messages, context: context)
      var run = CurrentRun(job, days, started: started, asOf: asOf, telling)
      return run.run(arguments)
    } catch {
      messages.error("\(InputNames.shown(path)): \(error.message)")
      return .configuration
    }
  }

  /// What every audit of a run is given besides the options of the job.
  private static func given(_ job: ScheduledJob, _ days: RunDays, _ asOf: Timestamp) -> [String] {
    ["--zone=\(job.zone)", "--as-of=\(asOf)", "--digest", "--quiet", "--no-progress"] + days.arguments
  }

  private static func validate(_ job: ScheduledJob, _ arguments: [String]) throws(JobProblem) {
    do throws(UsageError) {
      guard case .run(let parsed) = try ArgumentParser.parse([CommandTable.audit.name] + arguments) else { return }
      _ = try AuditRequest(parsed)
    } catch { throw job.places.problem(error, in: ["options", "window"]) }
  }

  private static func validate(_ job: ScheduledJob, payments arguments: [String]) throws(JobProblem) {
    do throws(UsageError) {
      let parsed = try ArgumentParser.parse([CommandTable.reconcile.name] + arguments + ["--", "list.json"])
      if case .run(let parsed) = parsed { _ = try ReconcileRequest(parsed) }
    } catch { throw job.places.problem(error, in: ["payments", "window", "options"]) }
  }
}
