#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The time at which a file was changed last, in milliseconds since 1970.
enum FileTime {
  /// The time of a file.
  static func milliseconds(of status: stat) -> Int {
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
  }

  /// Gives a file a time.
  static func set(_ path: String, milliseconds: Int) throws(SystemError) {
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000)
    var time = timespec()
    time.tv_sec = time_t(rest < 0 ? seconds - 1 : seconds)
    time.tv_nsec = (rest < 0 ? rest + 1_000 : rest) * 1_000_000
    let times = [time, time]
    guard utimensat(AT_FDCWD, path, times, 0) == 0 else { throw .last }
  }
}
