import Testing

@testable import Analysis

struct NightsPageTests {
  private func night(
    _ day: String, _ outcome: Outcome, reason: String? = nil, isReplaced: Bool = false, folder: String? = nil
  ) -> NightsPage.Night {
    NightsPage.Night(
      day: day,
      run: .init(
        folder: folder ?? day, outcome: outcome, reason: reason, productionLines: 1234, new: 2, known: 1, resolved: 0,
        openSince: outcome == .fail ? "2024-02-29" : nil, isReplaced: isReplaced))
  }

  @Test func `the strip has the runs that count and the nights without one, the oldest first`() {
    let nights = [
      night("2024-03-02", .pass, folder: "2024-03-02-2"), night("2024-03-02", .fail, isReplaced: true),
      NightsPage.Night(day: "2024-03-01", days: 3), night("2024-02-27", .incomplete),
    ]
    let cells = NightsPage.cells(of: nights)
    #expect(cells.map(\.day) == ["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"])
    #expect(cells.map(\.outcome) == [.incomplete, nil, nil, nil, .pass])
    let page = NightsPage.text(of: nights, job: "nightly")
    #expect(page.contains("5 nights, the newest to the right: 1 PASS, 0 FAIL, 1 INCOMPLETE, 3 without a run."))
    #expect(page.contains("The last run is of 2024-03-02: PASS, 2 new findings."))
    #expect(page.contains("<th scope=\"row\">2024-02-28 to 2024-03-01</th><td>no run</td><td class=\"n\">n/a</td>"))
    #expect(
      page.contains("<a href=\"2024-03-02-2/report.html\">2024-03-02-2</a></th><td>PASS</td><td class=\"n\">1,234"))
    #expect(page.contains("<td>FAIL (replaced by a later run)</td>"))
    #expect(page.contains("<td class=\"n\">0</td><td>2024-02-29</td></tr>"))
    #expect(page.contains("<td class=\"n\">0</td><td>n/a</td></tr>"))
  }

  @Test func `a long history shows thirty nights, and a gap without end no more`() {
    let many = (10...28).reversed().flatMap { day in
      [night("2024-03-\(day)", .pass), night("2024-03-\(day)", .fail, isReplaced: true)]
    }
    #expect(NightsPage.cells(of: many).count == 19)
    let cells = NightsPage.cells(of: many + [NightsPage.Night(day: "2024-03-09", days: 100_000)] + many)
    #expect(cells.count == NightsPage.limit)
    #expect(cells.first?.day == "2024-02-28" && cells.last?.day == "2024-03-28")
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
    #expect(page.count(of: "<style>") == 1 && page.count(of: "</code>") == 1)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
