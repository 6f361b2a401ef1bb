/// Finds a member of a record again, for a finding: its place and its JSON text. The hot path keeps neither.
enum FieldLocator {
  /// The names on the path of each field, in the order of `Field.allCases`.
  private static let paths = Field.allCases.map { $0.path.utf8.split(separator: UInt8(ascii: ".")).map(Array.init) }

  /// The range of the value of a field within a record that was read before; nil if it is not there.
  ///
  /// Of a key that stands twice it is the last one, which made the value doubtful.
  static func range(of field: Field, in record: Range<Int>, _ bytes: RawSpan) -> Range<Int>? {
    var cursor = JSONCursor(position: record.lowerBound, limit: record.upperBound)
    return try? search(paths[Int(field.rawValue)][...], &cursor, bytes)
  }

  private static func search(
    _ path: ArraySlice<[UInt8]>, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> Range<Int>? {
    guard let name = path.first, cursor.byte(bytes) == UInt8(ascii: "{") else {
      let start = cursor.position
      try cursor.skipValue(bytes)
      return path.isEmpty ? start..<cursor.position : nil
    }
    var found: Range<Int>?
    var isFirst = true
    try cursor.open()
    while try cursor.member(bytes, isFirst: isFirst) {
      isFirst = false
      let (range, isEscaped) = try cursor.string(bytes)
      try cursor.colon(bytes)
      let key = bytes.extracting(range)
      if isEscaped ? JSONCursor.unescaped(key) == name : key.equals(name) {
        found = try search(path.dropFirst(), &cursor, bytes) ?? found
      } else {
        try cursor.skipValue(bytes)
      }
    }
    return found
  }
}
