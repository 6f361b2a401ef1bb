import Analysis

/// The index of a job, as a page and as a table for terminals, both made from the same rows.
extension RunHistory {
  /// The page as HTML.
  func page(of job: ScheduledJob) -> String { NightsPage.text(of: nights(of: job), job: job.name) }

  /// The table of all runs as Markdown, the newest first.
  func index(of job: ScheduledJob) -> String {
    let columns = NightsPage.Night.columns
    var text = "# Runs of \(job.name)\n\n" + sparklines(of: job)
    text += "| \(columns.joined(separator: " | ")) |\n"
    text += "| --- | --- | ---: | ---: | ---: | ---: | --- |\n"
    for night in nights(of: job) {
      let name = night.folder.map { "[\($0)](\($0)/report.md)" } ?? night.name
      var verdict = MarkdownFormat.cell(night.verdict)
      if let folder = night.folder, let payments = night.payments {
        verdict += "; [payments](\(folder)/\(payments.report).md): \(payments.counts)"
      }
      let numbers = night.numbers.map { $0.map(String.init) ?? NightsPage.Night.unknown }
      text += "| \(([name, verdict] + numbers + [night.openSince]).joined(separator: " | ")) |\n"
    }
    return text
  }

  /// The rows, the newest first: the runs and what is damaged of them, and where a run each day is due also the days
  /// without one.
  private func nights(of job: ScheduledJob) -> [NightsPage.Night] {
    let firstKept = firstKept(keeping: job.keep)
    let counting = Set(self.counting.map(\.folder))
    // Of a damaged run only the name of its folder tells the day.
    var all = damaged.map { (day: String($0.prefix(10)), folder: $0, night: NightsPage.Night.damaged(folder: $0)) }
    for run in runs {
      let shown = NightsPage.Run(run, isReplaced: !counting.contains(run.folder))
      all.append((run.day, run.folder, .run(shown)))
    }
    func number(_ folder: String) -> Int { RunHistory.number(in: Array(folder.utf8)) ?? 0 }
    var nights: [NightsPage.Night] = []
    var later: String?
    for (day, _, night) in all.sorted(by: { ($0.day, number($0.folder)) > ($1.day, number($1.folder)) }) {
      if job.window != .lastMonth, let later, let days = MissingDays(after: day, before: later) {
        nights.append(later > firstKept ? .missing(days) : .notKept(days))
      }
      later = day
      nights.append(night)
    }
    return nights
  }
}

extension NightsPage.Run {
  fileprivate init(_ run: RunRecord, isReplaced: Bool) {
    let payments = run.openExceptions.map { open in
      NightsPage.Payments(
        report: JobPayments.name, open: open, new: run.newExceptions ?? 0, resolved: run.resolvedExceptions ?? 0)
    }
    self.init(
      day: run.day, folder: run.folder, outcome: run.outcome, reason: run.reason,
      productionLines: run.productionLines, new: run.newFindings, known: run.known, resolved: run.resolved,
      openSince: run.openSince, payments: payments, isReplaced: isReplaced)
  }
}
