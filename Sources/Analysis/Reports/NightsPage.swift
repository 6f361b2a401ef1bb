/// Writes the runs of a job as one HTML page: the last thirty nights as a picture, then all runs with links.
public enum NightsPage {
  /// Nights of the picture.
  static let limit = 30

  /// The page.
  ///
  /// - Parameter nights: the newest first.
  public static func text(of nights: [Night], job: String) -> String {
    let cells = cells(of: nights)
    let last = nights.lazy.compactMap { if case .run(let run) = $0 { run } else { nil } }.first
    let state: Prose =
      last.map {
        "The last run is of \(words: $0.day): \(words: $0.outcome.rawValue.uppercased()), \($0.new, "new finding")."
      } ?? "There is no run."
    let counts = [Outcome.pass, .fail, .incomplete].map { outcome in cells.count { $0.outcome == outcome } }
    let without = cells.count { $0.outcome == nil }
    let picture = Picture(
      "The last nights",
      """
      \(cells.count, "night"), the newest to the right: \(counts[0]) PASS, \(counts[1]) FAIL, \(counts[2]) INCOMPLETE, \
      \(without) without a run.
      """, NightsDrawing(cells: cells))
    let title: Prose = "Runs of \(data: job)"
    return HTMLFormat.document(
      title,
      """
      <h1>\(HTMLFormat.inline(title))</h1>
      <p>\(HTMLFormat.inline(state))</p>
      <p>\(HTMLFormat.inline(picture.description))</p>
      \(cells.isEmpty ? "" : SVGFormat.text(of: picture, number: 1))<h2>All runs</h2>
      <div class="table" role="group" tabindex="0" aria-label="All runs"><table>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(nights.map(row).joined())</tbody>
      </table></div>

      """)
  }

  /// Days and numbers are not broken; the verdict is.
  private static let header = Night.columns.enumerated().map { place, column in
    "<th scope=\"col\"\(place == 1 ? "" : " class=\"n\"")>\(column)</th>"
  }.joined()

  private static func row(_ night: Night) -> String {
    let name = HTMLFormat.escaped(night.name)
    let folder = night.folder.map { HTMLFormat.escaped($0) }
    let first = folder.map { "<a href=\"\($0)/report.html\">\(name)</a>" } ?? name
    var verdict = HTMLFormat.inline(night.verdict)
    if let folder, let payments = night.payments {
      verdict += "; <a href=\"\(folder)/\(payments.report).html\">payments</a>: \(payments.counts)"
    }
    let numbers = night.numbers.map { "<td class=\"n\">\($0.map { grouped(String($0)) } ?? Night.unknown)</td>" }
    return """
      <tr><th scope="row" class="n">\(first)</th><td>\(verdict)</td>\(numbers.joined())\
      <td class="n">\(night.openSince)</td></tr>

      """
  }

  /// The nights of the picture, the oldest first: the runs that count, and each night without one, as far back as runs
  /// are kept.
  static func cells(of nights: [Night]) -> [NightsDrawing.Cell] {
    var cells: [NightsDrawing.Cell] = []
    loop: for night in nights where cells.count < limit {
      switch night {
      case .run(let run) where !run.isReplaced: cells.append(.init(day: run.day, outcome: run.outcome, new: run.new))
      case .missing(let days):
        cells += days.fromLast.prefix(limit - cells.count).map { .init(day: $0, outcome: nil, new: 0) }
      case .notKept: break loop
      case .run, .damaged: break
      }
    }
    return cells.reversed()
  }
}
