/// The text of a JSON value without white space, and with no escapes but those that it needs: equal values that were
/// written in different ways have the same.
enum CompactJSON {
  /// Bytes of a value that are quoted at most.
  static let limit = 255

  /// The beginning of the text of a value, cut behind a character.
  ///
  /// - Parameter value: a whole value that was read before, so it is valid.
  static func text(of value: RawSpan) -> String {
    var result: [UInt8] = []
    var position = 0
    while position < value.byteCount, result.count <= limit {
      let byte = value.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      if byte == UInt8(ascii: "\"") {
        let end = endOfString(value, from: position + 1)
        // A character that is cut here begins beyond the limit.
        let text = JSONCursor.unescaped(value.extracting((position + 1)..<end), limit: limit + 4)
        result += JSONValue.quoted(String(decoding: text, as: UTF8.self)).utf8
        position = end
      } else if byte > 0x20 {
        result.append(byte)
      }
      position += 1
    }
    if result.count > limit {
      var end = limit
      while UTF8.isContinuation(result[end]) { end -= 1 }
      result.removeSubrange(end...)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The position of the quote that ends a string.
  private static func endOfString(_ value: RawSpan, from start: Int) -> Int {
    var position = start
    while true {
      switch value.unsafeLoad(fromByteOffset: position, as: UInt8.self) {
      case UInt8(ascii: "\""): return position
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
  }
}
