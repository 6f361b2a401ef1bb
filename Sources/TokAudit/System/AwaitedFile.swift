#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An open file that is waited for.
struct AwaitedFile {
  /// Its number; one below 0 is never ready.
  let number: Int32
  /// Whether it is to be written, not read.
  var isWritten = false

  /// Waits until one of these files is ready, or has ended.
  ///
  /// - Parameter milliseconds: for how long at most; below 0 without end.
  /// - Returns: which of them are; nil if a signal came in between.
  static func ready(_ files: [AwaitedFile], milliseconds: Int = -1) throws(SystemError) -> [Bool]? {
    var polled = files.map { file in
      pollfd(fd: file.number, events: Int16(file.isWritten ? POLLOUT : POLLIN), revents: 0)
    }
    guard poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds)) >= 0 else {
      if errno == EINTR { return nil }
      throw .last
    }
    return polled.map { $0.revents != 0 }
  }
}
