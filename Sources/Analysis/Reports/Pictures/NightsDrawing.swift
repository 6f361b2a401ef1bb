/// A strip of nights: each a box that tells its verdict by form and letter, with the day of the month below.
struct NightsDrawing: Drawing {
  /// A night.
  struct Cell: Sendable {
    /// The day, as `YYYY-MM-DD`.
    let day: String
    /// How the run ended; nil without a run.
    let outcome: Outcome?
    /// New findings.
    let new: Int
  }

  let cells: [Cell]

  private static let step = 250

  func draw(on canvas: inout SVGCanvas) {
    let head = canvas.extend(by: 260)
    var x = 0
    for (outcome, words) in [
      (Outcome.pass, "P: PASS"), (.fail, "F: FAIL"), (.incomplete, "I: INCOMPLETE"), (nil, "–: no run"),
    ] {
      box(outcome, x: x, y: head + 20, size: 110, on: &canvas)
      canvas.words(words, x: x + 170, y: head + 115)
      x += 1250
    }
    let top = canvas.extend(by: 780)
    for (place, cell) in cells.enumerated() {
      let x = place * NightsDrawing.step + 40
      let verdict = cell.outcome?.rawValue.uppercased() ?? "no run"
      let new: Prose = cell.outcome == nil ? "" : ", \(cell.new, "new finding")"
      canvas.group("\(words: cell.day): \(words: verdict)\(new)") { canvas in
        box(cell.outcome, x: x, y: top, size: 180, on: &canvas)
        canvas.words(
          cell.outcome.map { String($0.rawValue.uppercased().prefix(1)) } ?? "–", x: x + 90, y: top + 330, .middle)
        canvas.words(String(cell.day.suffix(2)), x: x + 90, y: top + 500, .middle)
      }
    }
    if let first = cells.first, let last = cells.last {
      canvas.words(first.day, x: 40, y: top + 690)
      if cells.count > 6 {
        canvas.words(last.day, x: (cells.count - 1) * NightsDrawing.step + 220, y: top + 690, .end)
      }
    }
  }

  private func box(_ outcome: Outcome?, x: Int, y: Int, size: Int, on canvas: inout SVGCanvas) {
    switch outcome {
    case .pass: canvas.rectangle(x: x, y: y, width: size, height: size, .bar)
    case .fail: canvas.rectangle(x: x, y: y, width: size, height: size, .alarm)
    case .incomplete: canvas.rectangle(x: x, y: y, width: size, height: size, .hollow)
    case nil: canvas.line(x: x, y: y + size, toX: x + size, toY: y + size, .thin)
    }
  }
}
