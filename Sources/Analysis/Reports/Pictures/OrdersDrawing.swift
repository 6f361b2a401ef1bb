/// How much of each order was delivered: the bar fills its frame only if nothing is missing.
struct OrdersDrawing: Drawing {
  /// Rows of a picture, so that one fits on a sheet of paper.
  static let limit = 30

  let bars: [OrderBar]

  private static let rowHeight = 260
  private static let left = 2000
  private static let frame = 3200

  func draw(on canvas: inout SVGCanvas) {
    _ = canvas.extend(by: 40)
    for bar in bars {
      let y = canvas.extend(by: OrdersDrawing.rowHeight)
      canvas.group("\(bar.label): \(bar.sentence)") { canvas in
        canvas.label(bar.label, y: y + 170, width: OrdersDrawing.left - 60)
        let width = bar.delivered == 0 ? 0 : max(10, bar.length(of: OrdersDrawing.frame))
        if width > 0 {
          canvas.rectangle(
            x: OrdersDrawing.left, y: y + 45, width: width, height: 160, bar.isAlarm ? .alarm : .bar)
        }
        canvas.rectangle(x: OrdersDrawing.left, y: y + 45, width: OrdersDrawing.frame, height: 160, .hollow)
        canvas.words(bar.percent, x: 5900, y: y + 170, .end)
        canvas.words(bar.difference, x: SVGCanvas.width, y: y + 170, .end)
      }
    }
    _ = canvas.extend(by: 40)
  }
}
