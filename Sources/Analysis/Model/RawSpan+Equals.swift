/// Comparing bytes with names, for every production line.
extension RawSpan {
  /// Whether these are the bytes of a text.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    guard byteCount == text.utf8.count else { return false }
    for position in 0..<byteCount where unsafeLoad(fromByteOffset: position, as: UInt8.self) != text.utf8[position] {
      return false
    }
    return true
  }

  /// Whether these are the same bytes.
  @inline(__always)
  func equals(_ other: [UInt8]) -> Bool {
    guard byteCount == other.count else { return false }
    for position in 0..<byteCount where unsafeLoad(fromByteOffset: position, as: UInt8.self) != other[position] {
      return false
    }
    return true
  }
}

extension StaticString {
  /// The bytes of the text, which stay as long as the program runs.
  @inline(__always)
  var utf8: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
