/// Writes a report as one HTML page to look at, to print and to sign.
///
/// The page needs no network and no script, and its policy forbids both. It says what the Markdown says, from the same
/// `Report`; only the rows for signatures stand on the first page. Every text is escaped, so values of the input can't
/// be markup; they stand in `code` elements of a class of their own, where long ones wrap and no text around them is
/// reordered.
public enum HTMLFormat {
  /// The whole document.
  public static func text(of report: Report) -> String {
    var page = Progress()
    let rest = report.rest.map { text(of: $0, &page) }.joined()
    let signatures = report.blocks.map { block in
      if case .signatures(let table) = block {
        text(of: table, label: "Prepared and reviewed", style: "sign")
      } else {
        ""
      }
    }.joined()
    // They stand at the end of the first page; before its tables of any length, if those may not leave room for them.
    let end = isLong(report.first) ? answers(report.first) : report.first.count
    let first =
      report.first[..<end].map { text(of: $0, &page) }.joined() + signatures
      + report.first[end...].map { text(of: $0, &page) }.joined()
    return document(
      report.title,
      """
      <section class="first">
      \(first)</section>
      <section>
      \(rest)</section>

      """)
  }

  /// A whole page.
  static func document(_ title: Prose, _ body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(HTMLStyle.policy)">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(escaped(title.plain))</title>
    <style>\(HTMLStyle.sheet)</style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  /// What is known of the page so far.
  private struct Progress {
    /// The last heading, which is what a screen reader says of a table.
    var label = ""
    /// How many pictures there are.
    var pictures = 0
  }

  /// Rows of text that the tables of a sheet of A4 have room for, besides the title and the rows to sign.
  private static let rowsOfSheet = 32
  /// Characters that the cells of a row have side by side, in about every table.
  private static let charactersOfRow = 110
  /// Characters of a value from which on it may be broken anywhere; checksums and digests are longer, numbers shorter.
  private static let longValue = 25

  /// Whether the rows of tables, and the paragraphs below the first heading, may fill a sheet.
  private static func isLong(_ blocks: [Report.Block]) -> Bool {
    let below = answers(blocks)
    var rows = 0
    for (place, block) in blocks.enumerated() {
      switch block {
      case .table(let table): rows += table.rows.reduce(0) { $0 + rowsOfText($1) }
      case .paragraph(let prose) where place > below: rows += rowsOfText([prose])
      default: break
      }
    }
    return rows > rowsOfSheet
  }

  /// How many rows of text may be taken by the cells of a row, or by a paragraph.
  private static func rowsOfText(_ cells: [Prose]) -> Int {
    let characters = cells.reduce(0) { $0 + $1.plain.unicodeScalars.count }
    return max(2, (characters + charactersOfRow - 1) / charactersOfRow)
  }

  /// How many pieces stand before the first heading below the title.
  private static func answers(_ blocks: [Report.Block]) -> Int {
    blocks.firstIndex { if case .heading(2, _) = $0 { true } else { false } } ?? blocks.count
  }

  /// A piece of the page.
  private static func text(of block: Report.Block, _ page: inout Progress) -> String {
    switch block {
    case .heading(let level, let prose):
      page.label = prose.plain
      return "<h\(level)>\(inline(prose))</h\(level)>\n"
    case .paragraph(let prose): return "<p>\(inline(prose))</p>\n"
    case .table(let table): return text(of: table, label: page.label, style: "table")
    case .copy(let rows): return "<pre tabindex=\"0\">\(rows.map { escaped($0.plain) + "\n" }.joined())</pre>\n"
    case .picture(let picture):
      page.pictures += 1
      return SVGFormat.text(of: picture, number: page.pictures)
    // The first page has them.
    case .signatures: return ""
    }
  }

  private static func text(of table: Report.Table, label: String, style: String) -> String {
    let header = table.columns.map { column in
      column.title.isEmpty
        ? "<td></td>" : "<th scope=\"col\"\(align(column))>\(escaped(column.title))</th>"
    }
    let rows = table.rows.map { row in
      let cells = zip(table.columns, row).enumerated().map { place, entry in
        let (column, prose) = entry
        return place == 0 && !prose.segments.isEmpty
          ? "<th scope=\"row\"\(align(column))>\(inline(prose))</th>"
          : "<td\(align(column))>\(inline(prose))</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    // Wide tables scroll; whoever has no mouse reaches them with the tabulator.
    return """
      <div class="\(style)" role="group" tabindex="0" aria-label="\(escaped(label))"><table>
      <thead><tr>\(header.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }

  private static func align(_ column: Report.Table.Column) -> String {
    column.isNumber ? " class=\"n\"" : ""
  }

  /// Prose with its names and values in elements.
  static func inline(_ prose: Prose) -> String {
    prose.segments.map { segment in
      switch segment {
      case .plain(let words): escaped(words)
      case .name(let name): "<code>\(escaped(name))</code>"
      case .data(let value):
        value.isEmpty ? Prose.emptyValue : code(Visible.text(value))
      }
    }.joined()
  }

  private static func code(_ value: String) -> String {
    let style = value.unicodeScalars.count < longValue ? "data" : "long"
    return "<code class=\"\(style)\">\(escaped(value))</code>"
  }

  /// Text that is text in an element and in an attribute with double quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
