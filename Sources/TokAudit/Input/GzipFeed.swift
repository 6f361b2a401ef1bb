#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Passes a pipe's bytes on to gzip, a piece at a time and without ever waiting.
struct GzipFeed: ~Copyable, Sendable {
  private let source: FileDescriptor
  private let sink: FileDescriptor
  private var pending: ArraySlice<UInt8>
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Passes on the head, then the rest of the source.
  init(source: consuming FileDescriptor, sink: consuming FileDescriptor, head: [UInt8]) {
    self.source = source
    self.sink = sink
    pending = head[...]
    // The pipe's other end is gzip's alone, so nobody else finds it changed.
    _ = fcntl(self.sink.number, F_SETFL, O_WRONLY | O_NONBLOCK)
  }

  /// Passes bytes on until the other file can be read; false when there are no more, or gzip takes no more.
  mutating func pass(untilReadable output: Int32) throws(SystemError) -> Bool {
    while true {
      let waiting =
        pending.isEmpty
        ? pollfd(fd: source.number, events: Int16(POLLIN), revents: 0)
        : pollfd(fd: sink.number, events: Int16(POLLOUT), revents: 0)
      var files = [pollfd(fd: output, events: Int16(POLLIN), revents: 0), waiting]
      if poll(&files, nfds_t(files.count), -1) < 0 {
        if errno != EINTR { throw .last }
        continue
      }
      if files[0].revents != 0 { return true }
      if files[1].revents != 0, try !advance() { return false }
    }
  }

  /// Reads or writes a piece; false when there are no more, or gzip takes no more.
  private mutating func advance() throws(SystemError) -> Bool {
    if pending.isEmpty {
      let count = try systemRead(source.number, into: &buffer)
      pending = buffer[..<count]
      return count > 0
    }
    let number = sink.number
    let count = pending.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
    if count >= 0 {
      pending.removeFirst(count)
      if pending.isEmpty { pending = [] }
      return true
    }
    if errno == EPIPE { return false }
    if errno != EAGAIN, errno != EINTR { throw .last }
    return true
  }
}
