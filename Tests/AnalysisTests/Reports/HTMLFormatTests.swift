import Testing

@testable import Analysis

struct HTMLFormatTests {
  /// Strings that would be markup, end an element or an attribute, or change what stands around them.
  static let hostile = [
    "<script>alert(1)</script>", "</code></td><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' x='",
    "<!--", "-->", "]]>", "&lt;b&gt;", "&#60;b&#62;", "</style><style>*{display:none}", "javascript:alert(1)",
    "<meta http-equiv=refresh content=0>", "\u{202E}txt.exe", "a\u{0}b", "\u{2028}", "e\u{301}<", "שלום",
    String(repeating: "x", count: 300),
  ]

  /// All texts of a production line are the value, and so is the name of the source.
  private func report(_ value: String) -> Report {
    let escaped = value.unicodeScalars.flatMap { String($0).utf16 }.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
    }.joined()
    var line = ExampleLine.complete
    for field in Field.allCases { line = line.with(field, "\"\(escaped)\"") }
    let some = ExampleLine.complete.with(.id, "\"\(escaped)\"").with(.dataSize, "1")
    let document = Array(list([line, some, some]).utf8)
    return AuditReport(audit([(value, document)]).audit, settings: AuditSettings()).report
  }

  /// The tags of a page, as they are written.
  private func tags(_ page: String) -> Set<String> {
    Set(
      Array(page.utf8).split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst().map { rest in
        String(decoding: rest.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
      })
  }

  private static let references: [(name: [UInt8], character: UInt8)] = [
    (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&quot;".utf8), 0x22), (Array("&#39;".utf8), 0x27),
    (Array("&amp;".utf8), 0x26),
  ]

  /// What a reader sees of a page: no tags, and characters for their references; nil where a `&` begins none of five.
  private func shown(_ page: some StringProtocol) -> [UInt8]? {
    let bytes = Array(page.utf8)
    var text: [UInt8] = []
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "<"):
        // What is in a picture is no part of the text.
        if bytes[place...].starts(with: Array("<svg ".utf8)) {
          while !bytes[place...].starts(with: Array("</svg>\n<".utf8)), place < bytes.count { place += 1 }
        }
        let rest = bytes[place...]
        // Cells, paragraphs and headings stand apart.
        if rest.count > 2, rest[place + 1] == UInt8(ascii: "/"), rest[place + 2] != UInt8(ascii: "c") {
          text.append(10)
        }
        place = rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
      case UInt8(ascii: "&"):
        guard let known = Self.references.first(where: { bytes[place...].starts(with: $0.name) }) else { return nil }
        text.append(known.character)
        place += known.name.count
      case let byte:
        text.append(byte)
        place += 1
      }
    }
    return text
  }

  private static let elements: Set<String> = [
    "!DOCTYPE html", "html lang=\"en\"", "/html", "head", "/head", "meta charset=\"utf-8\"",
    "meta name=\"referrer\" content=\"no-referrer\"", "meta name=\"color-scheme\" content=\"light dark\"",
    "meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"", "title", "/title", "style", "/style",
    "body", "/body", "main", "/main", "section", "section class=\"first\"", "/section", "h1", "/h1", "h2", "/h2", "h3",
    "/h3", "p", "/p", "pre tabindex=\"0\"", "/pre", "table", "/table", "thead", "/thead", "tbody", "/tbody", "tr",
    "/tr",
    "td", "td class=\"n\"", "/td", "th scope=\"col\"", "th scope=\"col\" class=\"n\"", "th scope=\"row\"",
    "th scope=\"row\" class=\"n\"", "/th", "/div", "code", "code class=\"data\"", "code class=\"long\"", "/code",
  ]

  @Test(arguments: hostile)
  func `hostile values are text and nothing else`(_ value: String) throws {
    let page = HTMLFormat.text(of: report(value))
    for tag in tags(page) where !Self.elements.contains(tag) {
      let isGroup =
        tag.wholeMatch(of: /(div class="(table|sign)"|figure) role="group" tabindex="0" aria-label="[^"<>]*"/) != nil
      #expect(
        isGroup || PictureTests.isPartOfPicture(tag) || tag.hasPrefix("meta http-equiv=\"Content-Security-Policy\" "),
        "\(tag)")
    }
    #expect(!page.unicodeScalars.contains { $0 != "\n" && $0.value > 0x7E && Visible.isHidden($0) })
    #expect(page.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    let body = try #require(page.firstRange(of: "<body>"))
    let text = try #require(shown(page[body.lowerBound...]))
    // As the subject of findings, and as the name of the source.
    let value = Array(Visible.text(value).utf8)
    let places = text.indices.count { text[$0] == value[0] && text[$0...].starts(with: value) }
    #expect(places > 3)
  }

  @Test func `a page forbids all that it doesn't need`() throws {
    let page = HTMLFormat.text(of: report("x"))
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!policy.contains("unsafe") && !page.contains("http://") && !page.contains("https://"))
    let style = try #require(page.firstMatch(of: /(?s)<style>(.*)<\/style>/)).1
    var digest = SHA256()
    digest.update(style.utf8)
    #expect(policy.contains("'sha256-\(HTMLStyle.base64(digest.finalize()))'"))
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("\u{FB}ÿ", "w7vDvw=="),
  ])
  func `base 64 is that of RFC 4648`(_ text: String, _ encoded: String) {
    #expect(HTMLStyle.base64(Array(text.utf8)) == encoded)
  }

  @Test(arguments: ["a-1", "<b>7</b>", "9 & 10"])
  func `each number of the first page is in both formats, and in the same order`(_ value: String) throws {
    let report = report(value)
    let markdown = MarkdownFormat.text(of: Report(first: report.first, rest: []))
    let page = HTMLFormat.text(of: report)
    let from = try #require(page.firstRange(of: "<section class=\"first\">"))
    let to = try #require(page.firstRange(of: "</section>"))
    let numbers = { (text: String) in text.matches(of: /[0-9]+(?:[,.][0-9]+)*/).map { String($0.0) } }
    let inMarkdown = numbers(markdown)
    let seen = try #require(shown(page[from.upperBound..<to.lowerBound]))
    #expect(inMarkdown == numbers(String(decoding: seen, as: UTF8.self)))
    #expect(inMarkdown.count > 5)
  }

  @Test func `the rows to sign stand on the first page, once`() throws {
    let page = HTMLFormat.text(of: report("x"))
    let end = try #require(page.firstRange(of: "</section>"))
    #expect(page[..<end.lowerBound].contains("<th scope=\"row\">Prepared</th>"))
    #expect(!page[end.lowerBound...].contains("Prepared"))
    let markdown = MarkdownFormat.text(of: report("x"))
    #expect(
      markdown.hasSuffix(
        "|  | name | date | signature |\n| --- | --- | --- | --- |\n| Prepared |  |  |  |\n| Reviewed |  |  |  |\n"))
  }

  @Test func `a long list of what to do leaves the rows to sign on the first sheet`() throws {
    let first = { (rows: Int, paragraphs: Int) -> Report in
      var table = Report.Table([.init("who"), .init("what")])
      table.rows = (0..<rows).map { ["you", "\($0)"] }
      let missing = (0..<paragraphs).map { Report.Block.paragraph("\($0)") }
      return Report(
        first: [.heading(1, "PASS"), .paragraph("All."), .heading(2, "What to do now")] + missing + [.table(table)],
        rest: [.signatures(.signatures)])
    }
    for (rows, paragraphs, isBefore) in [
      (3, 0, false), (16, 0, false), (17, 0, true), (500, 0, true), (1, 15, false), (1, 16, true),
    ] {
      let page = HTMLFormat.text(of: first(rows, paragraphs))
      let signed = try #require(page.firstRange(of: "Prepared</th>"))
      let toDo = try #require(page.firstRange(of: "<h2>What to do now"))
      #expect((signed.lowerBound < toDo.lowerBound) == isBefore)
    }
  }

  @Test func `words, names and values are told apart`() {
    #expect(
      HTMLFormat.inline("1 < \(name: "a") & \(data: "<b> ") \(data: "")")
        == "1 &lt; <code>a</code> &amp; <code class=\"data\">&lt;b&gt; </code> (empty)")
  }
}
