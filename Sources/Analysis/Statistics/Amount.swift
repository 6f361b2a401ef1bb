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

  public mutating func merge(_ next: Amount) {
    count += next.count
    sum += next.sum
  }
}
