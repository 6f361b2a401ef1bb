@testable import Analysis

/// Values that are added one by one, where figures take those of many production lines at a time.
extension Quantiles {
  mutating func add(_ value: Int) {
    let values = [value]
    add(values.span) { $0 }
  }
}

extension Distribution {
  mutating func add(_ value: Int) {
    let values = [value]
    add(values.span) { $0 }
  }
}

extension StepTimes {
  mutating func add(_ time: Int) {
    let times = [time]
    add(times.span) { $0 }
  }
}

extension RateCourse {
  mutating func add(_ rate: Int, at moment: Int) {
    let rates = [rate]
    add(rates.span) { ($0, moment) }
  }
}

extension JobNumbers {
  init(_ line: ProductionLine) {
    self.init(line, FigureFacts(line.facts), group: -1)
  }
}

extension JobSums {
  /// The sums of one production line.
  init(_ line: ProductionLine) {
    self.init()
    add(JobNumbers(line))
  }
}
