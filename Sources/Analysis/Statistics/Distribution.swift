/// How values are distributed: what is exact of them, and quantiles to within 1/256.
public struct Distribution: Mergeable, Equatable, Sendable {
  /// Number, sum, extremes and scatter.
  public private(set) var spread = Spread()
  /// How often values of about each size occurred.
  public private(set) var quantiles = Quantiles()

  public init() {}

  /// Adds the values that some elements have, which are not negative.
  @inline(__always)
  mutating func add<Element>(_ elements: Span<Element>, _ value: (Element) -> Int?) {
    spread.add(elements, value)
    quantiles.add(elements, value)
  }

  public mutating func merge(_ next: Distribution) {
    spread.merge(next.spread)
    quantiles.merge(next.quantiles)
  }

  /// How many values there are.
  public var count: Int { spread.count }

  /// The value below or at which this percentage of the values lies, by nearest rank; nil without values.
  public func quantile(_ percent: Int) -> Int? {
    spread.range.flatMap { quantiles.quantile(percent, within: $0) }
  }
}
