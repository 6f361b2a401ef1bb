/// Comparing bytes with names, for every production line.
extension RawSpan {
  /// Whether these are the bytes of a text.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    let expected = UnsafeRawBufferPointer(text.utf8)
    guard byteCount == expected.count else { return false }
    // Words of which the last overlaps; the length of the text is known to the compiler.
    if byteCount >= 8 {
      var position = 0
      while position < byteCount {
        position = min(position, byteCount - 8)
        let word = unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
        if word != expected.loadUnaligned(fromByteOffset: position, as: UInt64.self) { return false }
        position += 8
      }
      return true
    }
    if byteCount >= 4 {
      let last = byteCount - 4
      return unsafeLoadUnaligned(as: UInt32.self) == expected.loadUnaligned(as: UInt32.self)
        && unsafeLoadUnaligned(fromByteOffset: last, as: UInt32.self)
          == expected.loadUnaligned(fromByteOffset: last, as: UInt32.self)
    }
    for position in 0..<byteCount where unsafeLoad(fromByteOffset: position, as: UInt8.self) != expected[position] {
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
