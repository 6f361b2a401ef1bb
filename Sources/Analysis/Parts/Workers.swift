/// How the production lines of a long list are judged by several threads.
public struct Workers: Sendable {
  /// Bytes of the first parts unless a test asks for less (1 MiB).
  static let partSize = 1 << 20

  /// Parts of a long list are so many times as large: the larger, the fewer there are whose figures must be merged.
  private static let growth = 4

  /// The threads.
  let count: Int
  /// Bytes of the first parts.
  private let partSize: Int

  /// - Parameters:
  ///   - count: the threads; with one, no other is started.
  ///   - partSize: bytes of a part; small ones show that no result depends on where a list is cut.
  public init(count: Int = 1, partSize: Int? = nil) {
    self.count = max(1, count)
    self.partSize = partSize ?? Workers.partSize
  }

  /// Bytes of the next part, after so many bytes of the list.
  func size(after bytes: Int) -> Int {
    min(Workers.growth * partSize, max(partSize, bytes / 16))
  }
}
