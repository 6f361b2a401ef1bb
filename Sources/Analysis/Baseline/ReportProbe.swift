/// Tells a JSON report from an answer of the service by the first member at the top level that only one of them has.
///
/// So a list is not read beyond its beginning, and in a report that another tool has sorted the member may stand
/// anywhere.
struct ReportProbe<Source: ByteSource & ~Copyable>: ~Copyable {
  private enum State {
    case start
    case topLevel(isFirst: Bool)
    case skipping(JSONSkipper)
  }

  private var source: Source
  private var window: Window
  private var state = State.start
  private var position = 0
  private var depth = 0

  init(_ source: consuming Source, windowSize: Int) {
    self.source = source
    window = Window(capacity: windowSize)
  }

  /// Whether it is a report; what is no JSON is none. Ask once.
  mutating func isReport() throws(SourceProblem) -> Bool {
    while true {
      var cursor = JSONCursor(position: position, limit: window.count, depth: depth)
      do throws(Stop) {
        if let answer = try step(&cursor) { return answer }
        position = cursor.position
        depth = cursor.depth
      } catch {
        guard error.cause == .needMore, !window.isFinal else { return false }
        guard try refill(elidable: cursor.elidable) else { return false }
      }
    }
  }

  /// Does one unit of work; on an error nothing has changed but the cursor.
  private mutating func step(_ cursor: inout JSONCursor) throws(Stop) -> Bool? {
    let buffer = window.bytes
    let bytes = buffer.span.bytes
    switch state {
    case .start:
      cursor.position += try ByteOrderMark.length(in: window)
      guard cursor.next(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.document) }
      try cursor.open()
      state = .topLevel(isFirst: true)
    case .topLevel(let isFirst):
      guard let key = try cursor.namedMember(bytes, isFirst: isFirst) else { return false }
      if key == "schemaVersion" { return true }
      if TopLevelKey(rawValue: key) != nil { return false }
      state = .skipping(JSONSkipper())
    case .skipping(var skipper):
      if let stop = skipper.advance(&cursor, bytes) {
        state = .skipping(skipper)
        (position, depth) = (cursor.position, cursor.depth)
        throw stop
      }
      state = .topLevel(isFirst: false)
    }
    return nil
  }

  private mutating func refill(elidable: Range<Int>) throws(SourceProblem) -> Bool {
    window.discard(upTo: position, and: elidable)
    position = 0
    do throws(SourceFailure) { return try window.refill(from: &source) } catch {
      throw SourceProblem(error, at: window.location(of: window.count))
    }
  }
}

extension ReportComparison {
  /// Whether a source is a JSON report, and not a list of production lines.
  ///
  /// - Throws: `SourceProblem` if it can't be read as far as is needed to tell.
  public static func isReport<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, windowSize: Int = 1 << 16
  ) throws(SourceProblem) -> Bool {
    var probe = ReportProbe(source, windowSize: windowSize)
    return try probe.isReport()
  }
}
