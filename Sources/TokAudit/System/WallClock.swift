import Analysis

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The computer's clock, for what is not part of a report.
enum WallClock {
  /// The moment that it shows.
  static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int(time.tv_sec) * 1000 + time.tv_nsec / 1_000_000)
  }
}
