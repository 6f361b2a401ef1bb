internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A pipe whose ends children do not inherit by themselves.
struct Pipe: ~Copyable {
  /// The end to read from.
  let reading: FileDescriptor
  /// The end to write to.
  let writing: FileDescriptor

  /// A new pipe.
  init() throws(SystemError) {
    var numbers: [Int32] = [-1, -1]
    // No child may start before the ends are marked, or it would keep them open.
    let code = ChildProcess.running.withLock { _ in
      let code = pipe(&numbers)
      for number in numbers where code == 0 { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
      return code
    }
    guard code == 0 else { throw .last }
    reading = FileDescriptor(owning: numbers[0])
    writing = FileDescriptor(owning: numbers[1])
  }

  /// Closes both ends here; what was written stays for those who have the other one.
  consuming func finish() {}

  /// Makes writing fail when it is full, instead of waiting: nobody who has the other end must read.
  func refuseWhenFull() {
    _ = fcntl(writing.number, F_SETFL, O_WRONLY | O_NONBLOCK)
  }

  /// Lets more bytes wait in it, where the system can do so.
  func widen(to size: Int32) {
    #if os(Linux)
    // F_SETPIPE_SZ, which headers hide behind _GNU_SOURCE.
    _ = fcntl(writing.number, 1031, size)
    #endif
  }
}
