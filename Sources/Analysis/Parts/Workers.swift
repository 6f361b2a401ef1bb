/// How the production lines of a long list are judged by several threads.
public struct Workers: Sendable {
  /// Bytes of a part unless a test asks for less (1 MiB): enough for its figures to be cheap to merge.
  static let partSize = 1 << 20

  /// The threads.
  let count: Int
  /// Bytes of a part.
  let partSize: Int

  /// - Parameters:
  ///   - count: the threads; with one, no other is started.
  ///   - partSize: bytes of a part; small ones show that no result depends on where a list is cut.
  public init(count: Int = 1, partSize: Int? = nil) {
    self.count = max(1, count)
    self.partSize = partSize ?? Workers.partSize
  }
}
