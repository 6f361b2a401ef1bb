import Testing

@testable import Analysis

struct NightsPageTests {
  private func night(
    _ day: String, _ outcome: Outcome, reason: String? = nil, payments: NightsPage.Payments? = nil,
    isReplaced: Bool = false, folder: String? = nil
  ) -> NightsPage.Night {
    .run(
      NightsPage.Run(
        day: day, folder: folder ?? day, outcome: outcome, reason: reason, productionLines: 1234, new: 2, known: 1,
        resolved: 0, openSince: outcome == .fail ? "2024-02-29" : nil, payments: payments, isReplaced: isReplaced))
  }

  @Test func `the strip has the runs that count and the nights without one, the oldest first`() throws {
    let nights = [
      night("2024-03-02", .pass, folder: "2024-03-02-2"), night("2024-03-02", .fail, isReplaced: true),
      .missing(try #require(MissingDays(after: "2024-02-27", before: "2024-03-02"))), night("2024-02-27", .incomplete),
      .damaged(folder: "2024-02-26"),
    ]
    let cells = NightsPage.cells(of: nights)
    #expect(cells.map(\.day) == ["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"])
    #expect(cells.map(\.outcome) == [.incomplete, nil, nil, nil, .pass])
    let page = NightsPage.text(of: nights, job: "nightly")
    #expect(page.contains("5 nights, the newest to the right: 1 PASS, 0 FAIL, 1 INCOMPLETE, 3 without a run."))
    #expect(page.contains("The last run is of 2024-03-02: PASS, 2 new findings."))
    #expect(
      page.contains(
        "<th scope=\"row\" class=\"n\">2024-02-28 to 2024-03-01</th><td>no run</td><td class=\"n\">n/a</td>"))
    #expect(
      page.contains("<a href=\"2024-03-02-2/report.html\">2024-03-02-2</a></th><td>PASS</td><td class=\"n\">1,234"))
    #expect(page.contains("<td>FAIL (replaced by a later run)</td>"))
    #expect(page.contains("<td class=\"n\">0</td><td class=\"n\">2024-02-29</td></tr>"))
    #expect(page.contains("<td class=\"n\">0</td><td class=\"n\">n/a</td></tr>"))
  }

  @Test func `a long history shows thirty nights, and a gap without end no more`() throws {
    let many = (10...28).reversed().flatMap { day in
      [night("2024-03-\(day)", .pass), night("2024-03-\(day)", .fail, isReplaced: true)]
    }
    #expect(NightsPage.cells(of: many).count == 19)
    let gap = try #require(MissingDays(after: "1750-05-24", before: "2024-03-10"))
    let cells = NightsPage.cells(of: many + [.missing(gap)] + many)
    #expect(cells.count == NightsPage.limit)
    #expect(cells.first?.day == "2024-02-28" && cells.last?.day == "2024-03-28")
  }

  @Test func `days are missing between two that don't follow each other`() {
    #expect(MissingDays(after: "2024-02-28", before: "2024-02-29") == nil)
    #expect(MissingDays(after: "2024-03-01", before: "2024-03-01") == nil)
    let days = MissingDays(after: "2024-02-28", before: "2024-03-02")
    #expect(days?.first == "2024-02-29" && days?.last == "2024-03-01" && days?.count == 2)
    #expect(days.map { Array($0.fromLast) } == ["2024-03-01", "2024-02-29"])
  }

  @Test func `payments and damaged runs have their links`() {
    let page = NightsPage.text(
      of: [
        night("2024-03-02", .fail, payments: .init(report: "reconciliation", open: 3, new: 1, resolved: 2)),
        .damaged(folder: "2024-03-01"),
      ], job: "nightly")
    #expect(
      page.contains(
        "<td>FAIL; <a href=\"2024-03-02/reconciliation.html\">payments</a>: 3 open, 1 new, 2 resolved</td>"))
    #expect(
      page.contains(
        "<a href=\"2024-03-01/report.html\">2024-03-01</a></th><td>its run.json can&#39;t be read</td>"
          + "<td class=\"n\">n/a</td>"))
  }

  @Test func `no run is said, and drawn as nothing`() {
    let page = NightsPage.text(of: [], job: "x")
    #expect(page.contains("There is no run.") && !page.contains("<svg"))
  }

  @Test(arguments: HTMLFormatTests.hostile)
  func `names and reasons are text`(_ value: String) {
    let page = NightsPage.text(
      of: [night("2024-03-02", .incomplete, reason: value, folder: "2024-03-02")], job: value)
    for tag in ["<script", "<img", "<meta http-equiv=refresh", "onerror=\"", "onmouseover=\"", "\u{202E}", "\u{0}"] {
      #expect(!page.contains(tag))
    }
    #expect(page.count(of: "<style>") == 1 && page.count(of: "</code>") == 2)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
