/// Ranges of rates on one scale from 0: from the lowest to the highest, where nine in ten lie, and the middle.
struct RangesDrawing: Drawing {
  /// A row.
  struct Row: Sendable {
    let label: Prose
    /// The lowest, p5, p50, p95 and the highest rate.
    let values: [Int]
  }

  let rows: [Row]

  private static let rowHeight = 220
  private static let left = 2450
  private static let right = 6650

  func draw(on canvas: inout SVGCanvas) {
    let largest = rows.compactMap(\.values.last).max() ?? 0
    let head = canvas.extend(by: 360)
    canvas.line(x: 0, y: head + 80, toX: 200, toY: head + 80, .thin)
    canvas.words("lowest to highest", x: 240, y: head + 110)
    canvas.rectangle(x: 1550, y: head + 30, width: 200, height: 100, .hollow)
    canvas.words("p5 to p95", x: 1790, y: head + 110)
    canvas.line(x: 2650, y: head + 20, toX: 2650, toY: head + 140, .middle)
    canvas.words("p50", x: 2700, y: head + 110)
    canvas.words("0", x: RangesDrawing.left, y: head + 290)
    canvas.words(grouped(String(largest)), x: RangesDrawing.right, y: head + 290, .end)
    canvas.words("p50", x: SVGCanvas.width, y: head + 290, .end)
    let bottom = head + 360 + rows.count * RangesDrawing.rowHeight
    for quarter in 0...4 {
      let x = RangesDrawing.left + (RangesDrawing.right - RangesDrawing.left) * quarter / 4
      canvas.line(x: x, y: head + 330, toX: x, toY: bottom, .grid)
    }
    for row in rows where row.values.count == 5 {
      let y = canvas.extend(by: RangesDrawing.rowHeight)
      let x = row.values.map {
        RangesDrawing.left
          + SVGCanvas.length(Int128($0), of: Int128(largest), on: RangesDrawing.right - RangesDrawing.left)
      }
      let texts = row.values.map { grouped(String($0)) }
      let title: Prose = """
        \(row.label): lowest \(words: texts[0]), p5 \(words: texts[1]), p50 \(words: texts[2]), p95 \(words: texts[3]), \
        highest \(words: texts[4])
        """
      canvas.group(title) { canvas in
        canvas.label(row.label, y: y + 150, width: RangesDrawing.left - 60)
        canvas.line(x: x[0], y: y + 110, toX: max(x[4], x[0] + 10), toY: y + 110, .thin)
        canvas.rectangle(x: x[1], y: y + 45, width: x[3] - x[1], height: 130, .hollow)
        canvas.line(x: x[2], y: y + 25, toX: x[2], toY: y + 195, .middle)
        canvas.words(texts[2], x: SVGCanvas.width, y: y + 150, .end)
      }
    }
    _ = canvas.extend(by: 40)
  }
}
