/// Finds a member of a record again, for a finding: its place and its JSON text. The hot path keeps neither.
enum FieldLocator {
  /// The range of the value of a field within a record that was read before; nil if it is not there.
  ///
  /// Of a key that stands twice it is the last one, which made the value doubtful.
  static func range(of field: Field, in record: Range<Int>, _ bytes: RawSpan) -> Range<Int>? {
    var cursor = JSONCursor(position: record.lowerBound, limit: record.upperBound)
    return try? search(field.path.split(separator: ".").map(String.init)[...], &cursor, bytes)
  }

  private static func search(
    _ path: ArraySlice<String>, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> Range<Int>? {
    guard let name = path.first, cursor.byte(bytes) == UInt8(ascii: "{") else {
      let start = cursor.position
      try cursor.skipValue(bytes)
      return path.isEmpty ? start..<cursor.position : nil
    }
    var found: Range<Int>?
    var isFirst = true
    try cursor.open()
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      if key.utf8.elementsEqual(name.utf8) {
        found = try search(path.dropFirst(), &cursor, bytes) ?? found
      } else {
        try cursor.skipValue(bytes)
      }
    }
    return found
  }
}
