import Analysis

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What the clocks of a place show, by the system's time zone database.
struct TimeZone: Sendable {
  /// The zone that needs no database.
  static let utc = TimeZone(file: nil)

  /// The file of the database; nil for UTC.
  private let file: String?

  private init(file: String?) {
    self.file = file
  }

  /// The zone of a name of the IANA database, such as `Europe/Berlin`.
  init(named name: String) throws(TimeZoneError) {
    if name == "UTC" {
      self = .utc
    } else {
      file = try TimeZoneDatabase.file(of: name)
    }
  }

  /// The first moment at which the clocks show that time; if they skip it, the first moment after it.
  ///
  /// The system's `mktime` leaves open what it makes of times that are skipped or shown twice, so only its other
  /// direction is asked. It sets the environment's TZ for a while: call it before another thread reads that.
  func moment(of time: ClockTime) -> Timestamp {
    guard let file, !time.isUTC else { return time.shown }
    let before = TimeZone.enter(file)
    defer { TimeZone.leave(to: before) }
    let milliseconds = time.shown.milliseconds
    let fraction = (milliseconds % 1000 + 1000) % 1000
    let wanted = (milliseconds - fraction) / 1000
    let first = TimeZone.firstMoment(showing: wanted)
    let isSkipped = TimeZone.shown(at: first) != wanted
    return Timestamp(milliseconds: first * 1000 + (isSkipped ? 0 : fraction))
  }

  /// What the clocks show at a moment, as if it were a time of UTC. It sets TZ as `moment` does.
  func clock(at moment: Timestamp) -> Timestamp {
    guard let file else { return moment }
    let before = TimeZone.enter(file)
    defer { TimeZone.leave(to: before) }
    let milliseconds = (moment.milliseconds % 1000 + 1000) % 1000
    let seconds = (moment.milliseconds - milliseconds) / 1000
    return Timestamp(milliseconds: TimeZone.shown(at: seconds) * 1000 + milliseconds)
  }

  /// Sets the environment's TZ, and returns what it was.
  private static func enter(_ file: String) -> String? {
    let before = Environment.value("TZ")
    setenv("TZ", ":\(file)", 1)
    tzset()
    return before
  }

  private static func leave(to before: String?) {
    if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
    tzset()
  }

  /// The same in seconds, of what is shown and since 1970.
  private static func firstMoment(showing wanted: Int) -> Int {
    // No zone is a day away from UTC, so these moments are before and after the one that is sought.
    let offsets = [-86_400, 86_400].map { shown(at: wanted + $0) - (wanted + $0) }
    let candidates = offsets.map { wanted - $0 }.sorted()
    if let first = candidates.first(where: { shown(at: $0) == wanted }) { return first }
    var (low, high) = (candidates[0], candidates[1])
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if shown(at: middle) < wanted { low = middle } else { high = middle }
    }
    return high
  }

  /// What the clocks show at a moment, as if it were UTC.
  private static func shown(at moment: Int) -> Int {
    var time = time_t(moment)
    var parts = tm()
    localtime_r(&time, &parts)
    return Int(timegm(&parts))
  }
}
