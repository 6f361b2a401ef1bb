/// The time in which something waits or runs, with the pauses between shortened to a fraction of it.
struct BusyTime {
  /// A time without a pause, in milliseconds since 1970.
  struct Span: Equatable {
    let from: Int
    var to: Int
  }

  /// The spans by time; they don't touch.
  private(set) var spans: [Span] = []
  /// Milliseconds that the shortened time has; at least 1.
  private(set) var length = 1
  /// Where each span begins in the shortened time.
  private var offsets: [Int] = []
  /// The middles of the shortened pauses.
  private(set) var pauses: [Int] = []

  init(_ runs: [ScheduledRun]) {
    let times = runs.map { run in
      Span(from: min(run.requested ?? run.started, run.started).milliseconds, to: run.ended.milliseconds)
    }
    for time in times.sorted(by: { $0.from < $1.from }) {
      if let last = spans.indices.last, time.from <= spans[last].to {
        spans[last].to = max(spans[last].to, time.to)
      } else {
        spans.append(time)
      }
    }
    guard let first = spans.first else { return }
    // All pauses together take at most half as much room as what they part.
    let busy = spans.reduce(0) { $0 + $1.to - $1.from }
    let longest = spans.count > 1 ? max(1, busy / (2 * (spans.count - 1))) : 0
    offsets = [0]
    var offset = first.to - first.from
    for (span, next) in zip(spans, spans.dropFirst()) {
      let pause = min(next.from - span.to, longest)
      if pause < next.from - span.to { pauses.append(offset + pause / 2) }
      offsets.append(offset + pause)
      offset += pause + next.to - next.from
    }
    length = max(1, offset)
  }

  /// The place of a moment of a span in the shortened time.
  func offset(of milliseconds: Int) -> Int {
    guard let place = spans.lastIndex(where: { $0.from <= milliseconds }) else { return 0 }
    return offsets[place] + min(milliseconds, spans[place].to) - spans[place].from
  }
}
