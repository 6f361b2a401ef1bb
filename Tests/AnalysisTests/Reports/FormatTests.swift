import Testing

@testable import Analysis

struct FormatTests {
  /// Strings that a terminal, a spreadsheet, a browser or a Markdown renderer would obey.
  static let hostile = [
    "a|b", "`tick`", "``two``", "<script>alert(1)</script>", "=cmd()", "+1", "-1+2", "@here", "\u{202E}abc",
    "\u{1B}[31mred", "line\nbreak", "tab\there", "\r\n", " padded ", "comma,\"quote\"", "![x](http://x)", "\u{200B}",
    "`\u{301}[click](http://e)<img>`\u{301}a|\u{301}b", "|\u{1F3FD}|\u{20E3}", "\"\u{301},=",
    String(repeating: "`", count: 90) + "<img>", "",
  ]

  @Test(arguments: hostile)
  func `a hostile value stays one cell of one row`(_ value: String) throws {
    let quoted = value.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
    }
    let line = ExampleLine.complete.with(.id, "\"\(quoted.joined())\"").with(.dataSize, "1")
    let (audit, heard) = audit(list([line]))
    let finding = try #require(heard.findings.first { $0.rule.code == "data-file-size" })
    #expect(Array(finding.subject.utf8) == Array(value.utf8))
    let markdown = MarkdownFormat.text(of: AuditReport(audit, settings: AuditSettings()).report)
    for row in markdown.split(separator: "\n") where row.hasPrefix("|") {
      var cells = 0
      var isEscaped = false
      for character in row.unicodeScalars {
        if character == "|", !isEscaped { cells += 1 }
        isEscaped = character == "\\"
      }
      #expect([3, 4, 5, 6, 7, 8, 13].contains(cells), "\(row)")
    }
    // Inside a code span and a fenced block nothing takes effect (CommonMark 6.1 and 4.5).
    let span = MarkdownFormat.inline("\(data: value)")
    let ends = [span.utf8.first, span.utf8.last]
    #expect(value.isEmpty || ends == [UInt8(ascii: "`"), UInt8(ascii: "`")] && !span.utf8.contains(UInt8(ascii: "\n")))
    #expect(!markdown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    let row = FindingsTable.row(finding)
    #expect(row.hasSuffix("\r\n") && row.utf8.dropLast(2).allSatisfy { $0 >= 0x20 })
    #expect(cells(of: row).count == 17)
    #expect(!cells(of: row).contains { ["=", "+", "-", "@"].contains($0.first) && Int($0) == nil })
  }

  /// The cells of a row as RFC 4180 has them.
  private func cells(of row: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in row.unicodeScalars {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(character)
      }
    }
    return cells
  }

  @Test func `numbers keep all their digits and texts that look like formulas are guarded`() {
    #expect(
      CSVFormat.row([.number(-5), .digits("1234567890123456"), .digits("123"), .text("=1"), .text("a,\"b"), .empty])
        == "-5,'1234567890123456,123,'=1,\"a,\"\"b\",\r\n")
  }

  @Test func `a code span is never left by its content`() {
    #expect(MarkdownFormat.inline("\(data: "a``b`")") == "``` a``b` ```")
    #expect(MarkdownFormat.inline("x < \(name: "y")") == "x &lt; `y`")
    #expect(MarkdownFormat.inline("\(data: "")") == "(empty)")
    // A mark that combines with a backtick leaves it one.
    #expect(MarkdownFormat.inline("\(data: "`\u{301}a")") == "`` `\u{301}a ``")
    #expect(Array(MarkdownFormat.inline("x <\u{301}").utf8) == Array("x &lt;\u{301}".utf8))
    // Some readers take no fence of more than 80.
    for count in [15, 16, 17, 80, 90] {
      let span = MarkdownFormat.inline("\(data: "a" + String(repeating: "`", count: count) + "b")")
      let runs = span.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count)
      #expect(runs == (count <= 16 ? [count + 1, count, count + 1] : [1, 1]))
    }
  }

  @Test func `a fingerprint depends on the finding and not on its place`() throws {
    let line = ExampleLine.complete.with(.dataSize, "1")
    let first = try #require(audit(list([line])).heard.findings.first)
    let moved = try #require(audit(list([.partial, line])).heard.findings.first)
    let other = try #require(audit(list([line.with(.dataSize, "2")])).heard.findings.first)
    #expect(first.fingerprint == moved.fingerprint && first.fingerprint != other.fingerprint)
    #expect(first.fingerprint.count == 16)
  }

  @Test func `only so many rows are shown, and the report says so`() {
    var settings = AuditSettings()
    settings.maxRows = 2
    let lines = (0..<5).map { ExampleLine.complete.with(.dataSize, "\($0)") }.numbered
    let markdown = MarkdownFormat.text(
      of: AuditReport(audit(list(lines), settings: settings).audit, settings: settings).report)
    #expect(markdown.contains("2 of 5; all in `findings.csv` (`-o findings.csv`)."))
    #expect(markdown.components(separatedBy: "number 3").count == 1)
  }

  @Test func `the headline names the worst finding also when no rows are shown`() {
    var settings = AuditSettings()
    settings.maxRows = 0
    let report = markdown(audit(list([.complete.with(.dataSize, "1")]), settings: settings).audit, settings)
    #expect(report.contains("\nDo not release production line"))
    #expect(report.contains("\n0 of 1; all in `findings.csv` (`-o findings.csv`)."))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
