import Analysis

/// A date or a time as an option writes it; only a time zone makes a moment of it.
struct ClockTime: Equatable {
  /// What a calendar and a clock show, as if they were those of UTC.
  let shown: Timestamp
  /// Whether it ends with Z, so that it is a moment of UTC in every zone.
  let isUTC: Bool
  /// Whether it is a day without a time.
  let isDate: Bool

  /// The time of a text such as `2026-01-31`, `2026-01-31T12:00`, `2026-01-31T12:00:00` or `2026-01-31T12:00:00.000`,
  /// the times with or without Z; nil for other forms and for what no calendar has.
  init?(_ text: String) {
    isUTC = text.utf8.last == UInt8(ascii: "Z")
    let local = isUTC ? String(text.dropLast()) : text
    isDate = local.utf8.count == 10
    guard let missing = ClockTime.missing[local.utf8.count], !(isDate && isUTC) else { return nil }
    // A year before 1 would have no year to its west.
    guard let shown = Timestamp(local + missing + "Z"), !local.hasPrefix("0000") else { return nil }
    self.shown = shown
  }

  private init(date: Timestamp) {
    shown = date
    isUTC = false
    isDate = true
  }

  /// What each form lacks, by the bytes that it has without Z.
  private static let missing = [10: "T00:00:00.000", 16: ":00.000", 19: ".000", 23: ""]

  /// The first day of a month such as `2026-01`, and the first day after it; nil for another form.
  static func month(_ text: String) -> (first: ClockTime, end: ClockTime)? {
    guard text.utf8.count == 7, let first = ClockTime("\(text)-01") else { return nil }
    // The first of the following days that is in another month.
    let end = (28...31).lazy.map { Timestamp(milliseconds: first.shown.milliseconds + $0 * Timestamp.dayLength) }
      .first { !$0.description.hasPrefix("\(text)-") }
    return end.map { (first, ClockTime(date: $0)) }
  }

  /// The beginning of the day after.
  var nextDay: ClockTime {
    ClockTime(date: Timestamp(milliseconds: shown.milliseconds + Timestamp.dayLength))
  }
}
