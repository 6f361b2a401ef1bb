/// How many values there are, their sum, their extremes, and how far they scatter, all exactly.
///
/// Values are not negative and below 2^63. Only sums are kept, so mean and deviation of a whole follow from its parts.
public struct Spread: Mergeable, Equatable, Sendable {
  /// How many values there are.
  public private(set) var count = 0
  /// Their sum.
  public private(set) var sum: Int128 = 0
  /// The sum of their squares.
  public private(set) var squares = WideSum()
  private var least = Int.max
  private var largest = Int.min

  public init() {}

  /// Adds a value that is not negative. No sum of 2^63 of them overflows.
  @inline(__always)
  mutating func add(_ value: Int) {
    count &+= 1
    sum &+= Int128(value)
    squares.addSquare(of: value)
    least = min(least, value)
    largest = max(largest, value)
  }

  /// Adds the values that some elements have, which are not negative.
  @inline(__always)
  mutating func add<Element>(_ elements: Span<Element>, _ value: (Element) -> Int?) {
    // What is local stays in registers.
    var more = Spread()
    for index in elements.indices {
      if let value = value(elements[index]) { more.add(value) }
    }
    merge(more)
  }

  public mutating func merge(_ next: Spread) {
    count += next.count
    sum += next.sum
    squares.merge(next.squares)
    least = min(least, next.least)
    largest = max(largest, next.largest)
  }

  /// The sum, nil without values: a missing number is not 0.
  public var total: Int128? { count == 0 ? nil : sum }

  /// The smallest and the largest value, nil without values.
  public var range: ClosedRange<Int>? { count == 0 ? nil : least...largest }

  /// The mean in thousandths, rounded half up; nil without values.
  public var meanThousandths: Int128? {
    count == 0 ? nil : (sum * 2000 + Int128(count)) / (2 * Int128(count))
  }

  /// The sample standard deviation, `√((n·Σx² − (Σx)²) / (n·(n − 1)))`; nil for fewer than two values.
  ///
  /// Nothing is lost where the two products nearly cancel out: the difference is taken in 256 bits.
  public var deviation: Double? {
    guard count > 1 else { return nil }
    let difference = WideProduct(squares, times: UInt64(count)) - WideProduct(squareOf: UInt128(sum))
    return (difference.approximate / (Double(count) * Double(count - 1))).squareRoot()
  }
}
