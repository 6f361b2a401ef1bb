/// Reads a store from its beginning, as if it were an input.
public struct StoreSource: ByteSource {
  private let store: any ByteStore
  private let end: SourceFailure?
  private var position = 0

  /// A source of the bytes that are in the store now.
  ///
  /// - Parameter end: what is thrown behind them; nil for an ordinary end.
  public init(_ store: any ByteStore, end: SourceFailure? = nil) {
    self.store = store
    self.end = end
  }

  public mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    let bytes = try store.read(at: position, count: min(count, store.count - position))
    if bytes.isEmpty, let end { throw end }
    buffer.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    position += bytes.count
    return bytes.count
  }
}
