import Analysis

/// The page that shows all runs of a job, beside the table for terminals.
extension RunHistory {
  /// The page as HTML.
  func page(of job: ScheduledJob) -> String {
    let counting = Set(self.counting.map(\.folder))
    var nights: [NightsPage.Night] = []
    for run in runs.reversed() {
      if job.window == .yesterday, let later = nights.last?.day,
        let gap = RunHistory.nights(after: run.day, before: later)
      {
        nights.append(gap)
      }
      nights.append(
        NightsPage.Night(
          day: run.day,
          run: NightsPage.Run(
            folder: run.folder, outcome: run.outcome, reason: run.reason, productionLines: run.productionLines,
            new: run.newFindings, known: run.known, resolved: run.resolved, openSince: run.openSince,
            isReplaced: !counting.contains(run.folder)))
      )
    }
    return NightsPage.text(of: nights, job: job.name)
  }

  /// The nights without a run between two days; nil if one follows the other.
  private static func nights(after earlier: String, before later: String) -> NightsPage.Night? {
    guard let first = ClockTime(earlier)?.nextDay.shown.milliseconds, let end = ClockTime(later)?.shown.milliseconds,
      first < end
    else { return nil }
    let day = 86_400_000
    return NightsPage.Night(
      day: String(Timestamp(milliseconds: end - day).description.prefix(10)), days: (end - first) / day)
  }
}
