import Analysis

/// What makes a computer run a job by itself.
struct UnitFiles {
  let job: ScheduledJob
  /// The job file, as an absolute path.
  let path: String
  /// The program, as an absolute path.
  let program: String

  /// Minutes by which a start may be late, so that not all jobs of all computers ask at once.
  private static let delay = 5
  /// Minutes before a run is tried again, and how often it is.
  private static let pause = 15
  private static let retries = 8

  private var isMonthly: Bool { job.window == .lastMonth }
  /// The credentials of sessions that are asked, each from a file of its own.
  private var credentials: [String] {
    let folder = "/etc/tokaudit/"
    let hasKeyFile = job.options.contains { $0.isOf(.sessionKeyFile) }
    let asked = job.sessions.filter { !$0.hasEnded }
    var credentials: [String] = []
    if !hasKeyFile, job.asksWithStandardKey { credentials.append("session-key:\(folder)\(job.name).key") }
    for case .credential(let name) in asked.map(\.key) { credentials.append("\(name):\(folder)\(name).key") }
    return credentials
  }

  /// The service for systemd. Findings are an answer, not a failure of the service. 75 is tried again every 15 minutes,
  /// for two hours; then, and after any other failure, the unit of `failure` tells somebody. A run that hangs is ended,
  /// since the timer starts no other one beside it; nine of them still fit into the time in which starts are counted.
  var service: String {
    """
    # tokaudit-\(job.name).service
    [Unit]
    Description=Token audit \(job.name)
    Wants=network-online.target
    After=network-online.target
    OnFailure=tokaudit-\(job.name)-failed.service
    StartLimitIntervalSec=12h
    StartLimitBurst=\(UnitFiles.retries + 1)

    [Service]
    Type=oneshot
    ExecStart=\(UnitFiles.systemd(program)) run \(UnitFiles.systemd(path))
    SuccessExitStatus=1
    # 75: the service could not be reached, or another run holds the lock. Only that, a crash and a hang are tried again.
    Restart=on-failure
    RestartPreventExitStatus=2 64 77 78
    RestartSec=\(UnitFiles.pause)min
    TimeoutStartSec=1h
    \(credentials.map { "LoadCredential=\($0)\n" }.joined())
    """
  }

  /// The service that starts when the run has failed; what it does is a beginning.
  var failure: String {
    """
    # tokaudit-\(job.name)-failed.service
    [Unit]
    Description=Tell that the token audit \(job.name) failed

    [Service]
    Type=oneshot
    # Put here what reaches you, such as a mail.
    ExecStart=/usr/bin/logger -p daemon.alert -t tokaudit "\(job.name) failed; see journalctl -u tokaudit-\(job.name)"

    """
  }

  /// Why a start by the timer may count another day than the one that is meant; nil if none does.
  static func objection(to job: ScheduledJob) -> String? {
    let latest = 24 * 60 - delay - retries * pause
    guard job.window == .yesterday, job.minute >= latest else { return nil }
    return "a run that systemd starts late, or again after 75, may begin behind midnight, and the day that is meant is "
      + "left out then. Choose a time before \(latest / 60):\(latest % 60), such as 05:00."
  }

  /// The timer for systemd; a run that was missed is made up for. Nothing delays a start beyond midnight.
  var timer: String {
    let isLate = job.minute + UnitFiles.delay >= 24 * 60
    return """
      # tokaudit-\(job.name).timer
      [Unit]
      Description=When the token audit \(job.name) runs

      [Timer]
      \(UnitFiles.objection(to: job).map { "# Mind the time: \($0)\n" } ?? "")\
      OnCalendar=*-*-\(isMonthly ? "01" : "*") \(job.time):00 \(job.zone)
      Persistent=true
      \(isLate ? "" : "RandomizedDelaySec=\(UnitFiles.delay)min\n")
      [Install]
      WantedBy=timers.target

      """
  }

  /// A row for crontab. cron knows its own time zone only, unless it understands CRON_TZ.
  var cron: String {
    """
    # \(job.name): the time is meant in \(job.zone); where cron doesn't know CRON_TZ, its own zone counts.
    CRON_TZ=\(job.zone)
    \(job.minute % 60) \(job.minute / 60) \(isMonthly ? "1" : "*") * * \(UnitFiles.cron(program)) run \(UnitFiles.cron(path))

    """
  }

  /// A word of a command in a unit file (systemd.service(5), "Command lines").
  static func systemd(_ word: String) -> String {
    let escapes: [(Unicode.Scalar, String)] = [("\\", "\\\\"), ("\"", "\\\""), ("%", "%%"), ("$", "$$")]
    let escaped = escapes.reduce(word) { Scalars.replacing($1.0, in: $0, with: $1.1) }
    return escaped.utf8.contains(where: " \\\"';".utf8.contains) ? "\"\(escaped)\"" : escaped
  }

  /// A word of a shell in a row of crontab, where a percent sign ends the command.
  static func cron(_ word: String) -> String {
    Scalars.replacing("%", in: Shell.word(word), with: "\\%")
  }
}
