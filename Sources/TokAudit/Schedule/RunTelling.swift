import Analysis

/// Tells how a run ended: the metrics, the summary, and whom the job notifies.
struct RunTelling {
  let job: ScheduledJob
  /// The file of metrics; nil if none is wanted.
  let metrics: String?
  let messages: Messages
  let context: CommandContext

  /// Tells all of it; what can't be told changes how the run ended.
  ///
  /// - Parameter history: the runs before this one; nil if they are not known.
  func tell(_ verdict: inout RunVerdict, _ history: RunHistory?) {
    do throws(OutputError) { try writeMetrics(verdict, history) } catch {
      messages.error(error.message)
      verdict.raiseCode()
    }
    tellPeople(&verdict)
  }

  /// Tells people only: the metrics are those of another run.
  func tellPeople(_ verdict: inout RunVerdict) {
    let summary = RunSummary.text(
      verdict.record, was: verdict.was, finding: verdict.finding, exception: verdict.exception, place: verdict.report,
      payments: verdict.payments)
    if !messages.isQuiet || verdict.record.exitCode != .success {
      if Program.print(summary, context) != .success { verdict.raiseCode() }
    }
    guard let notice = job.notice, Notifier.isDue(notice, verdict.record, was: verdict.was) else { return }
    if let failure = Notifier.tell(notice, summary, verdict.record) { messages.warning("notify: \(failure)") }
  }

  private func writeMetrics(_ verdict: RunVerdict, _ history: RunHistory?) throws(OutputError) {
    guard let metrics else { return }
    let record = verdict.record
    let file = MetricsFile(path: metrics, job: job.name)
    var successes = history?.runs.filter { $0.exitCode == .success }.map(\.finished) ?? []
    if let told = file.lastSuccess() { successes.append(told) }
    // What lies ahead was written while the clock was wrong.
    let earlier = successes.filter { $0 <= record.finished }.max()
    let last = record.exitCode == .success ? record.finished : earlier
    try file.write(RunMetrics(record: record, lastSuccess: last, rules: verdict.rules, gaps: verdict.gaps).text)
  }
}
