/// The options of `run` and `schedule`.
extension OptionSpec {
  /// Whether the job is only checked.
  static let check = OptionSpec(
    "check", help: "Check the job file, and show what a run now would read and with which options; nothing is read.")

  /// Whether an example is printed.
  static let printExample = OptionSpec("print-example", help: "Print a job file to begin with.")

  /// The moment of the run.
  static let runAsOf = OptionSpec(
    "as-of", .text("TIME"),
    help: "Run as if it were this time, such as 2026-01-31T05:00:00Z: it decides which day was yesterday. Default: now."
  )

  /// The file of metrics.
  static let metrics = OptionSpec(
    "output", short: "o", .file("FILE.prom"),
    help: "Write the numbers of the run to this file too, for the textfile collector of Prometheus' node_exporter.")

  /// Whether unit files are printed.
  static let systemd = OptionSpec("systemd", help: "Print a service and a timer for systemd.")

  /// Whether a row for cron is printed.
  static let cron = OptionSpec("cron", help: "Print a row for crontab.")

  /// The program in units and rows.
  static let program = OptionSpec(
    "program", .file("PATH"), standard: "/usr/local/bin/tokaudit", help: "Where tokaudit is on that computer.")
}
