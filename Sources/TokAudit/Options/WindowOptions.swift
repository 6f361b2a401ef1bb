import Analysis

/// The options of `audit` that choose production lines by time, and say how many there must be.
extension OptionSpec {
  /// The beginning of the window.
  static let from = OptionSpec(
    "from", .text("DATE|TIME"),
    help: "Count only production lines that ended at this time or later, and those that have not ended. Forms: "
      + "2026-01-31, 2026-01-31T12:00, 2026-01-31T12:00:00, 2026-01-31T12:00:00.000; times may end with Z for UTC.")

  /// The end of the window.
  static let to = OptionSpec(
    "to", .text("DATE|TIME"),
    help: "Count only production lines that ended before this time, and those that have not ended. Of a date, the "
      + "whole day counts.")

  /// A month as the window.
  static let month = OptionSpec(
    "month", .text("YYYY-MM"),
    help: "Count only production lines that ended in this month, and those that have not ended.")

  /// The zone of dates and times.
  static let zone = OptionSpec(
    "zone", .text("NAME"), standard: "UTC",
    help: "The time zone of the months, dates and times without Z that options give, such as Europe/Berlin.")

  /// The number of production lines that there must be.
  static let expectCount = OptionSpec(
    "expect-count", .integer("N", 0...Int.max),
    help: "Call the audit incomplete unless exactly this many production lines count.")

  /// How long a job may take before it is worth a question.
  static let stuckAfter = OptionSpec(
    "stuck-after", .duration, standard: TimeSpan(milliseconds: AuditSettings.defaultStuckAfter).description,
    help: "How long a job may take before it counts as stuck, such as 90s, 15m, 1h, 2d or 1h30m.")
}
