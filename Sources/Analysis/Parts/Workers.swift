/// How the production lines of a long list are judged by several threads.
public struct Workers: Sendable {
  /// The threads, the calling one included.
  let count: Int
  /// Bytes of a part. Those in flight should fit the processor's cache: one thread reads what another judges.
  let partSize: Int

  /// - Parameters:
  ///   - count: the threads; with one, no other is started.
  ///   - partSize: bytes of a part (1 MiB); small ones show that no result depends on where a list is cut.
  public init(count: Int = 1, partSize: Int = 1 << 20) {
    self.count = max(1, count)
    self.partSize = partSize
  }
}
