/// Values of rare objects, read without a table of keys.
extension JSONCursor {
  /// Reads the object at the position: the body is called with each key, at its value, and moves over that.
  mutating func forEachMember(
    _ bytes: RawSpan, _ body: (inout JSONCursor, String) throws(Stop) -> Void
  ) throws(Stop) {
    try open()
    var isFirst = true
    while let key = try namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      try body(&self, key)
    }
  }

  /// Reads the list of texts at the position; anything else is skipped, and no text.
  mutating func textsOrSkip(_ bytes: RawSpan) throws(Stop) -> [String] {
    guard byte(bytes) == UInt8(ascii: "[") else {
      try skipValue(bytes)
      return []
    }
    var texts: [String] = []
    var isFirst = true
    try open()
    while try element(bytes, isFirst: isFirst) {
      isFirst = false
      if let text = try textValue(bytes) { texts.append(text) }
    }
    return texts
  }

  /// Moves to the value of the next member, and returns its key; nil where the object ends.
  mutating func namedMember(_ bytes: RawSpan, isFirst: Bool) throws(Stop) -> String? {
    guard try member(bytes, isFirst: isFirst) else { return nil }
    let key = try string(bytes)
    try colon(bytes)
    return JSONCursor.text(of: key.range, isEscaped: key.isEscaped, bytes)
  }

  /// Reads a string or a number as text; nil for any other value, which is skipped.
  mutating func textValue(_ bytes: RawSpan) throws(Stop) -> String? {
    let start = position
    switch byte(bytes) {
    case UInt8(ascii: "\""):
      let value = try string(bytes)
      return JSONCursor.text(of: value.range, isEscaped: value.isEscaped, bytes)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      _ = try number(bytes)
      return JSONCursor.text(of: start..<position, isEscaped: false, bytes)
    default:
      try skipValue(bytes)
      return nil
    }
  }

  /// Reads a number; any other value is skipped.
  mutating func numberOrSkip(_ bytes: RawSpan) throws(Stop) -> JSONNumber {
    switch byte(bytes) {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(bytes)
    default:
      try skipValue(bytes)
      return .other
    }
  }

  private static func text(of range: Range<Int>, isEscaped: Bool, _ bytes: RawSpan) -> String {
    let raw = bytes.extracting(range)
    if isEscaped { return String(decoding: unescaped(raw), as: UTF8.self) }
    return copy(raw)
  }

  /// The bytes as a string.
  static func copy(_ raw: RawSpan) -> String {
    String(decoding: (0..<raw.byteCount).map { raw.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }, as: UTF8.self)
  }
}
