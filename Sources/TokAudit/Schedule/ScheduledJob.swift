import Analysis

/// What a job file asks for, checked.
struct ScheduledJob: Equatable {
  /// Which production lines a run counts.
  enum Window: Equatable {
    case all, yesterday, lastMonth
    case dates(from: String?, to: String?)
  }

  /// How many production lines there must be, on some days of the week.
  struct Expectation: Equatable {
    var least = 1
    /// Days on which it holds, Monday is 0.
    var days = Set(0...6)
  }

  /// Who is told of a run.
  struct Notice: Equatable {
    /// When somebody is told.
    enum Occasion: String, CaseIterable { case change, findings, always }

    var occasion = Occasion.change
    /// A program and its arguments.
    var command: [String] = []
    var timeout = TimeSpan(milliseconds: 30_000)
  }

  /// A session of the service, with a key of its own.
  struct Session: Equatable {
    /// Where the key is.
    enum Key: Equatable {
      /// Where it is for every address: an option, the environment, the system's credentials.
      case standard
      /// In a file.
      case file(String)
      /// In a file of this name among the system's credentials.
      case credential(String)
    }

    var name = ""
    /// Where its list is; nil if it only was.
    var address: String?
    var key = Key.standard
    /// Whether its key has been revoked, so that nobody asks any more.
    var hasEnded = false
    /// The list that was saved before it ended; nil for the last answer that a run has kept.
    var saved: String?
  }

  /// Where the values stand in its file.
  var places = JobPlaces()
  var name = ""
  /// Paths, patterns and addresses, relative paths completed.
  var sources: [String] = []
  var sessions: [Session] = []
  /// Payments with their options, as those of reconcile; empty without payments.
  var payments: [JobArgument] = []
  /// How long a run may take before the next one calls it hung.
  var hungAfter: TimeSpan?
  var window = Window.yesterday
  var zone = "UTC"
  /// Options of audit.
  var options: [JobArgument] = []
  var expectation: Expectation?
  /// Of how many days the runs stay; nil for all.
  var keep: Int?
  var notice: Notice?
  /// The folder of all jobs' reports.
  var reports = ""
  /// When the job runs, for unit files: `HH:MM`.
  var time = "05:00"

  /// Whether nothing is expected on a day of the week, Monday being 0, so that it need not have anything.
  func isIdle(onWeekday day: Int) -> Bool { expectation.map { !$0.days.contains(day) } ?? false }

  /// Whether something is asked with the key that is for every address.
  var asksWithStandardKey: Bool {
    (sources + options.values(of: .alphabets)).contains { LiveAddress.isAddress($0) }
      || sessions.contains { !$0.hasEnded && $0.key == .standard }
  }

  /// When the job runs, in minutes after midnight.
  var minute: Int { time.split(separator: ":").reduce(0) { 60 * $0 + (Int($1) ?? 0) } }

  /// The folder of this job's reports.
  var folder: String { "\(reports)/\(name)" }
}
