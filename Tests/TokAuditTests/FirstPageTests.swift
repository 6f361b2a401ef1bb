import Testing

@testable import TokAudit

/// What people read first is the same in every format, and it is what the figures for programs say.
struct FirstPageTests {
  static let audits = SampleReportsTests.samples.map(\.name) + ["token-files", "orders"]

  private static func numbers(_ text: String) -> [String] {
    text.matches(of: /[0-9]+(?:[,.:][0-9]+)*/).map { String($0.0) }
  }

  /// All texts of the first page in a JSON report, in reading order.
  private static func words(_ report: JSONNode) -> [String] {
    let blocks = report["firstPage"]?.list ?? []
    return blocks.flatMap { block -> [String] in
      let plain = [block["heading"], block["text"]].compactMap { $0?.text }
      let columns = block["columns"]?.list.compactMap(\.text) ?? []
      return plain + columns + (block["rows"]?.list ?? []).flatMap { $0.list.compactMap(\.text) }
    }
  }

  /// Markdown up to the first heading that is not on the first page.
  private static func markdown(_ name: String, headings: Set<String>) -> String {
    let rows = Repository.text("Reports/\(name)/report.md").split(separator: "\n", omittingEmptySubsequences: false)
    return rows.prefix { !$0.hasPrefix("## ") || headings.contains(String($0.dropFirst(3))) }.joined(separator: "\n")
  }

  /// The text of the first page of the HTML, without its rows to sign, which have no numbers.
  private static func page(_ name: String) throws -> String {
    let text = Repository.text("Reports/\(name)/report.html")
    let from = try #require(text.firstRange(of: "<section class=\"first\">"))
    let to = try #require(text.firstRange(of: "</section>"))
    return String(text[from.upperBound..<to.lowerBound]).replacing(/<[^>]*>/, with: " ").replacing("&#39;", with: "'")
  }

  @Test(arguments: audits + ["billing-month"])
  func `each number of the first page is in Markdown, HTML and JSON, in the same order`(_ name: String) throws {
    let report = try JSONNode.read(Repository.text("Reports/\(name)/report.json"))
    let expected = Self.numbers(Self.words(report).joined(separator: " "))
    let headings = Set(report["firstPage"]?.list.compactMap { $0["heading"]?.text } ?? [])
    #expect(expected.count > 3)
    #expect(Self.numbers(Self.markdown(name, headings: headings)) == expected)
    #expect(Self.numbers(try Self.page(name)) == expected)
  }

  /// The cells of the first table on the first page with such a column.
  private func rows(_ report: JSONNode, with column: String) -> [[String]] {
    let tables = report["firstPage"]?.list ?? []
    let table = tables.first { $0["columns"]?.list.contains { $0.text == column } == true }
    return table?["rows"]?.list.map { $0.list.compactMap(\.text) } ?? []
  }

  private func number(_ text: String) -> Int? { Int(text.replacing(",", with: "")) }

  @Test(arguments: audits)
  func `the numbers of an audit's first page are those of its figures`(_ name: String) throws {
    let report = try JSONNode.read(Repository.text("Reports/\(name)/report.json"))
    let title = try #require(report["summary"]?["title"]?.text)
    let (errors, all) = (report["summary"]?["withErrors"]?.integer, report["summary"]?["productionLines"]?.integer)
    if let counts = title.firstMatch(of: /([0-9,]+) of ([0-9,]+) production lines?/) {
      #expect(number(String(counts.1)) == errors && number(String(counts.2)) == all)
    } else {
      #expect(title.contains("PASS") && errors == 0)
      #expect(number(String(try #require(title.firstMatch(of: /([0-9,]+) production line/)).1)) == all)
    }
    for row in rows(report, with: "findings") {
      let rule = report["rules"]?.list.first { row[1].hasPrefix(($0["rule"]?.text ?? "?") + ":") }
      let (failed, accepted) = (rule?["failed"]?.integer, rule?["accepted"]?.integer)
      if let failed, let accepted { #expect(number(row[3]) == failed - accepted, "\(row[1])") }
    }
    let shown = rows(report, with: "findings").count
    let failing = report["rules"]?.list.count { rule in
      let (failed, accepted) = (rule["failed"]?.integer ?? 0, rule["accepted"]?.integer ?? 0)
      return failed > accepted && ["error", "warning"].contains(rule["severity"]?.text)
    }
    #expect(shown == failing)
  }

  @Test func `the numbers of a reconciliation's first page are those of its figures`() throws {
    let report = try JSONNode.read(Repository.text("Reports/billing-month/report.json"))
    let words = Self.words(report).joined(separator: "\n")
    let sums = try #require(words.firstMatch(of: /Jobs: ([0-9,]+); payments: ([0-9,]+);/))
    #expect(number(String(sums.1)) == report["totals"]?["jobs"]?.integer)
    #expect(number(String(sums.2)) == report["totals"]?["payments"]?.integer)
    let matched = report["totals"]?["jobsByCategory"]?["matched"]?.integer
    let paid = try #require(rows(report, with: "answer").first?[1].firstMatch(of: /no: ([0-9,]+) of/))
    #expect(number(String(paid.1)) == matched)
    let exceptions = report["exceptions"]?.list ?? []
    // Notes stand in a row of their own.
    var counts: [String: Int] = [:]
    for row in rows(report, with: "items") {
      counts[String(try #require(row[0].firstMatch(of: /\(([a-z-]+)\)$/)).1), default: 0] += number(row[2]) ?? 0
    }
    for (code, count) in counts {
      let found = exceptions.count { item in
        let flags = item["flags"]?.list.compactMap(\.text) ?? []
        return item["category"]?.text == "matched" ? flags.contains(code) : item["category"]?.text == code
      }
      #expect(count == found, "\(code)")
    }
    #expect(rows(report, with: "items").count > 10)
  }
}
