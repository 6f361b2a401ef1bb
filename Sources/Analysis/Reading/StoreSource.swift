/// Reads a store, as if it were an input.
public struct StoreSource: ByteSource {
  private let store: any RereadableBytes
  private let end: SourceFailure?
  private var position: Int

  /// A source of the bytes that are in the store now.
  ///
  /// - Parameters:
  ///   - position: where they begin.
  ///   - end: what is thrown behind them; nil for an ordinary end.
  public init(_ store: any RereadableBytes, from position: Int = 0, end: SourceFailure? = nil) {
    self.store = store
    self.end = end
    self.position = position
  }

  public mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    let bytes = try store.read(at: position, count: min(count, store.count - position))
    if bytes.isEmpty, let end { throw end }
    buffer.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    position += bytes.count
    return bytes.count
  }
}
