/// Some production lines in input order, with the bytes that their texts stand in: what the rules sweep over at a time.
public struct Batch: Sendable {
  /// Production lines of a full batch: few enough to stay in the cache, many enough to pay for a sweep by each rule.
  static let capacity = 256

  /// The production lines.
  public internal(set) var lines: [ProductionLine] = []
  /// The bytes of their texts.
  public internal(set) var texts = TextStore()
  /// Where the bytes are in the source.
  var offsets = OffsetMap()

  init() {
    lines.reserveCapacity(Batch.capacity)
  }

  /// Forgets the production lines, but keeps the memory.
  mutating func removeAll() {
    lines.removeAll(keepingCapacity: true)
    texts.window = []
    texts.decoded.removeAll(keepingCapacity: true)
  }
}
