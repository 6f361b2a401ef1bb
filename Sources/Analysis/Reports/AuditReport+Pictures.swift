/// Pictures of the figures, with the tables that say the same.
extension AuditReport {
  /// Groups whose rates are shown by time.
  private static let coursesLimit = 3
  /// Fewer steps with rates say nothing about the course of time.
  private static let stepsNeeded = 3
  /// Production lines that stand in the table of the longest runs.
  private static let longestShown = 10

  /// The rates of the largest groups.
  func ratesByGroup(_ groups: [Group]) -> [Report.Block] {
    let rows = groups.prefix(AuditReport.groupLimit).compactMap { group -> RangesDrawing.Row? in
      let values = [0, 5, 50, 95, 100].compactMap { group.value.jobs.rate.quantile($0) }
      return values.count == 5 ? RangesDrawing.Row(label: AuditReport.label(group), values: values) : nil
    }
    guard !rows.isEmpty else { return [] }
    return [
      .picture(
        Picture(
          "Rates in characters per second, by alphabet and characters per token",
          "\(rows.count, "row"), a range each on one scale from 0. The table before says the same.",
          RangesDrawing(rows: rows)))
    ]
  }

  /// The rates of the largest groups by the time of the end.
  func ratesByTime(_ groups: [Group]) -> [Report.Block] {
    let shown = groups.filter { $0.value.course.steps.count(where: { $0.count > 0 }) >= AuditReport.stepsNeeded }
      .prefix(AuditReport.coursesLimit)
    guard !shown.isEmpty else { return [] }
    var table = Report.Table([
      .init("alphabet"), .init("characters per token", isNumber: true), .init("from"), .init("step", isNumber: true),
      .init("steps", isNumber: true), .init("mean rate of each step"), .init("lowest mean", isNumber: true),
      .init("highest mean", isNumber: true),
    ])
    var pictures: [Report.Block] = []
    for group in shown {
      let course = group.value.course
      let means = course.steps.map(\.meanThousandths)
      let known = means.compactMap(\.self)
      func decimal(_ value: Int128?) -> Prose {
        value.map { "\(words: DecimalText.rounded(thousandths: $0))" } ?? "n/a"
      }
      let step = DurationText.text(milliseconds: course.length)
      table.rows.append(
        AuditReport.cells(group) + [
          "\(words: course.start(of: 0).description)", "\(words: step)", "\(course.steps.count)",
          "\(words: BlockBar.course(means))", decimal(known.min()), decimal(known.max()),
        ])
      pictures.append(
        .picture(
          Picture(
            "Rates by time: \(AuditReport.label(group))",
            """
            \(course.steps.count, "step") of \(words: step) from \(words: course.start(of: 0).description). Means from \
            \(decimal(known.min())) to \(decimal(known.max())) characters per second.
            """, CourseDrawing(course: course))))
    }
    return [
      .heading(3, "Rates by time"),
      .paragraph(
        """
        By the time of the end, of the groups with the most production lines. The highest mean of a row has the highest \
        block; a dot is a step without a rate.
        """), .table(table),
    ] + pictures
  }

  /// When the production lines with the longest runs waited and ran.
  var longestRuns: [Report.Block] {
    let runs = audit.times.schedule
    guard !runs.isEmpty else { return [] }
    var table = Report.Table([
      .init("production line"), .init("started"), .init("waited", isNumber: true), .init("ran", isNumber: true),
    ])
    // A stable order: the longest first, of equal ones the first that started.
    let longest = runs.enumerated().sorted {
      $0.element.running != $1.element.running ? $0.element.running > $1.element.running : $0.offset < $1.offset
    }
    for (_, run) in longest.prefix(AuditReport.longestShown) {
      table.rows.append([
        ScheduleDrawing.name(run), "\(words: run.started.description)",
        run.waiting.map { "\(words: DurationText.text(milliseconds: $0))" } ?? "n/a",
        "\(words: DurationText.text(milliseconds: run.running))",
      ])
    }
    let all: Prose =
      runs.count == audit.times.longest.count
      ? "All \(runs.count, "production line") with a start and an end"
      : "The \(runs.count) longest of \(audit.times.longest.count, "production line") with a start and an end"
    var blocks: [Report.Block] = [
      .heading(3, "Longest runs"),
      .paragraph(
        """
        \(table.rows.count) of \(audit.times.longest.count), the longest first; all stamps in \(name: "lines.csv") (\(name: "-o lines:lines.csv")).
        """), .table(table),
    ]
    for start in stride(from: 0, to: runs.count, by: ScheduleDrawing.limit) {
      let part = Array(runs[start..<min(runs.count, start + ScheduleDrawing.limit)])
      let range: Prose =
        runs.count <= ScheduleDrawing.limit ? "" : ", \(start + 1) to \(start + part.count) of \(runs.count)"
      blocks.append(
        .picture(
          Picture(
            "Waiting and running by production line\(range)",
            "\(all), by their start. From \(words: part[0].started.description). The table before names the longest.",
            ScheduleDrawing(runs: part))))
    }
    return blocks
  }

  private static func label(_ group: Group) -> Prose {
    "\(data: group.alphabet), \(group.digits)"
  }
}
