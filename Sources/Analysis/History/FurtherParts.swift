/// Jobs of the newer side of a comparison whose production line the older side has with other jobs only. Each may be a
/// further part that stands in the place of one that is gone, which is known at the end.
///
/// Memory: some 300 bytes for each.
struct FurtherParts<Row: Equatable & Sendable>: Sendable {
  /// A job that may continue another.
  struct Part: Sendable {
    let row: Row
    let line: String
    let requested: Timestamp
    /// How many added jobs were counted before it; nil if it doesn't count.
    var addedBefore: Int?
    fileprivate var isTaken = false
  }

  /// In the order in which they were read.
  private var parts: [Part] = []
  /// The places of those of a production line, by a hash of its id; no more than are looked through at a time.
  private var byLine: [UInt64: [Int]] = [:]

  private static var partsOfLine: Int { 128 }

  /// Keeps a job; false if too many of its production line are kept.
  ///
  /// - Parameters:
  ///   - row: how a report shows it if it continues nothing.
  ///   - key: a hash of its production line.
  @discardableResult
  mutating func hold(_ row: Row, of line: String, _ key: UInt64, requested: Timestamp, addedBefore: Int?) -> Bool {
    guard byLine[key, default: []].count < Self.partsOfLine else { return false }
    byLine[key, default: []].append(parts.count)
    parts.append(Part(row: row, line: line, requested: requested, addedBefore: addedBefore))
    return true
  }

  /// Counts a job that was kept without being counted; false if there is none.
  mutating func count(_ row: Row, of key: UInt64, addedBefore: Int) -> Bool {
    guard let place = byLine[key]?.first(where: { parts[$0].addedBefore == nil && parts[$0].row == row }) else {
      return false
    }
    parts[place].addedBefore = addedBefore
    return true
  }

  /// Whether there may be a job of a production line.
  func mayHave(_ key: UInt64) -> Bool { byLine[key] != nil }

  /// Takes the first job of a production line that was requested after one that is gone; nil if there is none.
  mutating func take(_ line: String, _ key: UInt64, after requested: Timestamp) -> Part? {
    let place = byLine[key]?.first { place in
      let part = parts[place]
      return !part.isTaken && requested < part.requested && StateComparison.isSameUUID(part.line, line)
    }
    guard let place else { return nil }
    parts[place].isTaken = true
    return parts[place]
  }

  /// Jobs that count and continue nothing.
  private var rest: [Part] { parts.filter { !$0.isTaken && $0.addedBefore != nil } }

  /// How many jobs count and continue nothing.
  var addedCount: Int { rest.count }

  /// The first rows of jobs that were added: those of the others, and those of what continues nothing.
  func added(_ others: [Row], maxRows: Int) -> [Row] {
    var rows = others
    for (place, part) in rest.enumerated() {
      guard let before = part.addedBefore, before + place < maxRows else { break }
      rows.insert(part.row, at: before + place)
    }
    return Array(rows.prefix(maxRows))
  }
}
