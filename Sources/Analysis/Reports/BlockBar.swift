/// Draws with block characters: bars for shares and small histograms.
enum BlockBar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  private static let heights = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Columns of a histogram.
  private static let slots = 12
  /// A histogram of fewer values says less than the numbers beside it.
  private static let valuesNeeded = 5

  /// A bar of a value, in eighths of a cell; the largest value fills all cells, and one above 0 is never invisible.
  static func bar(_ value: Int128, largest: Int128, cells: Int = 10) -> String {
    guard value > 0, largest > 0 else { return "" }
    let eighths = max(1, Int(value * Int128(cells * 8) / largest))
    return String(repeating: "█", count: eighths / 8) + BlockBar.eighths[eighths % 8]
  }

  /// A column for each value, the largest as high as can be; a dot stands for none.
  static func course(_ values: [Int128?]) -> String {
    let largest = values.compactMap(\.self).max() ?? 0
    return values.map { value in
      guard let value, largest > 0 else { return value == nil ? heights[0] : heights[1] }
      return heights[max(1, Int(value * 8 / largest))]
    }.joined()
  }

  /// How many values lie in each of up to twelve equal steps from the smallest to the largest; a dot is a step without.
  ///
  /// The values of a bucket count as spread evenly over it. Empty for few values, or where all lie in one bucket.
  static func histogram(_ distribution: Distribution) -> String {
    let buckets = distribution.quantiles.buckets
    guard distribution.count >= valuesNeeded, buckets.count > 1, let range = distribution.spread.range else {
      return ""
    }
    let start = Double(range.lowerBound)
    let width = Double(range.upperBound) + 1 - start
    let columns = Int(min(Double(slots), width))
    let step = width / Double(columns)
    var counts = [Double](repeating: 0, count: columns)
    for (bucket, count) in buckets {
      let values = Quantiles.values(of: bucket).clamped(to: range)
      let from = Double(values.lowerBound) - start
      let to = Double(values.upperBound) + 1 - start
      let first = min(columns - 1, Int(from / step))
      for column in first..<columns where Double(column) * step < to {
        let overlap = min(to, Double(column + 1) * step) - max(from, Double(column) * step)
        counts[column] += Double(count) * max(0, overlap) / (to - from)
      }
    }
    let highest = counts.max() ?? 0
    return counts.map { $0 > 0 ? heights[max(1, Int(($0 * 8 / highest).rounded()))] : heights[0] }.joined()
  }
}
