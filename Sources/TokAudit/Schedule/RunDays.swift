import Analysis

/// The days that a run is about, as the clocks of the job's zone count them.
struct RunDays: Equatable {
  /// The day that names the run, `YYYY-MM-DD`: the first of its window, or the day on which it runs where every run has
  /// the same window.
  let name: String
  /// The window as arguments of audit.
  let arguments: [String]
  /// The same for its payments, of which the run itself is the end if the window has none before: production of what
  /// was paid shortly before it may still come.
  let paymentArguments: [String]
  /// What every run has a window of its own by; nil where all have the same.
  private let step: Step?

  private enum Step { case day, month }

  /// The moments whose day and window are dates of four digits, in every zone: the years 2 to 9998.
  static let moments = Timestamp(milliseconds: -62_104_060_800_000)..<Timestamp(milliseconds: 253_370_764_800_000)

  /// The days of a run that begins at a moment, one of `moments`.
  init(_ job: ScheduledJob, asOf: Timestamp) throws(JobProblem) {
    let zone: TimeZone
    do throws(TimeZoneError) { zone = try TimeZone(named: job.zone) } catch { throw JobProblem(error.reason) }
    let today = zone.clock(at: asOf).day
    func before(_ date: String) -> String {
      // A date by itself is always one.
      Timestamp(milliseconds: (ClockTime(date)?.shown.milliseconds ?? 0) - Timestamp.dayLength).day
    }
    let from: String?
    let to: String?
    switch job.window {
    case .all: (name, from, to, step) = (today, nil, nil, nil)
    case .yesterday:
      let day = before(today)
      (name, from, to, step) = (day, day, day, .day)
    case .lastMonth:
      let end = before("\(today.prefix(7))-01")
      let first = "\(end.prefix(7))-01"
      (name, from, to, step) = (first, first, end, .month)
    case .dates(let first, let last): (name, from, to, step) = (today, first, last, nil)
    }
    let begin = from.map { ["--from=\($0)"] } ?? []
    arguments = begin + (to.map { ["--to=\($0)"] } ?? [])
    func moment(_ clock: ClockTime?) -> Timestamp? { clock.map { zone.moment(of: $0) } }
    let hasBegun = from.flatMap { moment(ClockTime($0)) }.map { $0 < asOf } ?? true
    let end = to.flatMap { ClockTime($0) }.map { $0.isDate ? $0.nextDay : $0 }
    let hasEnded = moment(end).map { $0 <= asOf } ?? false
    paymentArguments = hasEnded || !hasBegun ? arguments : begin + ["--to=\(asOf)"]
  }

  /// The day on which the window of an earlier run ends, its first moment being the end; without one, that on which
  /// this window begins. Nil where every run has the same window.
  func end(ofRun day: String?) -> String? {
    guard let step else { return nil }
    guard let day else { return name }
    switch step {
    case .day: return ClockTime(day)?.nextDay.shown.day
    case .month: return ClockTime.month(String(day.prefix(7)))?.end.shown.day
    }
  }

  /// The day of the week of this day, Monday is 0.
  var weekday: Int {
    let days = (ClockTime(name)?.shown.milliseconds ?? 0) / Timestamp.dayLength
    // 1970-01-01 was a Thursday.
    return ((days + 3) % 7 + 7) % 7
  }
}
