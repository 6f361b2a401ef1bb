/// How long a step took on each production line, in milliseconds.
public struct StepTimes: Mergeable, Equatable, Sendable {
  /// The times that are not negative.
  public private(set) var times = Distribution()
  /// Production lines on which the step ended before it began; they are counted here only.
  public private(set) var negative = 0

  public init() {}

  /// Adds the times in milliseconds that some elements have.
  @inline(__always)
  mutating func add<Element>(_ elements: Span<Element>, _ time: (Element) -> Int?) {
    var negative = 0
    for index in elements.indices {
      if let time = time(elements[index]), time < 0 { negative &+= 1 }
    }
    self.negative += negative
    times.add(elements) { element in time(element).flatMap { $0 < 0 ? nil : $0 } }
  }

  public mutating func merge(_ next: StepTimes) {
    times.merge(next.times)
    negative += next.negative
  }
}
