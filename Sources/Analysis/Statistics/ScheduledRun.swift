/// When a production line was requested, started and ended, with what it is called.
public struct ScheduledRun: Equatable, Sendable {
  /// The id of the production line, empty if it can't be used.
  public let id: String
  /// The name of the source.
  public let source: String
  /// The 0-based place of the production line in its source.
  public let index: Int
  /// The request, nil if it can't be used.
  public let requested: Timestamp?
  /// The start.
  public let started: Timestamp
  /// The end, which is not before the start.
  public let ended: Timestamp

  /// From request to start in milliseconds; nil if one is not known, or if the start is before the request.
  public var waiting: Int? {
    requested.flatMap { $0 <= started ? started.milliseconds - $0.milliseconds : nil }
  }

  /// From start to end in milliseconds.
  public var running: Int { ended.milliseconds - started.milliseconds }
}

extension ScheduledRun {
  /// Looks up what a production line is called.
  init(_ entry: LongestRuns.Entry, _ lines: LinesTogether) throws(SourceFailure) {
    let text = try lines.index.text(.id, of: try lines.index.entry(entry.place))
    let (source, index) = lines.position(of: entry.place)
    self.init(
      id: text, source: source, index: index, requested: entry.requested.map { Timestamp(milliseconds: $0) },
      started: Timestamp(milliseconds: entry.started), ended: Timestamp(milliseconds: entry.ended))
  }
}
