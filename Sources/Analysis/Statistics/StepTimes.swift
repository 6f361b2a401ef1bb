/// How long a step took on each production line, in milliseconds.
public struct StepTimes: Mergeable, Equatable, Sendable {
  /// The times that are not negative.
  public private(set) var times = Distribution()
  /// Production lines on which the step ended before it began; they are counted here only.
  public private(set) var negative = 0

  public init() {}

  /// Adds the time between two stamps in milliseconds.
  @inline(__always)
  mutating func add(from start: Int, to end: Int) {
    let time = end &- start
    if time < 0 { negative += 1 } else { times.add(time) }
  }

  public mutating func merge(_ next: StepTimes) {
    times.merge(next.times)
    negative += next.negative
  }
}
