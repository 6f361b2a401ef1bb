/// What a list holds: reads one element at a time, within a window.
protocol RecordReader {
  /// Whether the records that were read must be taken before more can be read.
  var isFull: Bool { get }
  /// Whether there are no records to take.
  var isEmpty: Bool { get }
  /// Whether it is known that no row of text ends in the element that was read last.
  var isInOneRow: Bool { get }

  /// Reads the element at the position. An error leaves no trace of it, so that it can be read again.
  ///
  /// - Parameter offsets: where the window is in the source.
  mutating func read(_ cursor: inout JSONCursor, _ bytes: RawSpan, _ offsets: OffsetMap) throws(Stop)

  /// Begins a document.
  mutating func documentBegins()

  /// Ends a document, and says what is wrong with it as a whole.
  func documentEnds() -> SourceProblem?
}

extension RecordReader {
  var isInOneRow: Bool { false }
}
