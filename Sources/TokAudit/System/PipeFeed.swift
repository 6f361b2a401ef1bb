#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Passes a pipe's bytes on to a child process, a piece at a time and without ever waiting.
struct PipeFeed: ~Copyable, Sendable {
  private let source: FileDescriptor
  private let sink: FileDescriptor
  private var pending: ArraySlice<UInt8>
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Passes on the head, then the rest of the source.
  ///
  /// - Parameter sink: a pipe that refuses what doesn't fit.
  init(source: consuming FileDescriptor, sink: consuming FileDescriptor, head: [UInt8]) {
    self.source = source
    self.sink = sink
    pending = head[...]
  }

  /// Passes bytes on until the other file can be read; false when there are no more, or the child takes no more.
  mutating func pass(untilReadable output: Int32) throws(SystemError) -> Bool {
    while true {
      let next =
        pending.isEmpty ? AwaitedFile(number: source.number) : AwaitedFile(number: sink.number, isWritten: true)
      guard let ready = try AwaitedFile.ready([AwaitedFile(number: output), next]) else { continue }
      if ready[0] { return true }
      if ready[1], try !advance() { return false }
    }
  }

  /// Reads or writes a piece; false when there are no more, or the child takes no more.
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
