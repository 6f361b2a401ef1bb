/// When production lines waited and ran: a row each on one scale of time. Where nothing waits or runs, the scale is
/// shortened, so that seconds stay visible in a week.
struct ScheduleDrawing: Drawing {
  /// Rows of a picture, so that one fits on a sheet of paper.
  static let limit = 40

  let runs: [ScheduledRun]

  private static let rowHeight = 160
  private static let left = 2450
  private static let right = 5700

  func draw(on canvas: inout SVGCanvas) {
    let scale = BusyTime(runs)
    guard let from = scale.spans.first?.from, let to = scale.spans.last?.to else { return }
    let head = canvas.extend(by: 360)
    canvas.rectangle(x: 0, y: head + 45, width: 140, height: 70, .hollow)
    canvas.words("waited", x: 190, y: head + 110)
    canvas.rectangle(x: 750, y: head + 20, width: 140, height: 110, .bar)
    canvas.words("ran", x: 940, y: head + 110)
    canvas.words(Timestamp(milliseconds: from).description, x: ScheduleDrawing.left, y: head + 290)
    canvas.words(Timestamp(milliseconds: to).description, x: ScheduleDrawing.right, y: head + 290, .end)
    canvas.words("waited", x: 6650, y: head + 290, .end)
    canvas.words("ran", x: SVGCanvas.width, y: head + 290, .end)
    let bottom = head + 360 + runs.count * ScheduleDrawing.rowHeight
    func x(_ offset: Int) -> Int {
      ScheduleDrawing.left
        + SVGCanvas.length(
          Int128(offset), of: Int128(scale.length), on: ScheduleDrawing.right - ScheduleDrawing.left - 10)
    }
    func x(_ moment: Timestamp) -> Int { x(scale.offset(of: moment.milliseconds)) }
    for end in [ScheduleDrawing.left, ScheduleDrawing.right] {
      canvas.line(x: end, y: head + 330, toX: end, toY: bottom, .grid)
    }
    for offset in scale.pauses { canvas.line(x: x(offset), y: head + 330, toX: x(offset), toY: bottom, .gap) }
    if !scale.pauses.isEmpty {
      canvas.line(x: 1350, y: head + 20, toX: 1350, toY: head + 130, .gap)
      canvas.words("a pause, shortened", x: 1410, y: head + 110)
    }
    for run in runs {
      let y = canvas.extend(by: ScheduleDrawing.rowHeight)
      canvas.group(ScheduleDrawing.sentence(run)) { canvas in
        canvas.label(ScheduleDrawing.name(run), y: y + 120, width: ScheduleDrawing.left - 60)
        if let requested = run.requested, requested < run.started {
          let start = x(requested)
          canvas.rectangle(x: start, y: y + 45, width: x(run.started) - start, height: 70, .hollow)
        }
        canvas.rectangle(x: x(run.started), y: y + 25, width: x(run.ended) - x(run.started), height: 110, .bar)
        let waited = run.waiting.map { DurationText.text(milliseconds: $0) } ?? "n/a"
        canvas.words(waited, x: 6650, y: y + 120, .end)
        canvas.words(DurationText.text(milliseconds: run.running), x: SVGCanvas.width, y: y + 120, .end)
      }
    }
    _ = canvas.extend(by: 40)
  }

  /// What a production line is called where there is little room.
  static func name(_ run: ScheduledRun) -> Prose {
    run.id.isEmpty ? "number \(run.index + 1) of \(data: run.source)" : "\(data: run.id)"
  }

  private static func sentence(_ run: ScheduledRun) -> Prose {
    """
    \(name(run)): requested \(words: run.requested?.description ?? "n/a"), started \(words: run.started.description), \
    ended \(words: run.ended.description)
    """
  }
}
