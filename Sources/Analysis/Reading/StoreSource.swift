/// Reads a store from its beginning, as if it were an input.
struct StoreSource: ByteSource {
  private let store: any ByteStore
  private var position = 0

  /// A source of the bytes that are in the store now.
  init(_ store: any ByteStore) {
    self.store = store
  }

  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    let bytes = try store.read(at: position, count: min(count, store.count - position))
    buffer.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    position += bytes.count
    return bytes.count
  }
}
