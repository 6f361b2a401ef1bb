/// Writes the runs of a job as one HTML page: the last thirty nights as a picture, then all runs with links.
public enum NightsPage {
  /// A run, or a time without one.
  public struct Night: Sendable {
    /// The day, as `YYYY-MM-DD`; of a time without a run the last.
    public let day: String
    /// How many days there are; more than one only without a run.
    public let days: Int
    /// The run; nil if there was none.
    public let run: Run?

    /// A night; without a run, perhaps several in a row.
    public init(day: String, days: Int = 1, run: Run? = nil) {
      self.day = day
      self.days = days
      self.run = run
    }
  }

  /// What is known of a run.
  public struct Run: Sendable {
    /// The name of its folder.
    public let folder: String
    /// How it ended.
    public let outcome: Outcome
    /// Why it is incomplete, if its report doesn't say so.
    public let reason: String?
    /// Production lines that counted.
    public let productionLines: Int
    /// Findings that the run before did not have.
    public let new: Int
    /// Findings that the run before had too.
    public let known: Int
    /// Findings of the run before that are gone.
    public let resolved: Int
    /// The day since which the oldest finding is open; nil if there is none, or if it is not known.
    public let openSince: String?
    /// Whether a later run of the same day counts instead.
    public let isReplaced: Bool

    /// A run as its record tells it.
    public init(
      folder: String, outcome: Outcome, reason: String?, productionLines: Int, new: Int, known: Int, resolved: Int,
      openSince: String? = nil, isReplaced: Bool
    ) {
      self.folder = folder
      self.outcome = outcome
      self.reason = reason
      self.productionLines = productionLines
      self.new = new
      self.known = known
      self.resolved = resolved
      self.openSince = openSince
      self.isReplaced = isReplaced
    }

    fileprivate var verdict: String { outcome.rawValue.uppercased() }
  }

  /// Nights of the picture.
  static let limit = 30

  /// The page.
  ///
  /// - Parameter nights: the newest first.
  public static func text(of nights: [Night], job: String) -> String {
    let cells = cells(of: nights)
    let last = nights.first { $0.run != nil }
    let state: Prose =
      last.flatMap { night in
        night.run.map { "The last run is of \(words: night.day): \(words: $0.verdict), \($0.new, "new finding")." }
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

  private static let numbers = ["production lines", "new", "known", "resolved"]
  private static let header =
    (["day", "verdict"] + numbers + ["open since"])
    .map { "<th scope=\"col\"\(numbers.contains($0) ? " class=\"n\"" : "")>\($0)</th>" }.joined()

  private static func row(_ night: Night) -> String {
    func text(_ cells: [String], numbers: [String], openSince: String = "n/a") -> String {
      "<tr><th scope=\"row\">\(cells[0])</th><td>\(cells[1])</td>"
        + numbers.map { "<td class=\"n\">\($0)</td>" }.joined() + "<td>\(openSince)</td></tr>\n"
    }
    guard let run = night.run else {
      let name =
        night.days == 1
        ? night.day : "\(cells(of: [night], limit: night.days).first?.day ?? night.day) to \(night.day)"
      return text([HTMLFormat.escaped(name), "no run"], numbers: ["n/a", "n/a", "n/a", "n/a"])
    }
    let folder = HTMLFormat.escaped(run.folder)
    var verdict = run.verdict
    if let reason = run.reason { verdict += ": \(Visible.text(reason))" }
    if run.isReplaced { verdict += " (replaced by a later run)" }
    return text(
      ["<a href=\"\(folder)/report.html\">\(folder)</a>", HTMLFormat.escaped(verdict)],
      numbers: [run.productionLines, run.new, run.known, run.resolved].map { grouped(String($0)) },
      openSince: run.openSince ?? "n/a")
  }

  /// The nights of the picture, the oldest first: the runs that count, and each night without one.
  static func cells(of nights: [Night], limit: Int = NightsPage.limit) -> [NightsDrawing.Cell] {
    var cells: [NightsDrawing.Cell] = []
    for night in nights {
      if night.run?.isReplaced == true { continue }
      for back in 0..<night.days where cells.count < limit {
        let moment = Timestamp("\(night.day)T00:00:00.000Z").map { $0.milliseconds - back * 86_400_000 }
        let day = moment.map { Timestamp(milliseconds: $0).description.prefix(10) }.map(String.init) ?? night.day
        cells.append(.init(day: day, outcome: night.run?.outcome, new: night.run?.new ?? 0))
      }
      if cells.count == limit { break }
    }
    return cells.reversed()
  }
}
