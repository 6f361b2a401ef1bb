/// Collects bytes and writes them in large pieces.
struct OutputBuffer {
  private static let capacity = 1 << 17
  private var bytes: [UInt8] = []

  /// An empty buffer.
  init() { bytes.reserveCapacity(Self.capacity) }

  /// Adds bytes, and writes the buffer when it is full.
  mutating func append(_ added: RawSpan, to descriptor: Int32) throws(SystemError) {
    added.withUnsafeBytes { bytes.append(contentsOf: $0) }
    if bytes.count >= Self.capacity / 2 { try flush(to: descriptor) }
  }

  /// Adds text, and writes the buffer when it is full.
  mutating func append(_ text: String, to descriptor: Int32) throws(SystemError) {
    bytes.append(contentsOf: text.utf8)
    if bytes.count >= Self.capacity / 2 { try flush(to: descriptor) }
  }

  /// Writes what is in the buffer.
  mutating func flush(to descriptor: Int32) throws(SystemError) {
    guard !bytes.isEmpty else { return }
    defer { bytes.removeAll(keepingCapacity: true) }
    let span = bytes.span.bytes
    try span.withUnsafeBytes { (all) throws(SystemError) in try systemWrite(descriptor, all) }
  }
}
