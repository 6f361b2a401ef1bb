/// The first page for other programs: the words and numbers that people read, from the same `Report`.
extension JSONFormat {
  /// The pieces in reading order: a heading, a text, or rows under columns.
  static func firstPage(_ blocks: [Report.Block]) -> JSONValue {
    .list(
      blocks.compactMap { block in
        switch block {
        case .heading(_, let prose): .object([("heading", .text(prose.plain))])
        case .paragraph(let prose): .object([("text", .text(prose.plain))])
        case .table(let table):
          .object([
            ("columns", .list(table.columns.map { .text($0.title) })),
            ("rows", .list(table.rows.map { row in .list(row.map { .text($0.plain) }) })),
          ])
        // None of them says anything on a first page: rows to sign are empty.
        case .copy, .picture, .signatures: nil
        }
      })
  }
}
