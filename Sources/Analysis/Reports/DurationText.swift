/// Writes a span of time as people say it: "450 ms", "1.2 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
enum DurationText {
  /// The text of a time that is not negative, rounded to what is shown.
  static func text(milliseconds: Int) -> String {
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    let tenths = rounded(milliseconds, to: 100)
    if tenths < 600 { return "\(tenths / 10).\(tenths % 10) s" }
    let seconds = rounded(milliseconds, to: 1000)
    if seconds < 3600 { return pair(seconds, 60, "min", "s") }
    let minutes = rounded(milliseconds, to: 60_000)
    if minutes < 1440 { return pair(minutes, 60, "h", "min") }
    return pair(rounded(milliseconds, to: 3_600_000), 24, "d", "h")
  }

  /// The same, but to the millisecond up to an hour.
  static func exactUpToAnHour(milliseconds: Int) -> String {
    milliseconds < 3_600_000 ? "\(grouped(String(milliseconds))) ms" : text(milliseconds: milliseconds)
  }

  /// Rounded half up, so that 59.96 s becomes a minute and not "60.0 s".
  private static func rounded(_ milliseconds: Int, to unit: Int) -> Int {
    milliseconds / unit + (milliseconds % unit * 2 >= unit ? 1 : 0)
  }

  private static func pair(_ count: Int, _ size: Int, _ unit: String, _ smaller: String) -> String {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: size)
    let start = "\(grouped(String(whole))) \(unit)"
    return rest == 0 ? start : "\(start) \(rest) \(smaller)"
  }
}
