/// Breaks text into lines for a terminal.
enum TextLayout {
  /// The words on lines of at most `width` characters, each line after the first indented; a longer word gets a line.
  static func wrap(_ text: String, width: Int, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width - indent {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    lines.append(line)
    return lines.joined(separator: "\n\(margin)")
  }

  /// How far to the right the explanations begin.
  private static let maximumColumn = 26

  /// A table of terms and their explanations, aligned; a term too long for its column stands on a line of its own.
  static func definitions(_ rows: [(term: String, text: String)], width: Int) -> String {
    let longest = rows.map(\.term.count).filter { $0 + 4 <= maximumColumn }.max() ?? maximumColumn - 4
    let column = longest + 4
    let margin = String(repeating: " ", count: column)
    return rows.map { row in
      let text = wrap(row.text, width: width, indent: column)
      if row.term.count > longest { return "  \(row.term)\n\(margin)\(text)\n" }
      return "  \(row.term)\(String(repeating: " ", count: column - 2 - row.term.count))\(text)\n"
    }.joined()
  }
}
