/// A sum and how many values went into it, so that the sum of none is not mistaken for 0.
public struct Amount: Mergeable, Equatable, Sendable {
  /// How many values there are.
  public private(set) var count = 0
  private var sum: Int128 = 0

  public init() {}

  /// The sum, nil without values.
  public var total: Int128? { count == 0 ? nil : sum }

  @inline(__always)
  mutating func add(_ value: Int128) {
    count += 1
    sum += value
  }

  /// Adds the sum of so many values.
  mutating func add(_ sum: Int128, of count: Int) {
    self.count += count
    self.sum += sum
  }

  /// Adds the values that some elements have.
  @inline(__always)
  mutating func add<Element>(_ elements: Span<Element>, _ value: (Element) -> Int128?) {
    var more = Amount()
    for index in elements.indices {
      if let value = value(elements[index]) { more.add(value) }
    }
    merge(more)
  }

  public mutating func merge(_ next: Amount) {
    count += next.count
    sum += next.sum
  }
}
