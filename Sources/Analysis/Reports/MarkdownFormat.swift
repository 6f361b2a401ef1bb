/// Writes a report as GitHub-flavoured Markdown that also reads well in a terminal.
///
/// Values from the input stand in code spans: no markup, link, image, mention or HTML of theirs can take effect.
public enum MarkdownFormat {
  /// The whole document.
  public static func text(of report: Report) -> String {
    report.blocks.compactMap(text).joined(separator: "\n")
  }

  /// A piece of the text; nil for a picture, since what it shows stands beside it.
  private static func text(of block: Report.Block) -> String? {
    switch block {
    case .heading(let level, let prose): "\(String(repeating: "#", count: level)) \(inline(prose))\n"
    case .paragraph(let prose): "\(inline(prose))\n"
    case .table(let table), .signatures(let table): text(of: table)
    case .copy(let rows): "```text\n\(rows.map { $0.plain + "\n" }.joined())```\n"
    case .picture: nil
    }
  }

  private static func text(of table: Report.Table) -> String {
    let header = table.columns.map(\.title)
    let rule = table.columns.map { $0.isNumber ? "---:" : "---" }
    let rows = table.rows.map { $0.map(cell) }
    return ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  /// Prose as a cell of a table.
  public static func cell(_ prose: Prose) -> String { Scalars.replacing("|", in: inline(prose), with: "\\|") }

  /// Prose with its names and values in code spans.
  static func inline(_ prose: Prose) -> String {
    prose.segments.map { segment in
      switch segment {
      case .plain(let words): Scalars.replacing("<", in: words, with: "&lt;")
      case .name(let name): "`\(name)`"
      case .data(let value): value.isEmpty ? Prose.emptyValue : codeSpan(Visible.text(value))
      }
    }.joined()
  }

  /// A longer run of backticks is written in another way: some readers take no fence of more than 80.
  private static let longestRun = 16

  /// A code span whose fence is longer than any run of backticks in it (CommonMark 6.1).
  private static func codeSpan(_ text: String) -> String {
    let backtick = UInt8(ascii: "`")
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == backtick ? run + 1 : 0
      longest = max(longest, run)
    }
    if longest > longestRun { return codeSpan(Scalars.replacing("`", in: text, with: "\\u{0060}")) }
    let fence = String(repeating: "`", count: longest + 1)
    // One space on each side is dropped again; needed where a backtick or a space stands at an end.
    let ends = [text.utf8.first, text.utf8.last]
    let needsPadding = ends.contains(backtick) || ends.contains(UInt8(ascii: " "))
    return needsPadding ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
  }
}
