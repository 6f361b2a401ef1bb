/// Rates by time: for each step a line from the lowest to the highest, and a dot for the mean.
struct CourseDrawing: Drawing {
  let course: RateCourse

  private static let left = 700
  private static let right = 7560
  private static let plot = 1300

  func draw(on canvas: inout SVGCanvas) {
    let largest = course.steps.compactMap(\.range?.upperBound).max() ?? 0
    let head = canvas.extend(by: 250)
    canvas.line(x: 0, y: head + 80, toX: 200, toY: head + 80, .thin)
    canvas.words("lowest to highest", x: 240, y: head + 110)
    canvas.circle(x: 1600, y: head + 80, radius: 30, .bar)
    canvas.words("mean", x: 1670, y: head + 110)
    let top = canvas.extend(by: CourseDrawing.plot)
    let bottom = top + CourseDrawing.plot
    for quarter in 0...4 {
      let y = top + CourseDrawing.plot * quarter / 4
      canvas.line(x: CourseDrawing.left, y: y, toX: CourseDrawing.right, toY: y, .grid)
    }
    canvas.words(grouped(String(largest)), x: CourseDrawing.left - 60, y: top + 50, .end)
    canvas.words("0", x: CourseDrawing.left - 60, y: bottom, .end)
    let width = (CourseDrawing.right - CourseDrawing.left) / max(1, course.steps.count)
    for (place, step) in course.steps.enumerated() {
      guard let range = step.range, let mean = step.meanThousandths else { continue }
      let x = CourseDrawing.left + place * width + width / 2
      func y(_ thousandths: Int128) -> Int {
        bottom - SVGCanvas.length(thousandths, of: Int128(largest) * 1000, on: CourseDrawing.plot)
      }
      let title: Prose = """
        from \(words: course.start(of: place).description): \(step.count, "rate"), lowest \(range.lowerBound), \
        mean \(words: DecimalText.rounded(thousandths: mean)), highest \(range.upperBound)
        """
      canvas.group(title) { canvas in
        let (low, high) = (y(Int128(range.lowerBound) * 1000), y(Int128(range.upperBound) * 1000))
        if high < low { canvas.line(x: x, y: high, toX: x, toY: low, .thin) }
        canvas.circle(x: x, y: y(mean), radius: 30, .bar)
      }
    }
    let foot = canvas.extend(by: 240)
    let end = course.start(of: course.steps.count)
    canvas.words(course.start(of: 0).description, x: CourseDrawing.left, y: foot + 180)
    canvas.words(end.description, x: CourseDrawing.right, y: foot + 180, .end)
  }
}
