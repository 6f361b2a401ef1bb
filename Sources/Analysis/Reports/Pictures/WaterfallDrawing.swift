/// What became of an amount: each step begins where the one before has ended.
struct WaterfallDrawing: Drawing {
  /// A row.
  struct Step: Sendable {
    let label: Prose
    /// Where it begins and ends, in minor units.
    let from: Int128
    let to: Int128
    /// The amount as a reader sees it.
    let amount: String
    /// Whether somebody must look at it.
    let isAlarm: Bool
  }

  let steps: [Step]

  private static let rowHeight = 260
  private static let left = 1500
  private static let right = 5700

  func draw(on canvas: inout SVGCanvas) {
    let ends: [Int128] = [0] + steps.map(\.from) + steps.map(\.to)
    guard let least = ends.min(), let largest = ends.max() else { return }
    let top = canvas.extend(by: 60)
    func x(_ amount: Int128) -> Int {
      WaterfallDrawing.left
        + SVGCanvas.length(amount - least, of: largest - least, on: WaterfallDrawing.right - WaterfallDrawing.left)
    }
    canvas.line(x: x(0), y: top, toX: x(0), toY: top + 60 + steps.count * WaterfallDrawing.rowHeight, .grid)
    for (place, step) in steps.enumerated() {
      let y = canvas.extend(by: WaterfallDrawing.rowHeight)
      canvas.group("\(step.label): \(words: step.amount)") { canvas in
        canvas.label(step.label, y: y + 175, width: WaterfallDrawing.left - 60)
        let (start, end) = (x(min(step.from, step.to)), x(max(step.from, step.to)))
        if step.from == step.to {
          canvas.line(x: start, y: y + 45, toX: start, toY: y + 215, .middle)
        } else {
          canvas.rectangle(x: start, y: y + 45, width: end - start, height: 170, step.isAlarm ? .alarm : .bar)
        }
        if place + 1 < steps.count {
          canvas.line(x: x(step.to), y: y + 215, toX: x(step.to), toY: y + WaterfallDrawing.rowHeight + 45, .thin)
        }
        canvas.words(step.amount, x: SVGCanvas.width, y: y + 175, .end)
      }
    }
    _ = canvas.extend(by: 60)
  }
}
