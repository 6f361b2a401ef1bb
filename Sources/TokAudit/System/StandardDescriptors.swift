#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The three files that a program starts with.
enum StandardDescriptors {
  /// Fills those that are closed, so that no file opened later takes their numbers and is then written over.
  ///
  /// They are opened the wrong way round: using one fails, as it would have when closed.
  static func occupy() {
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 {
      _ = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
