/// What a comparison has found, by kind: all of a kind are counted, and the first rows of each are kept for a report.
struct ComparedChanges<Kind: Hashable & Sendable, Row: Equatable & Sendable>: Sendable {
  private(set) var counts: [Kind: Int] = [:]
  /// The first rows of each kind, in the order of their lists.
  private(set) var rows: [Kind: [Row]] = [:]
  private let maxRows: Int

  init(maxRows: Int) {
    self.maxRows = maxRows
  }

  /// Whether another row of a kind would be kept.
  func hasRoom(_ kind: Kind) -> Bool { (rows[kind]?.count ?? 0) < maxRows }

  /// Counts a production line, and shows it as these rows.
  mutating func add(_ kind: Kind, _ rows: [Row]) {
    counts[kind, default: 0] += 1
    for row in rows where hasRoom(kind) { self.rows[kind, default: []].append(row) }
  }

  /// Adds what continues nothing to those of a kind, among which it stands in the order of the list.
  mutating func add(_ kind: Kind, _ further: FurtherParts<Row>) {
    guard further.addedCount > 0 else { return }
    counts[kind, default: 0] += further.addedCount
    rows[kind] = further.added(rows[kind] ?? [], maxRows: maxRows)
  }
}
