/// What has been read of a row of an earlier report: the members that are needed later; the report states the others
/// for people and for other programs.
protocol PreviousDraft {
  /// What the row becomes.
  associatedtype Row

  /// The kind of report that has such rows.
  static var kind: ReportKind { get }

  /// Nothing has been read.
  init()

  /// Reads the value of a member, or skips it.
  mutating func read(_ key: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop)

  /// The row, nil without an id by which it is recognised.
  var row: Row? { get }
}

extension PreviousDraft {
  /// Reads the object at the position.
  init(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    guard cursor.byte(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.object) }
    self.init()
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in try read(key, &cursor, bytes) }
  }
}
