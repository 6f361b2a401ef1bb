import Analysis

/// What the options of time ask for, in the time zone that they name.
struct TimeRequest {
  private let parsed: ParsedCommand
  private let zone: TimeZone

  init(_ parsed: ParsedCommand) throws(UsageError) {
    self.parsed = parsed
    let name = parsed.value(.zone) ?? "UTC"
    do throws(TimeZoneError) { zone = try TimeZone(named: name) } catch {
      throw .invalid(name, for: .zone, because: error.reason, in: parsed.command)
    }
  }

  /// The moment of an option; of a day, its beginning. Nil if the option is not given.
  func moment(_ option: OptionSpec) throws(UsageError) -> Timestamp? {
    try time(option).map { zone.moment(of: $0) }
  }

  /// The moment of a clock's time in the zone.
  var localTime: @Sendable (Timestamp) -> Timestamp {
    let zone = zone
    return { shown in
      ClockTime(String(shown.description.dropLast())).map { zone.moment(of: $0) } ?? shown
    }
  }

  /// The window; nil if none is asked for.
  func window() throws(UsageError) -> TimeWindow? {
    if let text = parsed.value(.month) { return try month(text) }
    let from = try moment(.from)
    // A day belongs to the window as a whole.
    let to = try time(.to).map { zone.moment(of: $0.isDate ? $0.nextDay : $0) }
    if let from, let to, from >= to {
      throw .invalid(
        parsed.value(.to) ?? "", for: .to,
        because: "The window would end at \(to), which is not after its beginning, \(from).", in: parsed.command)
    }
    return from == nil && to == nil ? nil : TimeWindow(from: from, to: to)
  }

  private func month(_ text: String) throws(UsageError) -> TimeWindow {
    for option in [OptionSpec.from, .to] where parsed.isGiven(option) {
      throw UsageError("'\(OptionSpec.month.name)' and '\(option.name)' exclude each other.", command: parsed.command)
    }
    guard let month = ClockTime.month(text) else {
      throw .invalid(text, for: .month, because: "It must be a month, such as 2026-01.", in: parsed.command)
    }
    return TimeWindow(from: zone.moment(of: month.first), to: zone.moment(of: month.end))
  }

  private func time(_ option: OptionSpec) throws(UsageError) -> ClockTime? {
    guard let text = parsed.value(option) else { return nil }
    if let time = ClockTime(text) { return time }
    throw .invalid(
      text, for: option,
      because: "It must be a date or a time, such as 2026-01-31, 2026-01-31T12:00 or 2026-01-31T12:00:00Z.",
      in: parsed.command)
  }
}
