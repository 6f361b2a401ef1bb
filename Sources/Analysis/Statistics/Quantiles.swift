/// How often values of about each size occurred, from which quantiles are read to within 1/256.
///
/// Values below 256 have a bucket each. Of a larger one the eight highest bits choose the bucket, 128 to each doubling;
/// the idea is that of HdrHistogram. A bucket holds the values from m·2^s up to below (m + 1)·2^s with m ≥ 128, so its
/// midpoint is off by at most 2^(s−1), which is 1/256 of the value or less. All that is kept are counts, so merging is
/// exact and in any order. The memory grows with the doublings that occur: 512 bytes for each, 29 KiB at most.
public struct Quantiles: Mergeable, Sendable {
  /// Buckets of a page, one for each value of the seven bits after the leading one.
  private static let pageSize = 1 << pageShift
  private static let pageShift = 7
  /// Pages that a value of 63 bits may need.
  private static let pageLimit = 57

  /// First the place of each page, 0 for one that is not there; then the pages as they were first needed.
  private var cells: [UInt32] = []
  /// For buckets whose count doesn't fit a cell, how often 2^32 were taken out.
  private var carries: [Int: Int] = [:]

  public init() {}

  /// The bucket of a value that is not negative: buckets are in the order of their values.
  @inline(__always)
  static func bucket(of value: Int) -> Int {
    // Not below 0, since the bit of the size of a page is set.
    let shift = 56 &- (value | pageSize).leadingZeroBitCount
    return shift &* pageSize &+ value &>> shift
  }

  /// The values of a bucket.
  static func values(of bucket: Int) -> ClosedRange<Int> {
    let shift = max(0, bucket / pageSize - 1)
    let start = (bucket - shift * pageSize) << shift
    return start...(start + (1 << shift - 1))
  }

  /// What stands for all values of a bucket.
  static func midpoint(of bucket: Int) -> Int {
    let values = values(of: bucket)
    return values.lowerBound + (values.upperBound - values.lowerBound) / 2
  }

  /// Adds the values that some elements have, which are not negative.
  @inline(__always)
  mutating func add<Element>(_ elements: Span<Element>, _ value: (Element) -> Int?) {
    if cells.isEmpty { makePlaces() }
    var next = 0
    while let bucket = count(elements, from: &next, value) { add(bucket: bucket) }
  }

  /// Counts values where a cell only has to be raised.
  ///
  /// - Returns: the bucket of the first value for which more is to be done; nil when all are counted.
  @inline(__always)
  private mutating func count<Element>(_ elements: Span<Element>, from next: inout Int, _ value: (Element) -> Int?)
    -> Int?
  {
    var cells = cells.mutableSpan
    for index in next..<elements.count {
      guard let value = value(elements[index]) else { continue }
      let bucket = Quantiles.bucket(of: value)
      let page = Int(cells[bucket &>> Quantiles.pageShift])
      let place = page &+ bucket & (Quantiles.pageSize - 1)
      guard page != 0, cells[place] != .max else {
        next = index &+ 1
        return bucket
      }
      cells[place] &+= 1
    }
    return nil
  }

  /// Counts a value, in a page that is made if need be.
  @inline(never)
  private mutating func add(bucket: Int) {
    let page = bucket / Quantiles.pageSize
    addPage(page)
    let place = Int(cells[page]) + bucket % Quantiles.pageSize
    cells[place] &+= 1
    if cells[place] == 0 { carries[bucket, default: 0] += 1 }
  }

  /// Makes the places of pages, none of which is there.
  private mutating func makePlaces() {
    cells = [UInt32](repeating: 0, count: Quantiles.pageLimit)
  }

  /// Makes a page, unless it is there.
  private mutating func addPage(_ page: Int) {
    guard cells[page] == 0 else { return }
    cells[page] = UInt32(cells.count)
    cells += repeatElement(0, count: Quantiles.pageSize)
  }

  public mutating func merge(_ next: Quantiles) {
    if next.cells.isEmpty { return }
    if cells.isEmpty { makePlaces() }
    for page in 0..<Quantiles.pageLimit where next.cells[page] != 0 {
      addPage(page)
      let (mine, theirs) = (Int(cells[page]), Int(next.cells[page]))
      for index in 0..<Quantiles.pageSize where next.cells[theirs &+ index] != 0 {
        let (sum, isCarry) = cells[mine &+ index].addingReportingOverflow(next.cells[theirs &+ index])
        cells[mine &+ index] = sum
        if isCarry { carries[page * Quantiles.pageSize + index, default: 0] += 1 }
      }
    }
    for (bucket, count) in next.carries { carries[bucket, default: 0] += count }
  }

  /// How many values fell into a bucket whose page is there.
  private func count(of bucket: Int) -> Int {
    let cell = cells[Int(cells[bucket / Quantiles.pageSize]) + bucket % Quantiles.pageSize]
    return Int(cell) + (carries[bucket] ?? 0) << 32
  }

  /// The buckets that are not empty, in the order of their values.
  var buckets: [(bucket: Int, count: Int)] {
    if cells.isEmpty { return [] }
    var list: [(bucket: Int, count: Int)] = []
    for page in 0..<Quantiles.pageLimit where cells[page] != 0 {
      for bucket in (page * Quantiles.pageSize)..<((page + 1) * Quantiles.pageSize) {
        let count = count(of: bucket)
        if count > 0 { list.append((bucket, count)) }
      }
    }
    return list
  }

  /// The value below or at which this percentage of all values lies, by nearest rank: the ⌈n·p/100⌉-th smallest.
  ///
  /// - Parameters:
  ///   - percent: from 0, the smallest value, to 100, the largest.
  ///   - range: the smallest and the largest value, which are known exactly.
  /// - Returns: a value within 1/256 of the exact one; exact below 256 and at the ends; nil without values.
  func quantile(_ percent: Int, within range: ClosedRange<Int>) -> Int? {
    let buckets = buckets
    let count = buckets.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    let rank = max(1, (Int128(count) * Int128(percent) + 99) / 100)
    if rank == 1 { return range.lowerBound }
    if rank == count { return range.upperBound }
    var below: Int128 = 0
    for (bucket, count) in buckets {
      below += Int128(count)
      if below >= rank { return min(max(Quantiles.midpoint(of: bucket), range.lowerBound), range.upperBound) }
    }
    return range.upperBound
  }
}

extension Quantiles: Equatable {
  public static func == (left: Quantiles, right: Quantiles) -> Bool {
    left.buckets.elementsEqual(right.buckets) { $0 == $1 }
  }
}
