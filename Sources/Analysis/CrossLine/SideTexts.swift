/// The ids that have another form than the usual: their bytes, one after another, in memory or kept aside.
struct SideTexts: Sendable {
  private var store: (any ByteStore)?
  private var storedCount = 0
  private var bytes: [UInt8] = []

  /// Bytes in all.
  var count: Int { storedCount + bytes.count }

  /// Bytes in memory.
  var memory: Int { bytes.count }

  /// Adds a text.
  ///
  /// - Returns: where it begins.
  mutating func append(_ text: RawSpan) -> Int {
    let place = count
    for index in 0..<text.byteCount { bytes.append(text.unsafeLoad(fromByteOffset: index, as: UInt8.self)) }
    return place
  }

  /// Forgets all texts, which must be in memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Adds the texts of another part.
  mutating func merge(_ next: SideTexts) throws(SourceFailure) {
    if next.storedCount > 0 { bytes += try next.read(at: 0, count: next.storedCount) }
    bytes += next.bytes
  }

  /// The bytes of a text.
  func read(at place: Int, count: Int) throws(SourceFailure) -> [UInt8] {
    if place >= storedCount { return Array(bytes[(place - storedCount)..<(place - storedCount + count)]) }
    // A text was kept aside as a whole.
    return try store?.read(at: place, count: count) ?? []
  }

  /// Moves what is in memory to the store.
  mutating func spill(_ storage: Storage) throws(SourceFailure) {
    guard !bytes.isEmpty else { return }
    let store = self.store ?? storage.make()
    self.store = store
    try store.append(bytes.span.bytes)
    storedCount += bytes.count
    bytes = []
  }
}
