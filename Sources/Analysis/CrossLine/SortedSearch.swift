extension Array where Element == Int {
  /// How many of these ascending numbers are not above a limit, in O(log n).
  func countUpTo(_ limit: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
