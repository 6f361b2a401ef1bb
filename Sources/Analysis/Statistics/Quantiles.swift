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

  /// The buckets of the first values, in any order, before there are pages: parts of an input have many groups with few
  /// values each. They stand here, and not in an array, since to make one takes longer than to fill it.
  private var few = SIMD64<UInt16>()
  /// How many there are; 0 once there are pages.
  private var fewCount = 0
  /// First the place of each page, 0 for one that is not there; then the pages as they were first needed.
  private var cells: [UInt32] = []
  /// For buckets whose count doesn't fit a cell, how often 2^32 were taken out.
  private var carries: [Int: Int] = [:]

  public init() {}

  /// The bucket of a value that is not negative: buckets are in the order of their values.
  @inline(__always)
  static func bucket(of value: Int) -> Int {
    let shift = max(0, 56 - value.leadingZeroBitCount)
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

  /// Adds a value that is not negative.
  @inline(__always)
  mutating func add(_ value: Int) {
    let bucket = Quantiles.bucket(of: value)
    if cells.isEmpty { addToFew(bucket) } else { addToPage(bucket) }
  }

  @inline(__always)
  private mutating func addToFew(_ bucket: Int) {
    guard fewCount < few.scalarCount else { return makePages(and: bucket) }
    few[fewCount & (few.scalarCount - 1)] = UInt16(truncatingIfNeeded: bucket)
    fewCount &+= 1
  }

  @inline(__always)
  private mutating func addToPage(_ bucket: Int) {
    let page = Int(cells[bucket &>> Quantiles.pageShift])
    let place = page &+ bucket & (Quantiles.pageSize - 1)
    if page == 0 || cells[place] == .max { return add(1, to: bucket) }
    cells[place] &+= 1
  }

  /// Moves the first values to pages, and adds one more.
  @inline(never)
  private mutating func makePages(and bucket: Int) {
    makePages()
    add(1, to: bucket)
  }

  private mutating func makePages() {
    for place in 0..<fewCount { add(1, to: Int(few[place])) }
    fewCount = 0
  }

  /// Adds to the count of a bucket, in a page that is made if need be.
  @inline(never)
  private mutating func add(_ count: UInt32, to bucket: Int) {
    let page = bucket / Quantiles.pageSize
    addPage(page)
    let place = Int(cells[page]) + bucket % Quantiles.pageSize
    let (sum, isCarry) = cells[place].addingReportingOverflow(count)
    cells[place] = sum
    if isCarry { carries[bucket, default: 0] += 1 }
  }

  /// Makes a page, unless it is there.
  private mutating func addPage(_ page: Int) {
    if cells.isEmpty { cells = [UInt32](repeating: 0, count: Quantiles.pageLimit) }
    guard cells[page] == 0 else { return }
    cells[page] = UInt32(cells.count)
    cells += repeatElement(0, count: Quantiles.pageSize)
  }

  public mutating func merge(_ next: Quantiles) {
    if next.cells.isEmpty {
      for place in 0..<next.fewCount {
        let bucket = Int(next.few[place])
        if cells.isEmpty { addToFew(bucket) } else { addToPage(bucket) }
      }
      return
    }
    if cells.isEmpty { makePages() }
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
    guard !cells.isEmpty else {
      return (0..<fewCount).map { Int(few[$0]) }.sorted().reduce(into: []) { list, bucket in
        if let last = list.last, last.bucket == bucket {
          list[list.count - 1].count += 1
        } else {
          list.append((bucket, 1))
        }
      }
    }
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
