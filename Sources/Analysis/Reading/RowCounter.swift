/// Counts rows of text on the way through some bytes: what is known to stand in one row is not looked at once more.
struct RowCounter {
  /// Up to where rows are counted.
  private var position = 0
  /// The rows so far, by positions.
  private var rows = RowCount()

  /// Goes over a range in which no row ends.
  ///
  /// - Parameter range: not before what was counted.
  @inline(__always)
  mutating func skip(_ range: Range<Int>, _ bytes: RawSpan) {
    // Nearly always only a comma stands between two of them.
    let isComma =
      range.lowerBound &- position == 1
      && bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self) == UInt8(ascii: ",")
    if !isComma { count(upTo: range.lowerBound, bytes) }
    position = range.upperBound
  }

  @inline(never)
  private mutating func count(upTo end: Int, _ bytes: RawSpan) {
    rows.merge(RowCount(bytes.extracting(position..<end), at: position))
    position = end
  }

  /// The rows up to a position, which is 0 from now on.
  mutating func take(upTo end: Int, _ bytes: RawSpan) -> RowCount {
    count(upTo: end, bytes)
    defer { self = RowCounter() }
    return rows
  }
}
