/// How a report shows what a comparison has found.
extension ComparedChanges {
  /// The section of a kind: a heading, what is said of it, and a table of its first rows; nothing if there is none.
  ///
  /// - Parameters:
  ///   - words: what became of the production lines.
  ///   - cells: those of a row behind its columns.
  func section(
    _ kind: Kind, _ words: Prose, about: [Prose] = [], _ columns: [Report.Table.Column], _ cells: (Row) -> [Prose]
  ) -> [Report.Block] {
    guard let count = counts[kind] else { return [] }
    var table = Report.Table(columns)
    table.rows = (rows[kind] ?? []).map(cells)
    var blocks: [Report.Block] = [.heading(2, "\(count, "production line") \(words)")]
    blocks += about.map { .paragraph($0) }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    if table.rows.count < count { blocks.append(.paragraph("The first \(table.rows.count, "row").")) }
    return blocks
  }
}
