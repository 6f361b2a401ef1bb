/// What it is based on: inputs, settings, what was not tested.
extension ReconciliationReport {
  var inputs: [Report.Block] {
    var table = Report.Table([
      .init("input"), .init("kind"), .init("bytes", isNumber: true), .init("rows", isNumber: true),
      .init("rejected", isNumber: true), .init("first"), .init("last"), .init("complete"), .init("SHA-256"),
    ])
    func moment(_ time: Int?) -> Prose {
      time.map { "\(words: Timestamp(milliseconds: $0).description)" } ?? "n/a"
    }
    let requests = made.requests
    let lists = zip(made.audit.sources, requests).sorted {
      $0.0.name.utf8.lexicographicallyPrecedes($1.0.name.utf8)
    }
    for (source, times) in lists {
      table.rows.append([
        "\(data: source.name)", "list", "\(source.bytes)", "\(source.productionLines)", "0",
        moment(times?.lowerBound), moment(times?.upperBound),
        source.isComplete ? "yes" : "no", source.digest.map { "\(data: $0.text)" } ?? "n/a",
      ])
    }
    for file in files {
      let isComplete = file.problems.isEmpty && file.rejected == 0
      table.rows.append([
        "\(data: file.name)", "\(words: file.role.rawValue)\(words: file.format.isEmpty ? "" : ": \(file.format)")",
        "\(file.bytes)", "\(file.rows)", "\(file.rejected)", moment(file.first), moment(file.last),
        isComplete ? "yes" : "no", file.digest.map { "\(data: $0.text)" } ?? "n/a",
      ])
    }
    for file in made.settings.optionFiles {
      table.rows.append([
        "\(data: file.name)", "\(words: file.kind.rawValue)", file.bytes.map { "\($0)" } ?? "n/a",
        file.rows.map { "\($0)" } ?? "n/a", "0", "n/a", "n/a", "yes", file.digest.map { "\(data: $0.text)" } ?? "n/a",
      ])
    }
    var blocks: [Report.Block] = [.heading(2, "Inputs"), .table(table)]
    blocks.append(
      .paragraph(
        """
        Rows of payments that say again what another row said: \(made.totals.repeatedRows). Production lines that are \
        states or copies of a job: \(made.totals.repeatedLines).
        """))
    if made.totals.earlierRows > 0 {
      blocks.append(
        .paragraph(
          """
          Rows that show an earlier state of a payment, a refund or a dispute than another row: \
          \(made.totals.earlierRows); the later state counts.
          """))
    }
    if made.unusedAmounts > 0 {
      blocks.append(.paragraph("Amounts that were given for jobs that no list has: \(made.unusedAmounts)."))
    }
    if made.misnamedAmounts > 0 {
      blocks.append(
        .paragraph(
          """
          Amounts that name a payment, and a production line that it doesn't stand on: \(made.misnamedAmounts); the \
          payment counts.
          """))
    }
    let unusual = made.unusualIDs
    if unusual > 0 {
      blocks.append(
        .paragraph(
          """
          Warning: \(unusual, "PaymentIntent") of another form than \(name: "pi_") and 24 letters or digits; matched all \
          the same.
          """))
    }
    for file in files where file.rejected > 0 {
      let shown = file.rejections.map { "row \($0.row): \($0.reason)" as Prose }
      blocks.append(
        .paragraph(
          "\(data: file.name), \(file.rejected, "row") rejected: \(Prose.joined(shown, by: "; ")).\(more(file))"))
    }
    return blocks
  }

  private var files: [PaymentFile] {
    made.book.files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func more(_ file: PaymentFile) -> Prose {
    file.rejections.count < file.rejected ? " Only the first \(file.rejections.count) are shown." : ""
  }

  var notTested: [Report.Block] {
    var table = Report.Table([.init("what"), .init("why"), .init("what to supply")])
    if made.settings.amountsName == nil {
      table.rows.append([
        "amounts", "production lines carry none, and no expected ones were given",
        "\(name: "--amounts FILE") or \(name: "--price …")",
      ])
    } else if made.jobsWithoutAmounts > 0 {
      table.rows.append([
        "amounts of \(made.jobsWithoutAmounts) of \(made.jobsToCompare, "job")",
        "no amount was given for them, or nothing was paid that it could be compared with",
        "\(name: "--amounts FILE") with all of them",
      ])
    }
    var whole = ControlTotals.Sums()
    for sums in made.totals.all.values { whole.add(sums) }
    if whole.withoutRefunds > 0 {
      table.rows.append([
        "refunds of \(whole.withoutRefunds, "payment")", "their format doesn't state refunds",
        "\(name: "--refunds FILE")",
      ])
    }
    if whole.withoutDisputes > 0 {
      table.rows.append([
        "disputes of \(whole.withoutDisputes, "payment")", "no file states how much was disputed",
        "\(name: "--disputes FILE")",
      ])
    }
    let unknown = made.groups.payments.count { $0.facts.isDisjoint(with: [.isLive, .isTest]) }
    if unknown > 0, made.settings.mode != .any {
      table.rows.append([
        "test or live of \(unknown, "payment")", "their format doesn't tell, so they count",
        "an export with \(name: "Mode") or \(name: "livemode")",
      ])
    }
    let three = made.totals.currencies.filter(\.isThreeDecimal)
    if !three.isEmpty {
      table.rows.append([
        "decimals of \(Prose.joined(three.map { "\(words: $0.description)" }))",
        "this currency has three decimals; programs that don't know it are off by ten", "check one amount by hand",
      ])
    }
    let settled = made.groups.payments.count { $0.facts.contains(.isSettlement) }
    if settled > 0 {
      table.rows.append([
        "what the buyer saw of \(settled, "payment")", "the report states only the currency of the settlement",
        "an itemised report with \(name: "customer_facing_amount") and \(name: "customer_facing_currency")",
      ])
    }
    let continued = made.book.files.count { $0.isContinued }
    if continued > 0 {
      table.rows.append([
        "whether a page is missing between API lists",
        "\(continued, "file") \(words: continued == 1 ? "says" : "say") that there is more, and lists don't say what follows",
        "all pages, such as one list after another in one file",
      ])
    }
    table.rows.append([
      "whether files reach from the first to the last day", "an export doesn't say which days it covers",
      "compare first and last under Inputs with the window",
    ])
    return [.heading(2, "Not tested, and why"), .table(table)]
  }

  var settings: [Report.Block] {
    let settings = made.settings
    let options = settings.options.isEmpty ? "none" : Prose.joined(settings.options.map { "\(data: $0)" })
    var blocks: [Report.Block] = [.heading(2, "Settings and sign-off")]
    let ends: [Prose] = [
      settings.window?.from.map { "from \(words: $0.description)" },
      settings.window?.to.map { "up to, but without, \(words: $0.description)" },
    ].compactMap(\.self)
    let window: Prose = ends.isEmpty ? "all times" : Prose.joined(ends, by: " ")
    blocks.append(
      .paragraph(
        """
        tokaudit \(words: Version.current). Window, on the request of jobs and the creation of payments: \(window). \
        Both sides were matched before the window was applied. Grace: \
        \(words: TimeSpan(milliseconds: settings.grace).description). Mode: \(words: settings.mode.rawValue). \
        Options: \(options).
        """))
    if let expected = made.expected, !expected.formula.isEmpty {
      blocks.append(.paragraph("Price, as given: \(words: expected.formula)."))
    }
    if !settings.command.isEmpty { blocks.append(.copy(["\(words: settings.command)"])) }
    return blocks + [.signatures(.signatures)]
  }
}
