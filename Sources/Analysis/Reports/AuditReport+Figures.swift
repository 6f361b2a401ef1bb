/// The section "Figures": what was delivered, how fast and in which time.
extension AuditReport {
  typealias Group = Grouped<GroupFigures>.Entry

  /// Groups that a table of the report shows; `rates.csv` has all.
  static let groupLimit = 20

  var figures: [Report.Block] {
    let all = audit.statistics.all
    let groups = audit.statistics.groupsBySize
    var blocks: [Report.Block] = [.heading(2, "Figures")]
    if all.productionLines == 0 { return blocks + [.paragraph("There is no production line.")] }
    if all.ended == 0 { blocks.append(.paragraph("No production line has ended.")) }
    blocks += amounts(all, groups) + byStatus + notFinished
    if all.ended > 0 { blocks += rates(all, groups) + ratesByGroup(groups) + ratesByTime(groups) + extremes(groups) }
    return blocks + times(all) + longestRuns + overlap(groups) + tokenQuality
  }

  /// A sum, or that there is none.
  static func number(_ value: Int128?) -> Prose {
    value.map { "\($0)" } ?? "n/a"
  }

  /// The first two cells of a group's row.
  static func cells(_ group: Group) -> [Prose] {
    ["\(data: group.alphabet)", "\(group.digits)"]
  }

  // MARK: Amounts

  private func amounts(_ all: JobFigures, _ groups: [Group]) -> [Report.Block] {
    var table = Report.Table([
      .init("alphabet"), .init("characters per token", isNumber: true), .init("production lines", isNumber: true),
      .init("tokens", isNumber: true), .init("characters", isNumber: true), .init("bytes", isNumber: true),
      .init("tokens compared"),
    ])
    let largest = groups.map(\.value.jobs.tokens.sum).max() ?? 0
    for group in groups.prefix(AuditReport.groupLimit) {
      let jobs = group.value.jobs
      table.rows.append(
        AuditReport.cells(group) + amounts(jobs)
          + ["\(words: BlockBar.bar(jobs.tokens.sum, largest: largest))"])
    }
    table.rows.append(["all", ""] + amounts(all) + [""])
    return [
      .heading(3, "Amounts"),
      .paragraph(
        """
        Tokens, characters and bytes are those of production lines that have ended: \(all.ended). The longest bar \
        stands for the most tokens.
        """),
      .table(table),
    ] + remarks(all, groups)
  }

  private func amounts(_ jobs: JobFigures) -> [Prose] {
    [
      "\(jobs.productionLines)", AuditReport.number(jobs.tokens.total), AuditReport.number(jobs.characters.total),
      AuditReport.number(jobs.bytes.total),
    ]
  }

  /// What a reader of the amounts must know: groups that are not shown, production lines that are not in the sums.
  private func remarks(_ all: JobFigures, _ groups: [Group]) -> [Report.Block] {
    var remarks: [Prose] = []
    if audit.statistics.groups.isTooMany {
      remarks.append(
        """
        There are more than \(Grouped<GroupFigures>.limit) pairs of alphabet and characters per token, so only totals \
        are kept.
        """)
    }
    if groups.count > AuditReport.groupLimit {
      remarks.append(
        "\(AuditReport.groupLimit) of \(groups.count, "group"); all in \(name: "rates.csv") (\(name: "-o rates:rates.csv"))."
      )
    }
    if audit.statistics.ungrouped > 0 {
      remarks.append(
        "In the totals only, as alphabet or digits can't be used: \(audit.statistics.ungrouped, "production line").")
    }
    if audit.statistics.undecided > 0 {
      remarks.append(
        """
        Not in the sums, as status and stamps don't tell whether they have ended: \
        \(audit.statistics.undecided, "production line").
        """)
    }
    let unsized = all.ended - all.tokens.count
    if unsized > 0 {
      remarks.append("Not in the sums, as the size can't be used: \(unsized, "ended production line").")
    }
    return remarks.map { .paragraph($0) }
  }

  // MARK: Status

  private var byStatus: [Report.Block] {
    var table = Report.Table([
      .init("status"), .init("production lines", isNumber: true), .init("tokens", isNumber: true),
      .init("characters", isNumber: true), .init("bytes", isNumber: true),
    ])
    let names = Status.allCases.map(\.name) + ["unknown"]
    for (name, figures) in zip(names, audit.statistics.statuses) where figures.productionLines > 0 {
      table.rows.append([
        "\(words: name)", "\(figures.productionLines)", AuditReport.number(figures.tokens.total),
        AuditReport.number(figures.characters.total), AuditReport.number(figures.bytes.total),
      ])
    }
    return [
      .heading(3, "By status"),
      .paragraph("Tokens are those that production lines of this status state: before ended, they are only ordered."),
      .table(table),
    ]
  }

  private var notFinished: [Report.Block] {
    let unfinished = audit.statistics.unfinished
    guard unfinished.count > 0 else { return [.paragraph("Not finished: none.")] }
    let start: Prose = "Not finished (requested, started or ended): \(unfinished.count, "production line")"
    guard let oldest = unfinished.oldest else { return [.paragraph("\(start).")] }
    var sentence: Prose = "\(start); the oldest was requested \(words: oldest.description)"
    if let moment = settings.asOf ?? audit.latest, oldest <= moment {
      let age = DurationText.text(milliseconds: moment.milliseconds - oldest.milliseconds)
      sentence = "\(sentence), \(words: age) before \(words: moment.description)"
    }
    return [.paragraph("\(sentence).")]
  }

  // MARK: Times

  private func times(_ all: JobFigures) -> [Report.Block] {
    var table = Report.Table([
      .init("time"), .init("production lines", isNumber: true), .init("median", isNumber: true),
      .init("p95", isNumber: true), .init("longest", isNumber: true),
    ])
    let steps: [(Prose, StepTimes)] = [
      ("waiting: requested to started", all.waiting), ("run: started to ended", all.run),
      ("packing: ended to finished", all.packing),
    ]
    for (name, step) in steps {
      table.rows.append(
        [name, "\(step.times.count)"]
          + [50, 95, 100].map { percent in
            step.times.quantile(percent).map { "\(words: DurationText.text(milliseconds: $0))" } ?? "n/a"
          })
    }
    var blocks: [Report.Block] = [.heading(3, "Times"), .table(table)]
    let negative = steps.reduce(0) { $0 + $1.1.negative }
    if negative > 0 {
      blocks.append(.paragraph("Left out, as a step ends before it begins: \(negative, "time")."))
    }
    return blocks + [.table(wholeRun)]
  }

  private var wholeRun: Report.Table {
    let window = audit.statistics.window
    func moment(_ stamp: Timestamp?) -> Prose { stamp.map { "\(words: $0.description)" } ?? "n/a" }
    var table = Report.Table([.init("all production lines together"), .init("value")])
    table.rows = [
      ["first requested", moment(window.firstRequested)],
      ["first started", moment(window.firstStarted)],
      ["last ended", moment(window.lastEnded)],
      ["last step of any kind", moment(audit.latest)],
      [
        "from the first start to the last end of jobs that have ended",
        window.milliseconds.map { "\(words: DurationText.text(milliseconds: $0))" } ?? "n/a",
      ],
      ["characters per second in that time, pauses included", AuditReport.number(window.charactersPerSecond)],
      ["jobs that ran at once, at most", AuditReport.number(audit.times.mostAtOnce.map { Int128($0) })],
    ]
    return table
  }
}
