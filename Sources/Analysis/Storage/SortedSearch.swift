extension RandomAccessCollection where Index == Int {
  /// The place of the first element with a property that all elements behind it have, in O(log n); the end without one.
  func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Array where Element == Int {
  /// How many of these ascending numbers are not above a limit, in O(log n).
  func countUpTo(_ limit: Int) -> Int {
    partitioningIndex { $0 > limit }
  }
}
